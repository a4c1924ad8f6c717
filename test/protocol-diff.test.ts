/** What changed between two versions, asked of the built server: of old files handed over, of folders, of what is open and not yet saved. */
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { DiffAnswer, DiffParams } from '../server/protocol/diff.ts';
import type { Refused } from '../server/protocol/refused.ts';
import type { Client } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const sheet = (answer: string) =>
  `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-94, responsibility: 事業者, answer: ${answer} }\n`;
const FILES: Readonly<Record<string, string>> = {
  'common/kaiji.yaml': 'kaiji: package/v1\n',
  'common/s.kaiji.yaml': 'kaiji: statements/v1\nstatements: [{ id: st-a, text: 5年間保存します。 }]\n',
  'service/kaiji.yaml': 'kaiji: package/v1\nextends: ../common\nservice: { name: 例示クラウド }\n',
  'service/a.kaiji.yaml': `${sheet('180日ごとに点検します。')}  - { control: CL-95, use: [st-a] }\n`,
  'service/new.kaiji.yaml': 'kaiji: evidence/v1\nevidence: [{ id: ev-a, title: 規程 }]\n',
  'other/kaiji.yaml': 'kaiji: package/v1\n',
  'other/a.kaiji.yaml': sheet('90日ごとに点検します。'),
};

const served = servedFolder(FILES);
const { uriOf } = served;
let client: Client;
const ask = async (params: DiffParams) => client.connection.sendRequest<DiffAnswer | Refused>('kaiji/diff', params);
const side = () => ({ uri: uriOf('service'), label: 'service' });
const earlier = () => [
  { uri: uriOf('service/a.kaiji.yaml'), text: `${sheet('90日ごとに点検します。')}  - { control: CL-95, use: [st-a] }\n` },
  { uri: uriOf('common/s.kaiji.yaml'), text: 'kaiji: statements/v1\nstatements: [{ id: st-a, text: 3年間保存します。 }]\n' },
  { uri: uriOf('service/new.kaiji.yaml'), text: null },
];

test('files as they were are compared with those that are there, in packages around too', async () => {
  client = await served.start({ settings: { language: 'ja' } });
  const [now, was] = [side(), earlier()];
  const answer = (await ask({ to: 'md', now, old: { uri: now.uri, label: 'v1.0', was } })) as DiffAnswer;
  expect(answer).toMatchObject({ name: '新旧対照表', changes: 3, reagree: 0 });
  for (const text of ['# 例示クラウド 新旧対照表', '~~90~~日ごと', '~~3~~年間', 'CL-95', '規程'])
    expect(answer.content).toContain(text);
  // What is typed counts before it is saved.
  await client.open(uriOf('service/a.kaiji.yaml'), FILES['service/a.kaiji.yaml']?.replace('事業者', '利用者') ?? '');
  expect(await ask({ to: 'html', now, old: { uri: now.uri, label: 'v1.0', was } })).toMatchObject({ changes: 4, reagree: 1 });
  const word = (await ask({ to: 'docx', now, old: { uri: now.uri, label: 'v1.0', was } })) as DiffAnswer;
  expect(Object.keys(unzipSync(Buffer.from(word.content, 'base64')))).toContain('word/document.xml');
});

test('two folders, two files; what has nothing to compare is refused with what to do', async () => {
  client = await served.start({ settings: { language: 'ja' } });
  const now = side();
  const folders = (await ask({ to: 'md', now, old: { uri: uriOf('other'), label: 'other' } })) as DiffAnswer;
  expect(folders.content).toContain('~~90~~日');
  const files = (await ask({
    to: 'md',
    now: { uri: uriOf('service/a.kaiji.yaml'), label: 'a' },
    old: { uri: uriOf('other/a.kaiji.yaml'), label: 'b' },
  })) as DiffAnswer;
  expect(files.changes).toBe(2);
  expect(await ask({ to: 'md', now, old: { uri: uriOf('no-such'), label: 'no-such' } })).toEqual({
    refused: 'no-such に比べる文書がありません。kaiji.yaml のあるフォルダーか、その中のファイルを選んでください。',
  });
  const root = await ask({ to: 'md', now, old: { uri: uriOf('').replace(/\/$/, ''), label: '全体' } });
  expect(root).toMatchObject({ refused: expect.stringContaining('複数のパッケージ') });
});

test('a package with others below it is compared without them', async () => {
  served.write('kaiji.yaml', 'kaiji: package/v1\n');
  served.write('a.kaiji.yaml', sheet('90日ごとに点検します。'));
  client = await served.start({ settings: { language: 'ja' } });
  const uri = uriOf('').replace(/\/$/, '');
  const was = [
    { uri: uriOf('a.kaiji.yaml'), text: sheet('30日ごとに点検します。') },
    { uri: uriOf('other/a.kaiji.yaml'), text: sheet('10日ごとに点検します。') },
  ];
  const answer = (await ask({ to: 'md', now: { uri, label: '全体' }, old: { uri, label: '前', was } })) as DiffAnswer;
  expect(answer).toMatchObject({ changes: 1 });
  expect(answer.content).toContain('~~30~~日ごと');
});
