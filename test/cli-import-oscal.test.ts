/** `kaiji import FILE.json`: OSCAL in, by the built command line. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../examples/finished-small', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-oscal-'));
  mkdirSync(join(folder, 'in'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function kaiji(...args: readonly string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  return spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8', env });
}

test('what Kaiji exported comes back: the next export is the same but for the files its register and answers stood in', () => {
  expect(kaiji('export', EXAMPLE, '--to', 'oscal', '-o', 'first.json', '--date', '2026-11-21').status).toBe(0);
  const { status, stdout } = kaiji('import', 'first.json', '-o', 'in');
  expect(status).toBe(0);
  expect(stdout).toContain('checklist.kaiji.yaml に書き込みました。');
  expect(readdirSync(join(folder, 'in')).sort()).toEqual([
    'checklist.kaiji.yaml',
    'evidence.kaiji.yaml',
    'statements.kaiji.yaml',
  ]);
  for (const name of ['kaiji.yaml', 'catalog.kaiji.yaml'])
    writeFileSync(join(folder, 'in', name), readFileSync(join(EXAMPLE, name)));
  expect(kaiji('export', 'in', '--to', 'oscal', '-o', 'second.json', '--date', '2026-11-21').status).toBe(0);
  const requirements = (name: string) => {
    const { 'component-definition': definition } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return definition.components.map((one: { 'control-implementations'?: unknown }) => one['control-implementations']);
  };
  expect(requirements('first.json')[0]).toBeDefined();
  expect(requirements('second.json')).toEqual(requirements('first.json'));
  // Nothing is replaced unasked, and nothing half-written.
  const again = kaiji('import', 'first.json', '-o', 'in');
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('--force');
  expect(kaiji('import', 'first.json', '-o', 'in', '--force').status).toBe(0);
});

test('several documents want a folder; other files are refused by name, and nothing is written', () => {
  kaiji('export', EXAMPLE, '--to', 'oscal', '-o', 'first.json');
  const one = kaiji('import', 'first.json', '-o', 'all.kaiji.yaml');
  expect(one.status).toBe(2);
  expect(one.stderr).toMatch(/3つの文書.*フォルダー/);
  writeFileSync(join(folder, 'plan.json'), '{"profile":{}}');
  writeFileSync(join(folder, 'cut.json'), '{"catalog":');
  writeFileSync(join(folder, 'quote.json'), '{\n  "catalog": {\n    uuid: 1\n  }\n}\n');
  for (const [name, told] of [
    ['plan.json', /profile/],
    ['cut.json', /JSONとして読めません。/],
    ['quote.json', /JSONとして読めません（3行目のあたり）。/],
    ['absent.json', /absent\.json: ファイルがありません/],
  ] as const) {
    const { status, stderr } = kaiji('import', name, '-o', 'in');
    expect(stderr).toMatch(told);
    expect(status).toBe(2);
  }
  expect(readdirSync(join(folder, 'in'))).toEqual([]);
  const dry = kaiji('import', 'first.json', '--dry-run', '--format', 'json');
  const told = kaiji('import', 'first.json', '--dry-run');
  expect(told.stdout).toMatch(/書き込んでいません。.*次の文書になります: .*checklist\.kaiji\.yaml、/);
  expect(readdirSync(folder)).not.toContain('checklist.kaiji.yaml');
  for (const given of [
    ['--as', 'risks'],
    ['--map', 'A=回答'],
    ['--sheet', '一覧'],
  ]) {
    const refused = kaiji('import', 'first.json', '--dry-run', ...given);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain(`first.json: ${given[0]} は、表`);
  }
  expect(JSON.parse(dry.stdout)).toMatchObject({ documents: expect.arrayContaining(['checklist.kaiji.yaml']), written: [] });
});
