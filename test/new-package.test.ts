/** New packages (core/scaffold/package.ts): whatever sheets are chosen, the built command line finds nothing in them but what the author has to write. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { badFolderName, folderNameOf } from '../client/folder-name.ts';
import type { Language } from '../core/language.ts';
import { type NewPackage, packageSheets, type Sheet, scaffoldPackage } from '../core/scaffold/package.ts';
import { readOutlineTexts } from '../core/scaffold/texts.ts';
import { bundled } from './support/catalogs.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** What an author has to write, and nobody else can: every finding a new package may have. */
const LEFT_TO_AUTHORS: Readonly<Record<string, string>> = {
  'placeholder-answer': 'blanks: ●●, 未記入',
  'missing-answer': 'items with parts, each an empty line',
  'unused-evidence': 'the examples of the register, until an answer cites them',
};

const { catalogs } = await bundled;
await readOutlineTexts(catalogs);
const sheets = packageSheets(catalogs.all);
const languages = ['ja', 'en'] as const satisfies readonly Language[];
const service = '例示: 「クラウド」カルテ #1';
const provider = 'Example, Inc. — 株式会社例示';
const made = (chosen: readonly Sheet[], language: Language) => scaffoldPackage(chosen, { catalogs, language, service, provider });

/** Every choice of one sheet or more. */
const choices = Array.from({ length: 2 ** sheets.length - 1 }, (_, bits) => sheets.filter((__, i) => ((bits + 1) >> i) & 1));

interface Found {
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

/** What `kaiji check` finds in packages. @param rules to switch off */
function findings(packages: ReadonlyMap<string, NewPackage>, off: readonly string[] = []): readonly Found[] {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-new-'));
  try {
    for (const [name, { files }] of packages) {
      mkdirSync(join(folder, name));
      for (const { path, text } of files) writeFileSync(join(folder, name, path), text);
    }
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [CLI, 'check', '--format', 'json', '--date', '2026-11-22', ...off.flatMap((rule) => ['--rule', `${rule}=off`])],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1e9, env: { PATH: process.env.PATH ?? '' } },
    );
    expect(stderr).toBe('');
    const { files } = JSON.parse(stdout) as { files: { path: string; diagnostics: Omit<Found, 'path'>[] }[] };
    expect(files).toHaveLength([...packages.values()].reduce((sum, one) => sum + one.files.length, 0));
    return files.flatMap(({ path, diagnostics }) =>
      diagnostics.map(({ rule, severity, message }) => ({ path, rule, severity, message })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the sheets offered, and those most packages have', () => {
  expect(sheets.map(({ id, isUsual }) => `${isUsual ? '*' : ' '} ${id}`)).toEqual([
    '* disclosure',
    '* medcloud-checklist',
    '  meti-processor',
    '* evidence',
    '  statements',
    '* risk-scenarios',
    '  assessment',
  ]);
});

describe.each(languages)('in %s', (language) => {
  test('every choice of sheets checks with nothing but what is left to the author', () => {
    const packages = new Map(choices.map((chosen) => [chosen.map(({ id }) => id).join('+'), made(chosen, language)]));
    expect(packages.size).toBe(127);
    expect(findings(packages, Object.keys(LEFT_TO_AUTHORS))).toEqual([]);
  });

  test('what is left to the author is found in every sheet, and is no error', () => {
    const found = findings(new Map([['all', made(sheets, language)]]));
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(Object.keys(LEFT_TO_AUTHORS)));
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    // The manifest is whole, once the names are known.
    expect([...new Set(found.map(({ path }) => path))]).toEqual([
      'all/assessment.kaiji.yaml',
      'all/checklist-meti-processor.kaiji.yaml',
      'all/checklist.kaiji.yaml',
      'all/disclosure.kaiji.yaml',
      'all/evidence.kaiji.yaml',
      'all/risks.kaiji.yaml',
      'all/statements.kaiji.yaml',
    ]);
  });

  test('the first place to write is a blank of the first sheet, and no comment', () => {
    for (const sheet of sheets.filter(({ kind }) => kind !== 'evidence' && kind !== 'assessment')) {
      const { files, begin } = made([sheet], language);
      const at = files.find(({ path }) => path === begin.path);
      const lines = at?.text.split('\n') ?? [];
      const line = lines[begin.line] ?? '';
      expect(['●●', '未記入', '', '[]'], line).toContain(line.slice(begin.start, begin.end));
      expect(line, sheet.id).not.toMatch(/^\s*#/);
    }
  });
});

test('names and references are the same in every file of a package', () => {
  for (const language of languages) {
    const { files } = made(sheets, language);
    const text = (path: string) => files.find((file) => file.path === path)?.text ?? '';
    for (const { path } of files.filter(({ path }) => !/^(evidence|statements)/.test(path))) {
      expect(text(path), path).toContain(service);
      expect(text(path), path).not.toMatch(/●●クラウドサービス|●● Cloud Service|●●（サービス名）|name of the service/);
    }
    for (const path of ['kaiji.yaml', 'disclosure.kaiji.yaml', 'checklist.kaiji.yaml']) expect(text(path)).toContain(provider);
    const owner = /owner: .*(情報.*責任者|security officer)/.exec(text('evidence.kaiji.yaml'))?.[1];
    expect(text('disclosure.kaiji.yaml').toLowerCase()).toContain(`id: ro-security, title: ${owner},`);
    const cited = /evidence: \[(ev-[\w-]+)\]/.exec(text('statements.kaiji.yaml'))?.[1];
    expect(text('evidence.kaiji.yaml')).toContain(`id: ${cited}\n`);
  }
});

test('common answers are about a sheet that is there', () => {
  const chosen = sheets.filter(({ id }) => id === 'meti-processor' || id === 'statements');
  const text = made(chosen, 'ja').files.at(-1)?.text ?? '';
  expect(text).toMatch(/satisfies: \[METI-/);
});

test('a name of several lines is one of one line', () => {
  const { files } = scaffoldPackage(sheets, { catalogs, service: ' 例示\n  - x: 1\u0007 ', provider: '\t' });
  expect(
    findings(new Map([['a', { files, begin: { path: '', line: 0, start: 0, end: 0 } }]]), Object.keys(LEFT_TO_AUTHORS)),
  ).toEqual([]);
  expect(files[0]?.text).toContain('例示 - x: 1');
  expect(files[0]?.text).toContain('株式会社●●');
});

test('a name keeps the spaces it is written with', () => {
  const { files } = scaffoldPackage(sheets, { catalogs, service: '例示　カルテ  A', provider: '株式会社　例示' });
  const text = (path: string) => files.find((file) => file.path === path)?.text;
  expect(text('kaiji.yaml')).toContain('provider: 株式会社　例示\n');
  expect(text('kaiji.yaml')).toContain('name: 例示　カルテ  A\n');
  expect(text('checklist.kaiji.yaml')).toContain('organization: 株式会社　例示\n');
});

test('nothing that only the company knows stands there as if it were so', () => {
  for (const language of languages) {
    const { files } = made(sheets, language);
    const valuesOf = (path: string, key: string) =>
      [...(files.find((file) => file.path === path)?.text ?? '').matchAll(new RegExp(`\\b${key}: ([^,}\\n]*)`, 'g'))].map(
        ([, value]) => value,
      );
    const invented = [
      ...['title', 'owner', 'version', 'conditions'].flatMap((key) => valuesOf('evidence.kaiji.yaml', key)).slice(1),
      ...['hours', 'tel', 'by'].flatMap((key) => valuesOf('disclosure.kaiji.yaml', key)),
      ...['name', 'title']
        .flatMap((key) => valuesOf('assessment.kaiji.yaml', key))
        .filter((one) => !one?.includes(service.slice(-6))),
    ];
    expect(invented).toHaveLength(15);
    for (const value of invented) expect(value).toContain('●●');
  }
});

describe('kaiji new package --sheets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaiji-new-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const kaiji = (...args: readonly string[]) => {
    const env = { PATH: process.env.PATH ?? '' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'new', ...args], { cwd: folder, encoding: 'utf8', env });
    return { status, stdout, stderr };
  };

  test('makes the folder and what the editor makes', () => {
    const ids = 'evidence, disclosure';
    const { status, stderr } = kaiji('package', '--sheets', ids, '--service', service, '--provider', provider, '-o', '会社 A');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { files } = made(
      sheets.filter(({ id }) => ids.includes(id)),
      'ja',
    );
    expect(readdirSync(join(folder, '会社 A')).sort()).toEqual(files.map(({ path }) => path).sort());
    for (const { path, text } of files) expect(readFileSync(join(folder, '会社 A', path), 'utf8')).toBe(text);
  });

  test('`all` is every document, here', () => {
    expect(kaiji('package', '--sheets', 'all', '--lang', 'en').stdout).toContain('Wrote checklist-meti-processor.kaiji.yaml.');
    expect(readdirSync(folder)).toHaveLength(sheets.length + 1);
  });

  test('one file in the way: nothing is written, and it is named', () => {
    writeFileSync(join(folder, 'evidence.kaiji.yaml'), 'kaiji: evidence/v1\n');
    const { status, stdout, stderr } = kaiji('package', '--sheets', 'disclosure,evidence');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('evidence.kaiji.yaml はすでにある');
    expect(readdirSync(folder)).toEqual(['evidence.kaiji.yaml']);
    expect(readFileSync(join(folder, 'evidence.kaiji.yaml'), 'utf8')).toBe('kaiji: evidence/v1\n');
  });

  test.each<[string, readonly string[], RegExp]>([
    ['an unknown document', ['package', '--sheets', 'disclosure,nonesuch'], /「nonesuch」.*使えるのは disclosure/],
    ['no document', ['package', '--sheets', ', '], /一つ以上/],
    ['another kind', ['evidence', '--sheets', 'disclosure'], /kaiji new package/],
    ['a folder in a folder that is not there', ['package', '--sheets', 'all', '-o', 'a/b'], /a というフォルダーがありません/],
  ])('%s is a usage error, and nothing is written', (_, args, told) => {
    const { status, stdout, stderr } = kaiji(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(told);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('names of folders', () => {
  test.each(['開示書', 'a b', 'a.b', 'con-sole', '.kaiji', 'あ'.repeat(85)])('%s is one', (name) => {
    expect(badFolderName(name)).toBeUndefined();
  });
  test.each([
    ['a/b', 'character'],
    ['a\\b', 'character'],
    ['a:b', 'character'],
    ['何?', 'character'],
    ['a\u0001', 'character'],
    ['CON', 'reserved'],
    ['nul.txt', 'reserved'],
    ['..', 'ending'],
    ['a.', 'ending'],
    ['あ'.repeat(86), 'length'],
  ])('%s is none', (name, why) => {
    expect(badFolderName(name)?.why).toBe(why);
  });
  test.each([
    ['例示 クラウド/カルテ', '例示-クラウド-カルテ'],
    ['Com1', 'package'],
    ['???', 'package'],
    ['Service.', 'Service'],
    ['𠮷'.repeat(80), '𠮷'.repeat(60)],
  ])('of %s is made %s, a good one', (service, name) => {
    expect(folderNameOf(service)).toBe(name);
    expect(badFolderName(folderNameOf(service))).toBeUndefined();
  });
});
