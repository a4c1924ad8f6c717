/** Each limit from just below to just above: below nothing is said, above it is said once, with the number and the way out, in both languages. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { CELLS, readSheets, LIMITS as SHEETS } from '../convert/sheet/read.ts';
import { SheetError } from '../convert/sheet/sheet.ts';
import { CELLS as BOOK_CELLS, TEXT, UNPACKED } from '../convert/sheet/xlsx.ts';
import { ALIAS_LIMIT, LIMITS, MAX_DEPTH, MAX_FINDINGS } from '../core/limits.ts';
import { readFile } from '../core/model/document.ts';
import { fileLimit } from '../core/rules/file-limit.ts';
import { Text } from '../core/text/text.ts';
import { MOST_RULES, MOST_STARS } from '../server/disk.ts';
import { MOST_PICTURE } from '../server/preview-of.ts';
import { kaiji, newFolder, removeFolder } from './support/faulty-disk.ts';
import { findingsOf } from './support/fixture.ts';
import { startClient } from './support/lsp.ts';
import { within } from './support/watchdog.ts';

const HEAD = 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: A }\n';
const nested = (levels: number) => `${HEAD}x-deep: ${'['.repeat(levels - 1)}1${']'.repeat(levels - 1)}\n`;
/** Aliases that bring in so many values: a list of nine, again and again. */
const aliased = (values: number) =>
  `${HEAD}x-list: &l [${Array.from({ length: 9 }, (_, i) => i).join(', ')}]\nx-all: [${'*l, '.repeat(values / 10)}]\n`;

interface Limited {
  readonly name: string;
  readonly below: () => string;
  readonly above: () => string;
  readonly rule: string;
  /** As messages say it. */
  readonly ja: string;
  readonly en: string;
}

const DOCUMENTS: readonly Limited[] = [
  {
    name: 'length of a file',
    below: () => `${HEAD}# ${'x'.repeat(LIMITS.length - HEAD.length - 2)}`,
    above: () => `${HEAD}# ${'x'.repeat(LIMITS.length - HEAD.length - 1)}`,
    rule: 'file-limit',
    ja: `上限は約${Math.floor(LIMITS.length / 1_000_000) * 100}万字）、読んでおらず、検査もしていません。ほかのファイルは検査しました。内容を複数のファイルに分けてください。`,
    en: `the limit is about ${Math.floor(LIMITS.length / 1_000_000)} million) and was neither read nor checked. The other files were. Divide it into several files.`,
  },
  {
    name: 'depth of nesting',
    below: () => nested(MAX_DEPTH),
    above: () => nested(MAX_DEPTH + 1),
    rule: 'file-limit',
    ja: `${MAX_DEPTH}段までに収めてください。`,
    en: `Keep it within ${MAX_DEPTH} levels.`,
  },
  {
    name: 'values brought in by aliases',
    below: () => aliased(ALIAS_LIMIT),
    above: () => aliased(ALIAS_LIMIT + 10),
    rule: 'alias-limit',
    ja: `（${ALIAS_LIMIT}件超）ため、読んでいません。別名（*）を使わずに、必要な内容をここに書いてください。`,
    en: `(more than ${ALIAS_LIMIT} values) and was not read. Write what is needed here instead of an alias.`,
  },
];

describe('documents', () => {
  test.each(DOCUMENTS)('$name', async ({ below, above, rule, ja, en }) => {
    const told = async (text: string) => {
      const found = await findingsOf(new Map([['a.kaiji.yaml', text]]));
      return found.flatMap(({ finding }) => (/^(?:file|alias)-limit$/.test(finding.rule) ? [finding] : []));
    };
    expect(await told(below())).toEqual([]);
    const [finding, ...more] = await told(above());
    expect([finding?.rule, more]).toEqual([rule, []]);
    expect(finding?.message('ja')).toContain(ja);
    expect(finding?.message('en')).toContain(en);
  });
});

test('entries of a file', () => {
  const told = (count: number) => {
    const lines = Array.from({ length: count }, (_, i) => `  - { id: e${i}, title: A }\n`);
    const file = readFile('file:///a.kaiji.yaml', Text.of(`kaiji: evidence/v1\nevidence:\n${lines.join('')}`));
    return file.tree.blocks
      .flatMap((block) => [...fileLimit.check(block, file)])
      .map(({ message }) => [message('ja'), message('en')]);
  };
  expect(told(LIMITS.entries)).toEqual([]);
  expect(told(LIMITS.entries + 1)).toEqual([
    [
      expect.stringContaining(`（一つのファイルで読むのは${LIMITS.entries}件まで）。複数のファイルに分けてください。`),
      expect.stringContaining(`(${LIMITS.entries} are read in one file). Divide the file.`),
    ],
  ]);
});

describe('in the editor and on the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => removeFolder(folder));
  const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);

  test.each(DOCUMENTS)('$name is told by both alike, and by nothing else', async ({ above, rule, ja, en }) => {
    const text = above();
    put('a.kaiji.yaml', text);
    const { stdout, stderr, status } = await kaiji(folder, ['check', '--format', 'json']);
    const all = (JSON.parse(stdout) as { files: { diagnostics: { rule: string; message: string }[] }[] }).files.flatMap(
      ({ diagnostics }) => diagnostics.filter((one) => one.rule.endsWith('-limit')),
    );
    expect(all.map((one) => one.rule)).toEqual([rule]);
    expect(all[0]?.message).toContain(ja);
    expect({ stderr, isRun: status !== 2 }).toEqual({ stderr: '', isRun: true });
    expect((await kaiji(folder, ['check', '--lang', 'en'])).stdout).toContain(en);
    const client = await startClient({ folder: pathToFileURL(folder).toString() });
    const uri = pathToFileURL(join(folder, 'a.kaiji.yaml')).toString();
    await client.open(uri, text);
    const asked = client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    const report = await within('diagnostic', asked);
    const told = report.kind === 'full' ? report.items.filter(({ code }) => String(code).endsWith('-limit')) : [];
    expect(told.map(({ message }) => message)).toEqual(all.map(({ message }) => message));
    expect(await within('stop', client.stop())).toBe(0);
  });

  test('a sheet that is too large is refused with the number and the way out', async () => {
    put('a.csv', 'x'.repeat(SHEETS.text + 1));
    const refused = (lang: string) =>
      kaiji(folder, ['import', 'a.csv', '--catalog', 'medcloud-checklist', '-o', 'o.kaiji.yaml', '--lang', lang]);
    const ja = await refused('ja');
    expect(ja).toMatchObject({ status: 2, stdout: '' });
    expect(ja.stderr).toContain('上限は30MB）。必要なシートだけを別のファイルに保存してください。');
    expect((await refused('en')).stderr).toContain('at most 30 MB). Save the sheet you need as a file of its own.');
  });
});

test('sheets: size and cells of a text file', () => {
  const refusal = (text: string, name: string) => {
    try {
      readSheets(new TextEncoder().encode(text), name);
      return undefined;
    } catch (error) {
      if (!(error instanceof SheetError)) throw error;
      return [error.text('ja'), error.text('en')];
    }
  };
  const line = `${'a,'.repeat(999)}a\n`;
  const most = line.repeat(CELLS / 1_000).trimEnd();
  expect(refusal(most, 'a.csv')).toBeUndefined();
  expect(refusal(`${most},a`, 'a.csv')).toEqual([
    'セルが100万個を超えるため、読み取りませんでした。必要な部分だけを別のファイルに保存してください。',
    'it was not read: it has more than a million cells. Save the part you need as a file of its own.',
  ]);
  expect(refusal('x'.repeat(SHEETS.text), 'a.txt')).toBeUndefined();
  expect(refusal('x'.repeat(SHEETS.text + 1), 'a.txt')?.[0]).toContain('上限は30MB');
});

test.runIf(process.platform === 'linux')('beside and in a file above the limit, the editor stays quick', async () => {
  const client = await startClient();
  const { connection } = client;
  /** Of the server, in milliseconds: what else the machine does is no matter. */
  const spent = () => {
    const [, ...fields] = readFileSync(`/proc/${client.process.pid}/stat`, 'utf8').split(') ');
    const all = fields.join(') ').split(' ');
    return (Number(all[11]) + Number(all[12])) * 10;
  };
  const huge = 'file:///nowhere/huge.kaiji.yaml';
  const small = 'file:///nowhere/small.kaiji.yaml';
  const pull = (uri: string) =>
    within('diagnostic', connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } }));
  const before = spent();
  await client.open(small, 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n');
  await client.open(huge, `${HEAD}${'# 長い注記の行\n'.repeat(LIMITS.length / 8)}`);
  const [first] = [await pull(huge), await pull(small)];
  const opening = spent() - before;
  expect(first.kind === 'full' && first.items.map(({ code }) => code)).toEqual(['file-limit']);
  for (const uri of [huge, small]) {
    const start = spent();
    for (let version = 2; version < 12; version++) {
      const at = { line: 3, character: 0 };
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: at, end: at }, text: ' ' }],
      });
      await within('completion', connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: at }));
      await pull(uri);
    }
    // Ten times an edit, a completion and the findings, against opening both.
    expect(spent() - start, uri).toBeLessThan(opening);
  }
  expect(await within('stop', client.stop())).toBe(0);
});

test('of a .gitignore beyond the limit whole lines count: none half, which might leave out everything', async () => {
  const folder = newFolder();
  try {
    const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
    mkdirSync(join(folder, '.git'));
    for (const name of ['a', 'b', 'c', 'd']) put(`${name}.kaiji.yaml`, 'kaiji: evidence/v1\nevidence: []\n');
    const first = '/a.kaiji.yaml\n/**/**/**/b.kaiji.yaml\n/**/**/**/**/c.kaiji.yaml\n#';
    put('.gitignore', `${first}${'x'.repeat(MOST_RULES - first.length - 2)}\n*.log\nd.kaiji.yaml\n`);
    const { stdout } = await kaiji(folder, ['check', '--format', 'json']);
    const { files } = JSON.parse(stdout) as { files: { path: string }[] };
    expect(files.map(({ path }) => path)).toEqual(['c.kaiji.yaml', 'd.kaiji.yaml']);
  } finally {
    removeFolder(folder);
  }
});

test('docs/limits.md names every limit as it is', () => {
  const rows = readFileSync(new URL('../docs/limits.md', import.meta.url), 'utf8').split('\n');
  const count = (number: number) => number.toLocaleString('en-US');
  const megabytes = (bytes: number) => `${bytes / 1_000_000}MB`;
  const stated = [
    ['Length of a file', count(LIMITS.length)],
    ['Entries of a file', count(LIMITS.entries)],
    ['Depth of nesting', count(MAX_DEPTH)],
    ['Values brought in by aliases', count(ALIAS_LIMIT)],
    ['Findings shown of a file', count(MAX_FINDINGS)],
    ['A workbook', megabytes(SHEETS.workbook)],
    ['Its tables, unpacked', megabytes(UNPACKED)],
    ['A text file', megabytes(SHEETS.text)],
    ['Cells', count(Math.max(CELLS, BOOK_CELLS))],
    ['Characters in the cells of a workbook', count(TEXT)],
    ['A picture', megabytes(MOST_PICTURE)],
    ['Size of a `.gitignore`', count(MOST_RULES)],
    ['`**` in one line of it', count(MOST_STARS)],
  ];
  expect(BOOK_CELLS).toBe(CELLS);
  const table = rows.filter((row) => /^\| [^-]/.test(row) && !row.includes('Of what'));
  expect(table.map((row) => row.split('|')[1]?.split(' / ')[1]?.trim())).toEqual(stated.map(([what]) => what));
  for (const [i, [, number]] of stated.entries()) expect(table[i]?.split('|')[2]?.trim().startsWith(String(number))).toBe(true);
});
