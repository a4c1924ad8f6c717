/** The built server tells where packages stand: section by section, what changed alone, and where its numbers lead. */
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import type {
  DashboardAnswer,
  DashboardFile,
  DashboardFileParams,
  DashboardParams,
  DashboardPlacesAnswer,
  DashboardPlacesParams,
} from '../server/protocol/dashboard.ts';
import type { Client } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const SHEET = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-1
    status: 対応済
    answer: 規程に定めています。
  - control: CL-3
    status: 対応予定
    answer: 整備しています。
    plan: { action: 手順書を作る, due: 2026-08-31 }
`;
const HOSTILE = '<script>alert(1)</script>';

const served = servedFolder({
  'a/kaiji.yaml': 'kaiji: package/v1\nservice:\n  name: 甲サービス\n',
  'a/checklist.kaiji.yaml': SHEET,
  'b/kaiji.yaml': `kaiji: package/v1\nservice:\n  name: ${HOSTILE}\n`,
});

const started = () =>
  served.start({ initializationOptions: { date: '2026-10-01', views: true, catalogScheme: true }, locale: 'ja' });
const ask = (client: Client, params: Omit<DashboardParams, 'dashboard'>) =>
  client.connection.sendRequest<DashboardAnswer | null>('kaiji/dashboard', { dashboard: 'one', ...params });
const placesOf = (client: Client, params: Omit<DashboardPlacesParams, 'dashboard'>) =>
  client.connection.sendRequest<DashboardPlacesAnswer | null>('kaiji/dashboard/places', { dashboard: 'one', ...params });
const htmlOf = (answer: DashboardAnswer | null, section: string) => answer?.sections.find(({ id }) => id === section)?.html;
/** The number of the lead with these words. */
const placeIn = (html: string | undefined, words: string) =>
  Number(new RegExp(`data-place="(\\d+)">${words}<`).exec(html ?? '')?.[1] ?? Number.NaN);

test('a package, by its folder or a file in it; then what changed alone', async () => {
  const client = await started();
  const first = await ask(client, { uri: served.uriOf('a'), revision: 0 });
  expect(first?.frame).toMatchObject({ title: '甲サービスの状況', language: 'ja', home: served.uriOf('a') });
  expect(first?.frame?.packages.map(({ label }) => label)).toEqual(['甲サービス', HOSTILE]);
  expect(first?.sections.map(({ id }) => id).slice(0, 4)).toEqual(['', 'summary', 'answers', 'remaining']);
  expect(htmlOf(first, 'answers')).toContain('2 / 253');
  const same = await ask(client, { uri: served.uriOf('a/checklist.kaiji.yaml'), revision: first?.revision ?? 0 });
  expect(same?.frame).toBeUndefined();
  expect(same?.sections).toEqual(first?.sections.map(({ id }) => ({ id })));
  // What is planned is in one section alone.
  await client.open(served.uriOf('a/checklist.kaiji.yaml'), SHEET.replace('手順書を作る', '手順書を直す'));
  const edited = await ask(client, { uri: served.uriOf('a'), revision: same?.revision ?? 0 });
  expect(edited?.sections.filter(({ html }) => html !== undefined).map(({ id }) => id)).toEqual(['due']);
  expect(htmlOf(edited, 'due')).toContain('手順書を直す');
  // Who has an older one, or none, is sent everything.
  expect((await ask(client, { uri: served.uriOf('a'), revision: 1 }))?.sections.every(({ html }) => html !== undefined)).toBe(
    true,
  );
});

test('numbers lead to what they count, wherever it is by then', async () => {
  const client = await started();
  const first = await ask(client, { uri: served.uriOf('a'), revision: 0 });
  const due = placeIn(htmlOf(first, 'due'), 'CL-3');
  const sheet = served.uriOf('a/checklist.kaiji.yaml');
  expect(await placesOf(client, { section: 'due', place: due })).toEqual({
    places: [
      expect.objectContaining({
        uri: sheet,
        line: 9,
        label: expect.stringMatching(/^CL-3 ./),
        description: 'a/checklist.kaiji.yaml:10',
      }),
    ],
  });
  await client.open(sheet, SHEET.replace('answers:', '\n\nanswers:'));
  const moved = await ask(client, { uri: served.uriOf('a'), revision: first?.revision ?? 0 });
  expect(moved?.sections.find(({ id }) => id === 'due')).toEqual({ id: 'due' });
  expect((await placesOf(client, { section: 'due', place: due }))?.places[0]?.line).toBe(11);
  // What is in no document leads to its catalog.
  const left = await placesOf(client, { section: 'remaining', place: placeIn(htmlOf(first, 'remaining'), '3') });
  expect(left?.places.map(({ uri }) => uri.replace(/\?.*/, ''))).toContainEqual(
    expect.stringMatching(/^kaiji-catalog:.*\/CL-2$/),
  );
  expect(await placesOf(client, { section: 'due', place: 99 })).toBeNull();
  expect(await placesOf(client, { section: 'nowhere', place: 0 })).toBeNull();
});

test('all packages, each leading to itself; words of authors are words', async () => {
  const client = await started();
  const all = await ask(client, { revision: 0 });
  expect(all?.frame?.home).toBeUndefined();
  expect(all?.frame?.title).toBe('パッケージの状況');
  const html = all?.sections.map((one) => one.html).join('') ?? '';
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<script|javascript:|\son\w+=/);
  const place = placeIn(html, '甲サービス');
  expect(await placesOf(client, { section: all?.sections[0]?.id ?? '', place })).toEqual({ home: served.uriOf('a'), places: [] });
  expect(await ask(client, { uri: served.uriOf('nowhere'), revision: 0 })).toBeNull();
});

test('as files', async () => {
  const client = await started();
  const file = (params: DashboardFileParams) => client.connection.sendRequest<DashboardFile>('kaiji/dashboard/file', params);
  const html = await file({ uri: served.uriOf('a'), to: 'html' });
  expect(html.file).toBe('甲サービス_状況_2026-10-01.html');
  expect(html.text).toContain('<title>甲サービスの状況</title>');
  const svg = await file({ to: 'svg' });
  expect(svg.file).toBe('状況_2026-10-01.svg');
  expect(svg.text).toContain('甲サービスの状況');
  expect(svg.text).not.toMatch(/<script|<image|href=/);
  expect(await file({ uri: served.uriOf('nowhere'), to: 'svg' })).toEqual({
    refused: expect.stringMatching(/フォルダーを開いて/),
  });
});

test('where there is no package there is nothing; what comes is there when it is looked for', async () => {
  for (const name of ['a', 'b']) rmSync(served.pathOf(name), { recursive: true });
  const client = await started();
  expect(await ask(client, { revision: 0 })).toBeNull();
  served.write('c/kaiji.yaml', 'kaiji: package/v1\nservice:\n  name: 丙サービス\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: served.uriOf('c/kaiji.yaml'), type: 1 }],
  });
  // The only one is shown at once.
  expect((await ask(client, { revision: 0, listAgain: true }))?.frame).toMatchObject({
    home: served.uriOf('c'),
    title: '丙サービスの状況',
  });
});

test('a dashboard that could not be made is an error, not a package that is gone', async () => {
  const client = await started();
  // No client sends that: it stands for any fault of ours.
  const broken = { dashboard: 'one', uri: 42, revision: 0 };
  await expect(client.connection.sendRequest('kaiji/dashboard', broken)).rejects.toMatchObject({ code: -32803 });
});
