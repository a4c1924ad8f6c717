/** Clauses and catalogs as the built server tells of them: pages, links, own catalogs and official wording from wherever they may be, imports. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CompletionList, DocumentDiagnosticReport, Hover } from 'vscode-languageserver-protocol';
import type { CatalogsAnswer, ImportSheetAnswer, NewCatalogAnswer } from '../server/protocol/catalogs.ts';
import type { ClauseAnswer, SearchAnswer } from '../server/protocol/clauses.ts';
import type { Choices, NewDocument } from '../server/protocol/documents.ts';
import type { Refused } from '../server/protocol/refused.ts';
import type { SheetsAnswer } from '../server/protocol/sheets.ts';
import { type Client, type ClientOptions, startClient } from './support/lsp.ts';
import { xlsxOf } from './support/xlsx.ts';

let root: string;
let workspace: string;
let client: Client;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kaiji-clauses-'));
  workspace = join(root, 'workspace');
  mkdirSync(workspace);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(root, { recursive: true });
});

const start = async (options: ClientOptions = {}) => {
  client = await startClient({ folder: pathToFileURL(workspace).toString(), ...options });
};
/** Writes a file below the test's folder. */
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const uriOf = (path: string) => pathToFileURL(join(root, path)).toString();
const ask = <T>(method: string, params: object) => client.connection.sendRequest<T>(method, params);
const clause = (id: string, more: object = {}) => ask<ClauseAnswer | null>('kaiji/clause', { id, ...more });

const CHECKLIST = 'workspace/service/checklist.kaiji.yaml';
const checklist = (catalog: string, ...entries: string[]) =>
  `kaiji: checklist/v1\ncatalog: ${catalog}\nanswers:\n${entries.join('')}`;
const entry = (id: string) => `  - control: ${id}\n    status: 対応済\n    answer: 作業者ごとに発行しています。\n`;
/** Opens a checklist in a package of its own, and hovers over the control of its first entry. */
const hoverFirst = async (text: string): Promise<string> => {
  write('workspace/service/kaiji.yaml', 'kaiji: package/v1\n');
  await client.open(uriOf(CHECKLIST), text);
  return hoverAgain();
};
const hoverAgain = async (): Promise<string> => {
  const hover = await ask<Hover | null>('textDocument/hover', {
    textDocument: { uri: uriOf(CHECKLIST) },
    position: { line: 3, character: 14 },
  });
  return hover ? (hover.contents as { value: string }).value : '';
};
const codes = async (uri: string) => {
  const report = await ask<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
};
const overlay = (text: string) =>
  `kaiji: catalog-text/v1\ncatalog: medcloud-checklist\nsource: { file: 様式.xlsx }\ntexts:\n  - control: CL-94\n    text: ${text}\n`;
const own = (id: string, prefix: string, title = '入退室の記録') =>
  `kaiji: catalog/v1\nid: ${id}\nprefix: ${prefix}\ntitle: { ja: 点検表 }\ncontrols:\n  - id: ${prefix}-1\n    title: { ja: ${title} }\n    refs: [CL-94]\n`;

describe('kaiji/clause', () => {
  test('is the whole card of a control, with the package’s answers', async () => {
    await start();
    await hoverFirst(checklist('medcloud-checklist', entry('CL-94')));
    const found = await clause('ＣＬ－９４', { uri: uriOf(CHECKLIST) });
    expect(found).toMatchObject({ id: 'CL-94', title: '作業者IDの一意性と共有IDの制限' });
    expect(found?.markdown).toContain('checklist.kaiji.yaml:4 対応済');
    expect(found?.markdown).toContain('**回答の書き方**');
    expect(found?.markdown).not.toMatch(/\]\(|ほか\d+件/);
    expect(found?.text).toMatch(/^CL-94　作業者ID/);
    expect(found?.text).toContain('■ 回答の書き方');
    expect(found?.text).not.toMatch(/\*\*|\\|&amp;/);
  });

  test('is the card of a section, of a part, in the reader’s language', async () => {
    await start({ settings: { language: 'en' } });
    expect((await clause('org.policy'))?.markdown).toMatch(/^# org\.policy/);
    expect((await clause('CL-22(3)'))?.markdown).toMatch(/- \*\*\\?\(3\)/);
    expect((await clause('CL-94'))?.title).toBe('Uniqueness of operator IDs and limits on group IDs');
  });

  test('links references as the client asks, and is null for what means nothing', async () => {
    await start();
    const found = await clause('CL-94', { link: '{id}.md' });
    expect(found?.markdown).toContain('[METI-2.6.14(1)](METI-2.6.14%281%29.md)');
    expect(await clause('CL-9999')).toBeNull();
    expect(await clause('')).toBeNull();
    expect(await clause('\ud800')).toBeNull();
  });
});

describe('kaiji/search', () => {
  test('gives as many as asked for and counts the rest; each with the first sentence of its summary', async () => {
    await start();
    const { hits, more } = await ask<SearchAnswer>('kaiji/search', { words: 'password', most: 3 });
    expect(hits).toHaveLength(3);
    expect(more).toBeGreaterThan(5);
    for (const { summary } of hits) expect(summary).toMatch(/^[^。]+[。…]$/);
    const all = await ask<SearchAnswer>('kaiji/search', { words: 'password' });
    expect(all).toMatchObject({ more: 0, hits: { length: more + 3 } });
  });

  test('finds own catalogs of the workspace, whatever document is open', async () => {
    write('workspace/catalogs/tenken.kaiji.yaml', own('tenken', 'TK'));
    await start();
    const { hits } = await ask<SearchAnswer>('kaiji/search', { words: '入退室の記録' });
    expect(hits[0]).toMatchObject({ id: 'TK-1', catalog: 'tenken' });
  });
});

describe('links in hovers', () => {
  const LINK = '[METI-2.6.14(1)](command:kaiji.showClause?%5B%22METI-2.6.14%281%29%22%5D)';

  test('are commands for a client that has one', async () => {
    await start({ initializationOptions: { clauseCommand: 'kaiji.showClause' } });
    expect(await hoverFirst(checklist('medcloud-checklist', entry('CL-94')))).toContain(LINK);
  });

  test.each([
    ['a client without', {}],
    ['a command that is none', { clauseCommand: 'x?["a"]) [b](' }],
  ])('are not there for %s', async (_, initializationOptions) => {
    await start({ initializationOptions });
    expect(await hoverFirst(checklist('medcloud-checklist', entry('CL-94')))).not.toContain('](command:');
  });

  test('are never an author’s: whatever stands in an own catalog, in official wording or in an answer', async () => {
    const evil =
      '[押す](command:kaiji.showClause?%5B%22x%22%5D) <command:evil.run> ![x](command:evil.run) <a href="command:evil.run">x</a>';
    const quoted = JSON.stringify(`${evil}\n\n> ${evil}\n- ${evil}\n\n**書くこと** ${evil}\n\n[押す]: command:evil.run`);
    const ID = '"EV-](command:evil.run)"';
    write(
      'workspace/service/own.kaiji.yaml',
      `kaiji: catalog/v1\nid: evil\nprefix: EV\ntitle: { ja: ${quoted} }\ncontrols:\n` +
        `  - id: EV-1\n    category: [${quoted}]\n    title: { ja: ${quoted} }\n    summary: { ja: ${quoted} }\n    guidance: { ja: ${quoted} }\n` +
        `    parts: [{ id: "(1)", ja: ${quoted} }]\n    evidence: [${quoted}]\n    refs: [EV-2, ${ID}]\n    unresolved: [{ printed: ${quoted}, why: absent }]\n` +
        `  - id: EV-2\n    title: { ja: ${quoted} }\n  - id: ${ID}\n    title: { ja: ${quoted} }\n`,
    );
    write(
      'workspace/service/text.kaiji.yaml',
      `kaiji: catalog-text/v1\ncatalog: evil\nsource: { file: ${quoted} }\ntexts:\n  - control: EV-1\n    text: ${quoted}\n`,
    );
    await start({ initializationOptions: { clauseCommand: 'kaiji.showClause' } });
    const answer = `  - control: EV-1\n    status: ${quoted}\n    answer: ${quoted}\n`;
    const text = await hoverFirst(checklist('evil', answer));
    expect(text).toContain('command:evil');
    // Ours lead to the controls it names, and nowhere else; all other brackets are text.
    const links = [...text.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target]) => target);
    const ours = (id: string) =>
      `command:kaiji.showClause?${encodeURIComponent(JSON.stringify([id]))
        .replaceAll('(', '%28')
        .replaceAll(')', '%29')}`;
    const commands = links.filter((target) => target?.startsWith('command:'));
    expect(commands.length).toBeGreaterThan(0);
    for (const target of commands) expect([ours('EV-2'), ours('EV-](command:evil.run)')]).toContain(target);
    for (const target of links) if (!commands.includes(target)) expect(target).toMatch(/^file:/);
    expect(text).not.toMatch(/<(?:a|command)/);
    expect(text).not.toMatch(/(?<!\\)\]:/);
    expect(text).not.toMatch(/(?<!\\)!\[/);
  });
});

describe('official wording', () => {
  const places = {
    package: 'workspace/service/text.kaiji.yaml',
    workspace: 'workspace/text.kaiji.yaml',
    setting: 'further/text.kaiji.yaml',
    user: 'user/text.kaiji.yaml',
  };
  const settings = { catalogs: ['../further'] };

  test.each([
    [['user'], 'user'],
    [['user', 'setting'], 'setting'],
    [['user', 'setting', 'workspace'], 'workspace'],
    [['user', 'setting', 'workspace', 'package'], 'package'],
  ] as const)('in %j: that of the %s is shown, before the summary', async (there, nearest) => {
    for (const place of there) write(places[place], overlay(`${place}の文言`));
    await start({ settings, env: { KAIJI_CATALOGS: join(root, 'user') } });
    const text = await hoverFirst(checklist('medcloud-checklist', entry('CL-94')));
    expect(text).toContain(`> ${nearest}の文言`);
    expect(text.indexOf('原本の文言')).toBeLessThan(text.indexOf('作業者IDを重複なく'));
    for (const place of there) if (place !== nearest) expect(text).not.toContain(`${place}の文言`);
  });

  test('of an overlay opened or closed meanwhile counts at once', async () => {
    await start({ env: { KAIJI_CATALOGS: join(root, 'user') } });
    expect(await hoverFirst(checklist('medcloud-checklist', entry('CL-94')))).not.toContain('原本の文言');
    const uri = uriOf(places.user);
    await client.open(uri, overlay('書きかけ'));
    expect(await hoverAgain()).toContain('> 書きかけ');
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await hoverAgain()).not.toContain('原本の文言');
  });
});

describe('kaiji.catalogs', () => {
  test('takes absolute and relative folders and those of the home folder, each workspace folder its own', async () => {
    write('absolute/a.kaiji.yaml', own('a-tenken', 'AA'));
    write('relative/b.kaiji.yaml', own('b-tenken', 'BB'));
    write('home/shared/c.kaiji.yaml', own('c-tenken', 'CC'));
    write('other/d.kaiji.yaml', own('d-tenken', 'DD'));
    const folder = pathToFileURL(workspace).toString();
    await start({
      env: { HOME: join(root, 'home'), USERPROFILE: join(root, 'home') },
      settings: (scope) => ({
        // An unscoped question is about no folder: its answer must not count.
        catalogs: scope === folder ? [join(root, 'absolute'), '../relative', '~/shared', '../nowhere', 7] : ['../other'],
      }),
    });
    const { catalogs } = await ask<CatalogsAnswer>('kaiji/catalogs', {});
    const ids = catalogs.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['a-tenken', 'b-tenken', 'c-tenken']));
    expect(ids).not.toContain('d-tenken');
  });

  test('is read again when the settings change', async () => {
    let catalogs: readonly string[] = [];
    write('further/text.kaiji.yaml', overlay('追加の文言'));
    await start({ settings: () => ({ catalogs }) });
    const changed = () => client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await hoverFirst(checklist('medcloud-checklist', entry('CL-94')))).not.toContain('追加の文言');
    catalogs = ['../further'];
    await changed();
    expect(await hoverAgain()).toContain('追加の文言');
    catalogs = [];
    await changed();
    expect(await hoverAgain()).not.toContain('追加の文言');
  });
});

test('an own catalog elsewhere in the workspace is hovered, completed and checked by', async () => {
  write('workspace/catalogs/tenken.kaiji.yaml', own('tenken', 'TK'));
  await start();
  expect(await hoverFirst(checklist('tenken', entry('TK-1'), entry('TK-9'), '  - control: TK\n'))).toContain('入退室の記録');
  expect(await codes(uriOf(CHECKLIST))).toContain('unknown-control');
  const list = await ask<CompletionList>('textDocument/completion', {
    textDocument: { uri: uriOf(CHECKLIST) },
    position: { line: 9, character: 15 },
  });
  expect(list.items.map(({ label }) => label)).toContain('TK-1');
  // Bundled controls tell who cites them, also of own catalogs.
  expect((await clause('CL-94'))?.markdown).toContain('TK-1');
});

describe('importing a sheet', () => {
  const csv = '番号,要求事項\n94,作業者IDを一意にする。\n999,ない項目。\n';
  const bytes = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
  const read = (params: object) => ask<ImportSheetAnswer | Refused>('kaiji/importSheet', params);

  test('gives the file to write, counts, and a report line by line', async () => {
    await start();
    const answer = await read({ file: '様式.csv', bytes: bytes(csv), catalog: 'medcloud-checklist' });
    expect(answer).toMatchObject({
      path: 'medcloud-checklist-text.kaiji.yaml',
      counts: { rows: 2, attached: 1, controls: 253, without: 252, lines: 1 },
      lines: [{ kind: 'unknown-number', sheet: '', row: 3, column: 'A' }],
    });
    const { text, report, summary } = answer as ImportSheetAnswer;
    expect(summary).toBe('様式.csv: 2行を読み、253項目のうち1項目の文言を取り込みました。確かめてほしい点が1件あります。');
    expect(report).toContain('| 3 | A |');
    expect(report).toContain('確かめてください。');
    // What is to be written says the same once it is there.
    write('workspace/service/medcloud-checklist-text.kaiji.yaml', text);
    expect(await hoverFirst(checklist('medcloud-checklist', entry('CL-94')))).toContain('> 作業者IDを一意にする。');
  });

  test('escapes whatever the sheet says, and reads a hidden sheet when it is named', async () => {
    await start({ settings: { language: 'en' } });
    const sheet = xlsxOf([
      {
        name: '一覧|<b>',
        cells: { A1: '番号', B1: '要求事項', A2: '94', B2: '作業者IDを一意にする。', A3: '9|9](x)', B3: '[x](command:y)' },
      },
      { name: '控え', hidden: true, cells: { A1: '番号', B1: '要求事項', A2: '95', B2: '控えの文。' } },
    ]);
    const file = { file: '様式.xlsx', bytes: bytes(sheet) };
    expect(await ask<SheetsAnswer>('kaiji/sheets', file)).toEqual({
      sheets: [
        { name: '一覧|<b>', hidden: false },
        { name: '控え', hidden: true },
      ],
    });
    const { report, counts } = (await read({ ...file, catalog: 'medcloud-checklist' })) as ImportSheetAnswer;
    expect(counts.attached).toBe(1);
    expect(report).toContain('一覧\\|&lt;b&gt;');
    expect(report).not.toMatch(/<b>|(?<!\\)\]\(/);
    const hidden = (await read({ ...file, catalog: 'medcloud-checklist', sheet: '控え' })) as ImportSheetAnswer;
    expect(hidden.text).toContain('控えの文。');
  });

  test('makes a catalog of one’s own, whose names are judged before', async () => {
    write('workspace/tenken.kaiji.yaml', own('tenken', 'TK'));
    await start();
    const judge = (id: string, prefix?: string) =>
      ask<NewCatalogAnswer>('kaiji/newCatalog', { id, ...(prefix === undefined ? {} : { prefix }) });
    expect(await judge('byoin-tenken')).toEqual({ prefix: 'BYOINTENKEN' });
    expect((await judge('Byoin')).badId).toContain('英小文字');
    expect((await judge('tenken')).badId).toContain('すでにあります');
    expect((await judge('byoin', 'TK')).badPrefix).toContain('tenken');
    expect((await judge('byoin', 'tk')).badPrefix).toContain('英大文字');
    const params = { file: '点検表.csv', bytes: bytes('番号,点検項目\n1,入退室を記録する。\n2,鍵を管理する。\n') };
    const made = (await read({ ...params, create: { id: 'byoin', prefix: 'BY' } })) as ImportSheetAnswer;
    expect(made).toMatchObject({ path: 'byoin.kaiji.yaml', counts: { attached: 2 } });
    expect(made.text).toContain('id: BY-1');
    expect(await read({ ...params, create: { id: 'tenken' } })).toEqual({ refused: expect.stringContaining('tenken') });
  });

  test.each([
    ['a PDF', '様式.pdf', '%PDF-1.4', 'PDFは直接には読めません'],
    ['nothing', '空.csv', '', '何も書かれていません'],
    ['a header without rows', '頭.csv', 'No.,対策項目\n', '見出しの行はありますが'],
    ['a table without header', '表.csv', 'あ,い\n', '見出しの行が見つかりません'],
  ])('refuses %s, naming the file and the way out', async (_, file, content, why) => {
    await start();
    const answer = await read({ file, bytes: bytes(content), catalog: 'medcloud-checklist' });
    expect(answer).toEqual({ refused: expect.stringContaining(`${file}: ${why}`) });
  });

  test('refuses a catalog that is not there', async () => {
    await start();
    const answer = await read({ file: '様式.csv', bytes: bytes(csv), catalog: 'none' });
    expect(answer).toEqual({ refused: expect.stringContaining('none') });
  });

  test('a new checklist may answer a catalog of the package it will stand in', async () => {
    write('workspace/package/kaiji.yaml', 'kaiji: package/v1\n');
    write('workspace/package/tenken.kaiji.yaml', own('tenken', 'TK'));
    await start();
    const uri = uriOf('workspace/package/docs/new.kaiji.yaml');
    const { kinds } = await ask<Choices>('kaiji/choices', { uri });
    const checklist = kinds.find(({ id }) => id === 'checklist');
    expect(checklist?.label).toBe('チェックシートの回答');
    expect(checklist?.catalogs.map(({ id }) => id)).toContain('tenken');
    const made = await ask<NewDocument>('kaiji/newDocument', { kind: 'checklist', catalog: 'tenken', uri });
    expect(made.text).toContain('catalog: tenken');
  });

  test('kinds of document are named in the reader’s language', async () => {
    await start({ locale: 'en' });
    const { kinds } = await ask<Choices>('kaiji/choices', {});
    expect(kinds.find(({ id }) => id === 'checklist')?.catalogs[0]?.detail).toBe('253 check items');
    for (const { label } of kinds) expect(label).toMatch(/^[ -~]+$/);
  });

  test('says where the user’s own folder is', async () => {
    await start({ env: { KAIJI_CATALOGS: join(root, 'user') } });
    const { catalogs, userFolder } = await ask<CatalogsAnswer>('kaiji/catalogs', {});
    expect(userFolder).toBe(pathToFileURL(join(root, 'user')).toString());
    expect(catalogs.map(({ id }) => id)).toContain('medcloud-checklist');
    expect(catalogs.map(({ id }) => id)).not.toContain('sssd-outline');
  });
});
