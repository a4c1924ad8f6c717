/** `kaiji` as a user runs it: the built command line in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function kaiji(args: readonly string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) {
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
});

describe('new', () => {
  test.each(['package', 'disclosure', 'checklist', 'evidence', 'statements'])(
    '%s is complete: it checks without errors',
    (kind) => {
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
    },
  );

  test('never overwrites', () => {
    write('evidence.kaiji.yaml', 'kaiji: evidence/v1\n');
    expect(kaiji(['new', 'evidence', '-o', 'evidence.kaiji.yaml'])).toMatchObject({ status: 2, stdout: '' });
    expect(read('evidence.kaiji.yaml')).toBe('kaiji: evidence/v1\n');
  });
});

describe('catalog', () => {
  test('list, show and search print what contracts promise', () => {
    const list = JSON.parse(kaiji(['catalog', 'list', '--format', 'json']).stdout);
    expect(list.find((one: { id: string }) => one.id === 'medcloud-checklist')).toMatchObject({ prefix: 'CL', controls: 253 });
    const [shown] = JSON.parse(kaiji(['catalog', 'show', 'ｃｌ９４', '--format', 'json']).stdout);
    expect(shown).toMatchObject({ id: 'CL-94', number: '94', obligation: 'must', disclose: false });
    expect(shown.refs).toContain('METI-2.6.14(1)');
    const [cited] = JSON.parse(kaiji(['catalog', 'show', 'METI-2.6.14(1)', '--format', 'json']).stdout);
    expect(cited.citedBy).toContain('CL-94');
    const found = JSON.parse(kaiji(['catalog', 'search', '作業者ID', '一意', '--format', 'json']).stdout);
    expect(found[0].id).toBe('CL-94');
  });

  test('names what resolves to nothing and prints the rest', () => {
    const { status, stdout, stderr } = kaiji(['catalog', 'show', 'CL-94', 'CL-999']);
    expect(status).toBe(1);
    expect(stdout).toContain('CL-94');
    expect(stderr).toContain('CL-999');
  });
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
