/** `kaiji` as a user runs it: the built command line in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixPackage } from '../cli/commands/fix.ts';
import { isDay, isoDate } from '../core/date.ts';
import { fixed } from '../core/language.ts';
import type { DocumentRule } from '../core/rules/rule.ts';
import { scaffoldKinds } from '../core/scaffold/document.ts';
import { OPTIONS, openFixture } from './support/fixture.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function kaiji(
  args: readonly string[],
  { input = '', env = {} }: { input?: string | Uint8Array; env?: Record<string, string> } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return { status, stdout, stderr };
}
const write = (path: string, text: string | Uint8Array) => writeFileSync(join(folder, path), text);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const answers = (...entries: string[]) => `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${entries.join('')}`;

describe('check', () => {
  test('exits 0, 1 or 2 as documented', () => {
    write('ok.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n');
    expect(kaiji(['check', 'ok.kaiji.yaml']).status).toBe(0);
    write('bad.kaiji.yaml', answers('  - control: CL-999\n'));
    expect(kaiji(['check', 'bad.kaiji.yaml']).status).toBe(1);
    expect(kaiji(['check', 'none.kaiji.yaml'])).toMatchObject({ status: 2, stdout: '' });
    expect(kaiji(['check', 'none.kaiji.yaml']).stderr).toContain('none.kaiji.yaml');
    expect(kaiji(['check', '--fail-on', 'nonsense']).stderr).toContain('error・warning・info');
    expect(kaiji(['check', '--rule', 'missing-controll=off']).stderr).toContain('missing-controll');
  });

  test('fails on the severity asked for', () => {
    write('a.kaiji.yaml', answers('  - control: CL-94\n    status: 対応済\n    answer: 発行しています。\n'));
    expect(kaiji(['check']).status).toBe(0);
    expect(kaiji(['check', '--fail-on', 'warning']).status).toBe(1);
    expect(kaiji(['check', '--rule', 'missing-evidence=error']).status).toBe(1);
  });

  test('of many findings of a rule shows the first few, but all errors, and all of them with --expand', () => {
    const blanks = Array.from({ length: 25 }, (_, i) => `  - { control: CL-${i + 1}, answer: 未記入 }\n`);
    const wrong = Array.from({ length: 25 }, (_, i) => `  - { control: CL-${i + 900}, answer: 発行しています。 }\n`);
    write('a.kaiji.yaml', answers(...blanks, ...wrong));
    const lines = (text: string, rule: string) => text.split('\n').filter((line) => line.endsWith(`[${rule}]`)).length;
    const short = kaiji(['check']).stdout;
    expect(lines(short, 'placeholder-answer')).toBe(5);
    expect(short).toContain('[placeholder-answer] はほかに 20件あります');
    expect(lines(short, 'unknown-control')).toBe(25);
    const long = kaiji(['check', '--expand']).stdout;
    expect(lines(long, 'placeholder-answer')).toBe(25);
    expect(long).not.toContain('はほかに');
  });

  test('prints JSON with 0-based half-open UTF-16 ranges, coverage and a summary', () => {
    write(
      'a.kaiji.yaml',
      answers(
        '  - control: CL-94 # 𠮷\n    status: 対応済\n    answer: 発行しています。\n',
        '  - control: CL-95\n    status: 対象外\n    reason: 使わないため\n',
      ),
    );
    const report = JSON.parse(kaiji(['check', '--format', 'json']).stdout);
    const [file] = report.files;
    expect(file.path).toBe('a.kaiji.yaml');
    const finding = file.diagnostics.find((one: { rule: string }) => one.rule === 'missing-evidence');
    expect(finding).toMatchObject({
      severity: 'warning',
      control: 'CL-94',
      range: { start: { line: 3, character: 13 }, end: { line: 3, character: 18 } },
    });
    const groups = file.diagnostics.filter((one: { rule: string }) => one.rule === 'missing-control');
    expect(groups.flatMap((one: { controls: string[] }) => one.controls)).toHaveLength(251);
    expect(report.coverage).toEqual([
      {
        path: 'a.kaiji.yaml',
        catalog: 'medcloud-checklist',
        controls: 253,
        answered: 2,
        withEvidence: 0,
        notApplicable: 1,
        judged: 0,
      },
    ]);
    expect(report.summary.files).toBe(1);
    const single = JSON.parse(kaiji(['check', '--format', 'json', '--expand']).stdout).files[0].diagnostics.filter(
      (one: { rule: string }) => one.rule === 'missing-control',
    );
    expect(single).toHaveLength(251);
  });

  test('reads standard input in the name of a path, with its package around it', () => {
    write('kaiji.yaml', 'kaiji: package/v1\n');
    write('evidence.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n');
    const input = answers('  - control: CL-94\n    status: 対応済\n    answer: 発行しています。\n    evidence: [ev-a, ev-b]\n');
    const report = JSON.parse(kaiji(['check', '--stdin', '--stdin-path', 'a.kaiji.yaml', '--format', 'json'], { input }).stdout);
    expect(report.files.map((file: { path: string }) => file.path)).toEqual(['a.kaiji.yaml']);
    expect(report.files[0].diagnostics.filter((one: { rule: string }) => one.rule === 'unknown-evidence')).toHaveLength(1);
  });

  test('respects .gitignore and leaves files that are not UTF-8 alone, aloud', () => {
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, 'old'));
    write('.gitignore', 'old/\n');
    write('old/a.kaiji.yaml', answers('  - control: CL-999\n'));
    write('b.kaiji.yaml', new Uint8Array([0x6b, 0x3a, 0x20, 0x93, 0xfa, 0x96, 0x7b]));
    const { status, stdout, stderr } = kaiji(['check']);
    expect(stdout).not.toContain('CL-999');
    expect(stderr).toMatch(/b\.kaiji\.yaml.*UTF-8/);
    expect(status).toBe(2);
  });

  test('speaks the language of --lang, kaiji.yaml, LANG, else Japanese', () => {
    write('a.kaiji.yaml', answers('  - control: CL-999\n'));
    const message = (args: string[], env = {}) => kaiji(['check', ...args], { env }).stdout;
    expect(message([])).toContain('エラー');
    expect(message([], { LANG: 'en_US.UTF-8' })).toContain('error');
    write('kaiji.yaml', 'kaiji: package/v1\nlanguage: ja\n');
    expect(message([], { LANG: 'en_US.UTF-8' })).toContain('エラー');
    expect(message(['--lang', 'en'])).toContain('error');
  });

  test('reports every file named, also one of another name given after its package', () => {
    write('kaiji.yaml', 'kaiji: package/v1\n');
    write('a.kaiji.yaml', answers('  - control: CL-999\n'));
    write('other.yaml', answers('  - control: CL-998\n'));
    for (const paths of [
      ['a.kaiji.yaml', 'other.yaml'],
      ['other.yaml', 'a.kaiji.yaml'],
    ]) {
      const { files } = JSON.parse(kaiji(['check', '--format', 'json', ...paths]).stdout);
      expect(files.map((file: { path: string }) => file.path)).toEqual(['a.kaiji.yaml', 'other.yaml']);
      const unknown = files.map(({ diagnostics }: { diagnostics: { rule: string }[] }) =>
        diagnostics.filter(({ rule }) => rule === 'unknown-control'),
      );
      expect(unknown).toMatchObject([[{ range: { start: { line: 3 } } }], [{ range: { start: { line: 3 } } }]]);
    }
    const [{ path }] = JSON.parse(kaiji(['check', '--format', 'json', 'other.yaml']).stdout).files;
    expect(path).toBe('other.yaml');
  });

  test.each(['開示 書', '(案) & A+B @100% #1', '%41', 'link'])('reads folders and files called %j', (name) => {
    if (name === 'link') {
      mkdirSync(join(folder, 'real'));
      symlinkSync(join(folder, 'real'), join(folder, name), 'dir');
    } else mkdirSync(join(folder, name));
    write(join(name, 'kaiji.yaml'), 'kaiji: package/v1\n');
    write(join(name, 'evidence.kaiji.yaml'), 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n');
    const source = answers('  - control: CL-94\n    status: 対応済\n    answer: 発行しています。\n    evidence: [ev-a, ev-b]\n');
    const path = `${name}/${name}.kaiji.yaml`;
    write(path, source);
    const unknown = (...args: string[]) => {
      const { files } = JSON.parse(kaiji(['check', '--format', 'json', ...args], { input: source }).stdout);
      return files
        .filter(({ diagnostics }: { diagnostics: { rule: string }[] }) =>
          diagnostics.some(({ rule }) => rule === 'unknown-evidence'),
        )
        .map((file: { path: string }) => file.path);
    };
    expect(unknown(name)).toEqual([path]);
    expect(unknown(`${name}/`)).toEqual([path]);
    expect(unknown(path)).toEqual([path]);
    expect(unknown('--stdin', '--stdin-path', path)).toEqual([path]);
    write(path, answers('  - control: ＣＬ－９４\n'));
    expect(kaiji(['fix', '--rule', 'noncanonical-control', name]).status).toBe(0);
    expect(read(path)).toContain('CL-94');
  });

  test('says how files must be named where a folder has none', () => {
    mkdirSync(join(folder, 'empty'));
    write('empty/checklist.yaml', answers());
    const { status, stdout, stderr } = kaiji(['check', '--format', 'json', 'empty']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ files: [], summary: { files: 0 } });
    expect(stderr).toMatch(/^kaiji: empty: .*\.kaiji\.yaml.*\n$/);
    write('empty/a.kaiji.yaml', 'kaiji: evidence/v1\nevidence: []\n');
    expect(kaiji(['check', 'empty']).stderr).toBe('');
  });

  test('refuses standard input that is not UTF-8', () => {
    const input = new Uint8Array([0x6b, 0x3a, 0x20, 0x93, 0xfa, 0x96, 0x7b]);
    const { status, stdout, stderr } = kaiji(['check', '--stdin', '--stdin-path', 'a.kaiji.yaml'], { input });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/UTF-8/);
  });

  test('takes today from where it runs, and only days of the calendar', () => {
    // 2026-04-01 08:30 in Japan, still the fiscal year before in UTC.
    write(
      'clock.cjs',
      'const D = Date; globalThis.Date = class extends D { constructor(...a) { super(...(a.length ? a : [1774999800000])); } };',
    );
    write('a.kaiji.yaml', answers('  - control: CL-94\n    status: 対応予定\n    answer: 準備しています。\n'));
    const due = (TZ: string, ...args: string[]) => {
      const env = { TZ, NODE_OPTIONS: `--require ${JSON.stringify(join(folder, 'clock.cjs'))}` };
      return /20\d\d-03-31/.exec(kaiji(['check', '--format', 'json', ...args], { env }).stdout)?.[0];
    };
    expect(due('UTC')).toBe('2026-03-31');
    expect(due('Asia/Tokyo')).toBe('2027-03-31');
    expect(due('Asia/Tokyo', '--date', '2028-02-29')).toBe('2028-03-31');
    for (const date of ['2026-02-30', '2026-2-3', '2026-13-01', '昨日']) {
      expect(kaiji(['check', '--date', date])).toMatchObject({ status: 2, stdout: '' });
    }
    expect(isoDate(new Date(2026, 0, 2, 0, 5))).toBe('2026-01-02');
    expect(['2024-02-29', '2026-02-29', '2026-04-31', '2026-12-31'].map(isDay)).toEqual([true, false, false, true]);
  });

  test('judges the file asked for, whatever stands beside it', () => {
    write('kaiji.yaml', 'kaiji: package/v1\n');
    write('sjis.kaiji.yaml', new Uint8Array([0x93, 0xfa, 0x3a, 0x20, 0x31]));
    write('a.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n');
    const { status, stderr } = kaiji(['check', 'a.kaiji.yaml']);
    expect(stderr).toContain('sjis.kaiji.yaml');
    expect(status).toBe(0);
    expect(kaiji(['check']).status).toBe(2);
  });

  test('prints no terminal escapes an author wrote', () => {
    write('a.kaiji.yaml', answers('  - control: "CL-\\e[31m999"\n'));
    expect(kaiji(['check']).stdout).not.toContain('\u001b');
  });
});

describe('fix', () => {
  const source = answers(
    '  # 注記\r\n',
    '  - control: ＣＬ－９４   # 全角\r\n',
    '    status: 対応済\r\n',
    '    answer: 発行しています。\r\n',
  );

  test('writes the safe fixes and nothing else', () => {
    write('a.kaiji.yaml', source);
    expect(kaiji(['fix', '--rule', 'noncanonical-control']).status).toBe(0);
    expect(read('a.kaiji.yaml')).toBe(source.replace('ＣＬ－９４', 'CL-94'));
    expect(readdirSync(folder)).toEqual(['a.kaiji.yaml']);
  });

  test('--dry-run shows a diff and writes nothing', () => {
    write('a.kaiji.yaml', source);
    expect(kaiji(['fix', '--dry-run']).stdout).toContain('+  - control: CL-94');
    expect(read('a.kaiji.yaml')).toBe(source);
  });

  test('fixes every file of a package, however many', () => {
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const names = Array.from({ length: 25 }, (_, i) => `c${i}.kaiji.yaml`);
    for (const name of names) write(name, source);
    expect(kaiji(['fix', '--rule', 'noncanonical-control'])).toMatchObject({
      status: 0,
      stdout: '25ファイルの指摘 25件を直しました。\n',
    });
    for (const name of names) expect(read(name), name).toBe(source.replace('ＣＬ－９４', 'CL-94'));
  });

  test('stops where every fix brings up the next finding, and knows what it left', async () => {
    const endless: DocumentRule = {
      code: 'endless',
      severity: 'warning',
      scope: 'document',
      summary: fixed('', ''),
      *check({ yaml: { block } }) {
        yield { at: { block, start: 0, end: 0 }, message: fixed('', '') };
      },
      fixes: (_, { file: { uri } }) => [
        { title: fixed('', ''), edits: [{ uri, splices: [{ start: 0, end: 0, text: '#\n' }] }], safe: true },
      ],
    };
    const [whole] = (await openFixture(new Map([['a.kaiji.yaml', 'kaiji: evidence/v1\n']]))).packages;
    if (!whole) throw new Error('no package');
    const uris = new Set(whole.files.keys());
    const { count, left, changed } = fixPackage(whole, uris, { ...OPTIONS, rules: [endless] });
    expect({ count, left, files: changed.size }).toEqual({ count: 10, left: 1, files: 1 });
  });

  test('writes through a link to a file', () => {
    write('real.yaml', source);
    symlinkSync(join(folder, 'real.yaml'), join(folder, 'a.kaiji.yaml'));
    expect(kaiji(['fix', '--rule', 'noncanonical-control']).status).toBe(0);
    expect(lstatSync(join(folder, 'a.kaiji.yaml')).isSymbolicLink()).toBe(true);
    expect(read('real.yaml')).toContain('CL-94');
  });
});

describe('new', () => {
  test.each([...scaffoldKinds])('%s is complete: it checks without errors', (kind) => {
    const { status, stdout, stderr } = kaiji(['new', kind]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [path] = readdirSync(folder);
    expect(stdout).toContain(path);
    const report = JSON.parse(kaiji(['check', '--format', 'json']).stdout);
    expect(report.files[0].diagnostics.filter((one: { severity: string }) => one.severity === 'error')).toEqual([]);
    expect(
      report.files[0].diagnostics.filter(
        (one: { rule: string }) => one.rule === 'missing-section' || one.rule === 'missing-control',
      ),
    ).toEqual([]);
  });

  test('a checklist answers a catalog of one’s own, wherever that is kept', () => {
    const own = (id: string, prefix: string) =>
      `kaiji: catalog/v1\nid: ${id}\nprefix: ${prefix}\ntitle: ${id}\ncontrols:\n  - { id: ${prefix}-1, title: 施錠 }\n`;
    mkdirSync(join(folder, 'mine'));
    write('beside.kaiji.yaml', own('beside', 'BS'));
    write('mine/user.kaiji.yaml', own('user-own', 'UO'));
    const env = { KAIJI_CATALOGS: join(folder, 'mine') };
    expect(kaiji(['new', 'checklist', '--catalog', 'beside', '-o', '-'], { env }).stdout).toContain('control: BS-1');
    expect(kaiji(['new', 'checklist', '--catalog', 'user-own', '-o', '-'], { env }).stdout).toContain('control: UO-1');
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no kind', ['new'], /package・disclosure/],
    ['two kinds', ['new', 'evidence', 'statements'], /一つ/],
    ['a folder that is not there', ['new', 'package', '-o', '会社A'], /会社A: フォルダーがありません。先に作って/],
    ['an outline for a checklist', ['new', 'checklist', '--catalog', 'sssd-outline'], /使えるのは medcloud-checklist/],
    ['a check sheet for a disclosure', ['new', 'disclosure', '--catalog', 'medcloud-checklist'], /使えるのは sssd-outline/],
    [
      'a catalog where none is used',
      ['new', 'evidence', '--catalog', 'medcloud-checklist'],
      /--catalog は evidence では使いません/,
    ],
  ])('%s is a usage error, and nothing is written', (_, args, told) => {
    const { status, stdout, stderr } = kaiji([...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(told);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('never overwrites', () => {
    write('evidence.kaiji.yaml', 'kaiji: evidence/v1\n');
    expect(kaiji(['new', 'evidence', '-o', 'evidence.kaiji.yaml'])).toMatchObject({ status: 2, stdout: '' });
    expect(read('evidence.kaiji.yaml')).toBe('kaiji: evidence/v1\n');
  });
});

describe('catalog', () => {
  test('prints no terminal escapes of an own catalog or a sheet', () => {
    write(
      'own.kaiji.yaml',
      'kaiji: catalog/v1\nid: own\nprefix: OWN\ncontrols:\n  - { id: OWN-1, title: "赤\\e[31m字", summary: "\\e]0;x\\a" }\n',
    );
    for (const args of [
      ['list', 'own'],
      ['show', 'OWN-1'],
      ['search', '赤'],
    ]) {
      const { status, stdout } = kaiji(['catalog', ...args]);
      expect(status).toBe(0);
      expect(stdout).toContain('OWN-1');
      expect(stdout).not.toContain('\u001b');
    }
    write('sheet.csv', '担当\u001b[31m,日付\n鈴木,今日\n');
    const { status, stderr } = kaiji(['catalog', 'import', 'sheet.csv', '--catalog', 'mic-cloud', '-o', '-']);
    expect(status).toBe(2);
    expect(stderr).toContain('担当');
    expect(stderr).not.toContain('\u001b');
  });

  test('list, show and search print what contracts promise', () => {
    const list = JSON.parse(kaiji(['catalog', 'list', '--format', 'json']).stdout);
    expect(list.find((one: { id: string }) => one.id === 'medcloud-checklist')).toMatchObject({ prefix: 'CL', controls: 253 });
    const [shown] = JSON.parse(kaiji(['catalog', 'show', 'ｃｌ９４', '--format', 'json']).stdout);
    expect(shown).toMatchObject({ id: 'CL-94', number: '94', obligation: 'must', disclose: false });
    expect(shown.refs).toContain('METI-2.6.14(1)');
    const [cited] = JSON.parse(kaiji(['catalog', 'show', 'METI-2.6.14(1)', '--format', 'json']).stdout);
    expect(cited.citedBy).toContain('CL-94');
    // The same pair, seen from either side.
    expect([shown.relations['METI-2.6.14(1)'], cited.relations['CL-94']]).toEqual(['superset', 'subset']);
    const found = JSON.parse(kaiji(['catalog', 'search', '作業者ID', '一意', '--format', 'json']).stdout);
    expect(found[0].id).toBe('CL-94');
  });

  test.each([
    ['94', 'CL-94', undefined],
    ['２２（３）', 'CL-22', undefined],
    ['2.6.14(1)', 'METI-2.6.14(1)', undefined],
    ['7.6.14(1)', 'METI-2.6.14(1)', ['METI-2.6.14(8)', 'METI-2.6.14(12)', 'METI-2.6.14(21)']],
    ['METI-7.6.14(2)', 'METI-2.6.14(2)', ['METI-2.6.14(9)', 'METI-2.6.14(13)', 'METI-2.6.14(22)']],
    ['1.1①', 'RS-1.1①', undefined],
    ['T02', 'OQ-T02', undefined],
    ['purpose', 'purpose', undefined],
    ['C-CAT 8.1', 'tech.access', ['user.duties']],
  ])('show %s', (typed, id, alternatives) => {
    const { status, stdout } = kaiji(['catalog', 'show', typed, '--format', 'json']);
    const [shown] = JSON.parse(stdout);
    expect({ status, id: shown.id, alternatives: shown.alternatives }).toEqual({ status: 0, id, alternatives });
    expect(shown).toHaveProperty('summary');
    expect(shown).toHaveProperty('guidance');
    if (alternatives) expect(kaiji(['catalog', 'show', typed]).stdout).toContain(`    ${alternatives.at(-1)}  `);
  });

  test('the sub-item asked for is marked', () => {
    const [shown] = JSON.parse(kaiji(['catalog', 'show', 'ＣＬ－２２（３）', '--format', 'json']).stdout);
    expect(shown).toMatchObject({ id: 'CL-22', part: '(3)' });
    expect(kaiji(['catalog', 'show', 'CL-22(3)']).stdout).toMatch(/^→ \(3\) /m);
  });

  test('bare numbers are looked up in the catalogs in this order', () => {
    const list: { id: string; prefix: string }[] = JSON.parse(kaiji(['catalog', 'list', '--format', 'json']).stdout);
    expect(list.map(({ prefix }) => prefix).filter(Boolean)).toEqual(['CL', 'METI', 'MIC', 'RS', 'OQ']);
  });

  test.each([['show'], ['search'], ['search', ' ']])('%s without anything to look up is a usage error', (...args) => {
    const { status, stdout, stderr } = kaiji(['catalog', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`kaiji catalog ${args[0]}`);
  });

  test.each([
    ['企画管理編 7.6', 1, '企画管理編7.6（収録していないガイドラインの番号です）'],
    ['[7.6.14 …] 推(2)', 1, '7.6.14 推(2)（推奨事項のため、告示にはありません）'],
    ['[7.6.14 …] (1),推(2)', 0, '7.6.14 推(2)（推奨事項のため、告示にはありません）'],
    ['LC-94', 1, '「LC-94」にあたる項目がありません'],
  ])('show %s says why a number leads nowhere', (typed, status, told) => {
    expect(kaiji(['catalog', 'show', typed])).toMatchObject({ status, stderr: expect.stringContaining(told) });
  });

  test('search says why too, and exits alike in both formats', () => {
    const plain = kaiji(['catalog', 'search', '企画管理編 7.6']);
    expect(plain).toMatchObject({ status: 1, stderr: expect.stringContaining('収録していない') });
    expect(kaiji(['catalog', 'search', '企画管理編 7.6', '--format', 'json'])).toMatchObject({ status: 1, stdout: '[]\n' });
  });

  test('show has what holds for the whole section, and one line for parts without words', () => {
    expect(kaiji(['catalog', 'show', 'METI-2.5.2(1)-3']).stdout).toMatch(/^ {2}条件: .+/m);
    expect(kaiji(['catalog', 'show', 'MIC-3.2.3(2)(ア)1']).stdout).toContain('  小項目: ①、②、③、④\n');
  });

  test('says that a folder named in KAIJI_CATALOGS is not there, and takes ~ for the home folder', () => {
    const { status, stderr } = kaiji(['catalog', 'list'], { env: { KAIJI_CATALOGS: 'nowhere' } });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^kaiji: .*KAIJI_CATALOGS.*nowhere[^\n]*\n$/),
    });
    mkdirSync(join(folder, 'mine'));
    write(
      'mine/own.kaiji.yaml',
      'kaiji: catalog/v1\nid: own\nprefix: OW\ntitle: own\ncontrols:\n  - { id: OW-1, title: 施錠 }\n',
    );
    const home = kaiji(['catalog', 'show', 'OW-1'], { env: { KAIJI_CATALOGS: '~/mine', HOME: folder } });
    expect(home).toMatchObject({ status: 0, stderr: '' });
  });

  test('names what resolves to nothing and prints the rest', () => {
    const { status, stdout, stderr } = kaiji(['catalog', 'show', 'CL-94', 'CL-999']);
    expect(status).toBe(1);
    expect(stdout).toContain('CL-94');
    expect(stderr).toContain('CL-999');
  });
});

test.each<[string, RegExp, RegExp]>([
  ['catalog', /^kaiji catalog: list・show・search・import のどれか/, /^kaiji catalog: say what to do/],
  [
    'catalog list --bogus',
    /「--bogus」という指定はありません。使えるのは --format・--lang/,
    /no option "--bogus". There is --format, --lang/,
  ],
  ['catalog list -x', /「-x」という指定はありません/, /no option "-x"/],
  ['catalog list --format', /--format に値がありません/, /--format has no value/],
  ['new evidence -o', /-o に値がありません/, /-o has no value/],
  ['fix --dry-run=1', /--dry-run に値は要りません/, /--dry-run takes no value/],
  ['catalog show CL-94 --lang fr', /--lang に「fr」は使えません/, /--lang cannot be "fr"/],
  ['catalog list mic-cloud oq-measures', /カタログを一つだけ/, /one catalog only/],
])('kaiji %s: one line in the reader’s language, exit 2', (line, ja, en) => {
  for (const [language, told] of [
    ['ja', ja],
    ['en', en],
  ] as const) {
    const { status, stdout, stderr } = kaiji(line.split(' '), { env: { LANG: language } });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(told);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  }
});

test('every command has --help with an example', () => {
  for (const command of ['check', 'fix', 'new', 'catalog', 'explain', 'lsp']) {
    const { status, stdout } = kaiji([command, '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain(`kaiji ${command}`);
    expect(stdout).toMatch(/例:/);
  }
  expect(kaiji(['chekc']).status).toBe(2);
});
