/** `kaiji migrate` as a user runs it: what it tells, what it writes, and when it writes nothing. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { example } from './support/examples.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const TO = 'reiji-tenken@2026';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-migrate-'));
  mkdirSync(join(folder, '開示書'));
  for (const [path, text] of example('new-edition')) write(path, text);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(folder, '開示書', path), text);
const files = () =>
  Object.fromEntries(
    readdirSync(join(folder, '開示書')).map((name) => [name, readFileSync(join(folder, '開示書', name), 'utf8')]),
  );

function kaiji(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LANG: 'ja_JP.UTF-8' },
  });
  return { status, stdout, stderr };
}
const migrate = (...args: readonly string[]) => kaiji('migrate', ...args);

test('a dry run shows the changes and writes nothing', () => {
  const before = files();
  const { status, stdout, stderr } = migrate('開示書', '--to', TO, '--dry-run');
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^-catalog: reiji-tenken@2025/m);
  expect(stdout).toMatch(/^\+catalog: reiji-tenken@2026/m);
  expect(stdout).toContain('まだ書き込んでいません');
  expect(stdout).toContain('分かれた: TK-1 → TK-1・TK-2');
  expect(files()).toEqual(before);
});

test('writes the files, tells what became of the controls, and leaves marks that check finds', () => {
  const before = files();
  const { status, stdout } = migrate('開示書', '--to', TO);
  expect(status).toBe(1);
  const after = files();
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed).toContain('checklist.kaiji.yaml');
  expect(changed.some((name) => /^(?:catalog|mapping)/.test(name))).toBe(false);
  expect(stdout).toContain(`${changed.length}ファイルを移しました`);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const marks =
    Object.values(after)
      .join('\n')
      .match(/# kaiji-migration/g)?.length ?? 0;
  expect(stdout).toContain(`確かめる箇所に ${marks}件の印`);
  const { files: checked } = JSON.parse(kaiji('check', '開示書', '--format', 'json').stdout);
  const codes = checked.flatMap(({ diagnostics }: { diagnostics: readonly { rule: string }[] }) =>
    diagnostics.map(({ rule }) => rule),
  );
  expect(codes.filter((code: string) => code === 'migration')).toHaveLength(marks);
  // Moved once, there is nothing left to move.
  expect(migrate('開示書', '--to', TO)).toMatchObject({ status: 2, stdout: '' });
  expect(files()).toEqual(after);
});

test('ends with 0 where nothing is to be looked at', () => {
  for (const name of Object.keys(files())) rmSync(join(folder, '開示書', name));
  write('kaiji.yaml', 'kaiji: package/v1\n');
  const catalog = (edition: string, id: string) =>
    `kaiji: catalog/v1\nid: own\nedition: "${edition}"\nprefix: OW\ncontrols: [{ id: ${id}, title: 一 }]\n`;
  write('a.kaiji.yaml', catalog('1', 'OW-1'));
  write('b.kaiji.yaml', catalog('2', 'OW-2'));
  write('m.kaiji.yaml', 'kaiji: mapping/v1\nfrom: own@1\nto: own@2\ncontrols: [{ from: OW-1, to: [OW-2] }]\n');
  write('c.kaiji.yaml', 'kaiji: checklist/v1\ncatalog: own@1\nanswers: [{ control: OW-1, answer: 一の答え }]\n');
  const { status, stdout } = migrate('開示書', '--to', 'own@2');
  expect(status).toBe(0);
  expect(stdout).toContain('番号が変わった: OW-1 → OW-2');
  expect(files()['c.kaiji.yaml']).toContain('control: OW-2');
});

test('what cannot be moved is refused with what to do, and nothing is written', () => {
  const before = files();
  const refused = (...args: readonly string[]) => {
    const { status, stdout, stderr } = migrate(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(files()).toEqual(before);
    return stderr;
  };
  expect(refused()).toContain('kaiji migrate 開示書/');
  expect(refused('開示書')).toContain('--to カタログ@版');
  expect(refused('開示書', '--to', 'reiji-tenken@1999')).toContain('reiji-tenken');
  expect(refused('開示書', '--to', 'none@1')).toContain('none@1');
  expect(refused('ない', '--to', TO)).toContain('ない');
  mkdirSync(join(folder, 'もう一つ'));
  writeFileSync(join(folder, 'もう一つ', 'kaiji.yaml'), 'kaiji: package/v1\n');
  expect(refused('.', '--to', TO)).toContain('いくつか');
});

test('half a package does not move: a file that cannot be read stops it', () => {
  writeFileSync(join(folder, '開示書', 'sjis.kaiji.yaml'), Buffer.from([0x6b, 0x3a, 0x20, 0x83, 0x65]));
  const before = files();
  const { status, stderr } = migrate('開示書', '--to', TO);
  expect(status).toBe(2);
  expect(stderr).toContain('sjis.kaiji.yaml');
  expect(files()).toEqual(before);
});
