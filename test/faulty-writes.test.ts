/**
 * Writing that fails: a full disk, places nobody may write to, targets that changed meanwhile. The old file stays byte for byte, nothing else is left behind,
 * and one line says why, in the reader's language, with the way out; status 2.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAll } from '../cli/files.ts';
import {
  give,
  holds,
  kaiji,
  kaijiInto,
  kaijiUnprivileged,
  kaijiWithin,
  type Mounted,
  makePipe,
  newFolder,
  type Ran,
  removeFolder,
  smallDisk,
} from './support/faulty-disk.ts';

const isUnix = process.platform !== 'win32';
const NO_DISK = 'no disk of its own can be mounted here: run as root on Linux';
const EXAMPLE = fileURLToPath(new URL('../examples/clinic-cloud', import.meta.url));
const FIXABLE =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: ＣＬ－９４\n    answer: 発行しています。\n';

/** What is in the folder in which every command runs: an old version of each output, and what it is made of. */
function fill(folder: string): void {
  cpSync(EXAMPLE, join(folder, 'package'), { recursive: true });
  writeFileSync(join(folder, 'fixable.kaiji.yaml'), FIXABLE);
  writeFileSync(join(folder, 'sheet.csv'), 'No.,対策項目,対応策\n94,作業者ごとに一意のIDを発行すること,発行しています。\n');
  for (const name of ['out.html', 'out.xlsx', 'out.docx', 'out.kaiji.yaml', 'out.md', 'accepted.json'])
    writeFileSync(join(folder, name), name.endsWith('.json') ? '[]\n' : `古い ${name}\n`);
}

/** Every command that writes over what is there. */
const OVER: readonly [name: string, args: readonly string[]][] = [
  ['export html', ['export', 'package', '-o', 'out.html', '--force', '--audience', 'customer']],
  ['export xlsx', ['export', 'package', '-o', 'out.xlsx', '--force', '--audience', 'customer']],
  ['export docx', ['export', 'package', '-o', 'out.docx', '--force', '--audience', 'customer']],
  ['report', ['report', 'package', '--to', 'html', '-o', 'out.html', '--force']],
  ['diff', ['diff', 'package', 'package', '--to', 'html', '-o', 'out.html', '--force']],
  ['import', ['import', 'sheet.csv', '--catalog', 'medcloud-checklist', '-o', 'out.kaiji.yaml', '--force']],
  ['baseline', ['baseline', 'package', '--reason', '監査まで', '--fail-on', 'info', '-o', 'accepted.json']],
  ['fix', ['fix', 'fixable.kaiji.yaml']],
];
/** Every command that makes what is not there yet. */
const NEW: readonly [name: string, args: readonly string[]][] = [
  ['new', ['new', 'checklist', '-o', 'new.kaiji.yaml']],
  ['new package', ['new', 'package', '--sheets', 'all', '-o', 'new-package']],
  ['export', ['export', 'package', '-o', 'new.html', '--audience', 'customer']],
];

/** One line that says where and why, and what to do. */
function expectRefused({ status, stderr }: Ran, reason: string | RegExp, language: 'ja' | 'en' = 'ja'): void {
  const lines = stderr.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(reason);
  expect(lines[0]).toMatch(language === 'ja' ? /ください。$/ : /\.$/);
  expect(stderr).not.toMatch(/内部エラー|internal error/);
  expect(status).toBe(2);
}

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));
const at = (...names: readonly string[]) => join(folder, ...names);

describe('a full disk', () => {
  let disk: Mounted | undefined;
  beforeEach(() => {
    disk = smallDisk(4_096);
    if (!disk) return;
    fill(disk.folder);
    // What is left holds no new version of anything.
    const left = spawnSync('df', ['--output=avail', '-B1', disk.folder], { encoding: 'utf8' }).stdout.split('\n')[1];
    writeFileSync(join(disk.folder, 'filling'), Buffer.alloc(Number(left)));
  });
  afterEach(() => disk?.unmount());

  test.for([...OVER, ...NEW])('%s', async ([name, args], { skip }) => {
    if (!disk) return skip(NO_DISK);
    const before = holds(disk.folder);
    expectRefused(await kaiji(disk.folder, args), /ディスクに空きがありません: ENOSPC.*空きを作るか/);
    expect(holds(disk.folder)).toEqual(before);
    expect(existsSync(join(disk.folder, 'new-package'))).toBe(false);
    if (name === 'export html')
      expectRefused(
        await kaiji(disk.folder, args, { LANG: 'en_US.UTF-8' }),
        /no space left on the disk: ENOSPC.*Make room/,
        'en',
      );
  });
});

describe('a read-only disk', () => {
  let disk: Mounted | undefined;
  beforeEach(() => {
    disk = smallDisk(8_192);
    if (!disk) return;
    fill(disk.folder);
    disk.again('ro');
  });
  afterEach(() => disk?.unmount());

  test.for([...OVER, ...NEW])('%s', async ([, args], { skip }) => {
    if (!disk) return skip(NO_DISK);
    const before = holds(disk.folder);
    expectRefused(await kaiji(disk.folder, args), /読み取り専用の場所です: EROFS.*書き込める場所/);
    expect(holds(disk.folder)).toEqual(before);
  });
});

test.runIf(isUnix)('a limit on the size of files is met as a full disk is', async () => {
  fill(folder);
  const before = holds(folder);
  expectRefused(await kaijiWithin(8, folder, OVER[0]?.[1] ?? []), /EFBIG.*空きを作るか/);
  expectRefused(await kaijiWithin(1, folder, NEW[0]?.[1] ?? []), /EFBIG.*空きを作るか/);
  expect(holds(folder)).toEqual(before);
});

describe.runIf(isUnix)('what is not ours to write', () => {
  const some = [...OVER.filter(([name]) => /^(?:export html|import|fix)$/.test(name)), ...NEW];
  beforeEach(() => {
    fill(folder);
    for (const name of ['out.html', 'out.kaiji.yaml', 'fixable.kaiji.yaml']) give(at(name));
  });

  test.each(some)('a closed folder: %s', async (_, args) => {
    const before = holds(folder);
    give(folder, 0o555);
    expectRefused(await kaijiUnprivileged(folder, args), /権限がありません: EACCES.*書き込める場所/);
    expect(holds(folder)).toEqual(before);
  });

  test.each(OVER.filter(([name]) => /^(?:export html|import|fix)$/.test(name)))(
    'a closed file in an open folder: %s',
    async (_, args) => {
      for (const name of ['out.html', 'out.kaiji.yaml', 'fixable.kaiji.yaml']) give(at(name), 0o444);
      const before = holds(folder);
      expectRefused(await kaijiUnprivileged(folder, args), /権限がありません: EACCES.*書き込める場所/);
      expect(holds(folder)).toEqual(before);
    },
  );

  test('a file nobody may change', async ({ skip }) => {
    if (spawnSync('chattr', ['+i', at('out.html')]).status !== 0)
      return skip('chattr does not work here: run as root on a disk that knows it');
    try {
      const before = holds(folder);
      expectRefused(await kaiji(folder, OVER[0]?.[1] ?? []), /変更が禁じられています: EPERM/);
      expect(holds(folder)).toEqual(before);
    } finally {
      spawnSync('chattr', ['-i', at('out.html')]);
    }
  });
});

describe('targets that are something else', async () => {
  beforeEach(() => fill(folder));

  test('a folder, one that is gone, a part of a path that is a file', async () => {
    rmSync(at('out.html'));
    mkdirSync(at('out.html'));
    const before = holds(folder);
    expectRefused(await kaiji(folder, OVER[0]?.[1] ?? []), 'out.html はフォルダーです');
    expectRefused(await kaiji(folder, ['export', 'package', '-o', 'gone/out.html']), 'gone: フォルダーがありません');
    expectRefused(await kaiji(folder, ['export', 'package', '-o', 'out.md/out.html']), 'out.md: フォルダーがありません');
    expectRefused(await kaiji(folder, ['new', 'checklist', '-o', 'gone/a.kaiji.yaml']), 'gone: フォルダーがありません');
    expect(holds(folder)).toEqual(before);
  });

  test.runIf(isUnix)('a name that holds a line end stays on the line that tells of it', async () => {
    mkdirSync(at('out\n::error::x.html'));
    expectRefused(
      await kaiji(folder, ['export', 'package', '-o', 'out\n::error::x.html', '--force']),
      'out\uFFFD::error::x.html は',
    );
    expectRefused(await kaiji(folder, ['new', 'checklist', '-o', 'gone\n::error::x/a.kaiji.yaml']), 'gone\uFFFD::error::x: ');
    expectRefused(await kaiji(folder, ['check', 'gone\n::error::x']), 'gone\uFFFD::error::x: ');
    const made = await kaiji(folder, ['new', 'checklist', '-o', 'new\n::error::x.kaiji.yaml']);
    expect(made).toMatchObject({ status: 0, stdout: expect.not.stringMatching(/^::error/m) });
  });

  test.runIf(isUnix)('a pipe is never replaced by a file, nor what a link leads to', async () => {
    makePipe(at('pipe.html'));
    // Not to a device of the system: a guard that fails would replace it.
    symlinkSync('pipe.html', at('link.html'));
    for (const name of ['pipe', 'link'])
      expectRefused(await kaiji(folder, ['export', 'package', '-o', `${name}.html`, '--force']), 'ふつうのファイルではない');
    expect(statSync(at('pipe.html')).isFIFO()).toBe(true);
  });

  test('a name as long as names can be', async () => {
    const name = `${'a'.repeat(250)}.html`;
    expect(await kaiji(folder, ['export', 'package', '-o', name, '--audience', 'customer'])).toMatchObject({ status: 1 });
    expectRefused(await kaiji(folder, ['export', 'package', '-o', `a${name}`]), /名前かパスが長すぎます: ENAMETOOLONG/);
  });
});

describe('what changes between reading and writing', () => {
  beforeEach(() => writeFileSync(at('a'), 'old'));

  test('a file somebody saved meanwhile is not written over, nor are those that belong with it', async () => {
    writeFileSync(at('b'), 'saved meanwhile');
    const writing = writeAll([
      [at('a'), 'new', 'old'],
      [at('b'), 'new', 'as read'],
    ]);
    await expect(writing).rejects.toThrow('was changed by another program');
    expect(holds(folder)).toEqual({ a: 'old', b: 'saved meanwhile' });
    rmSync(at('b'));
    await expect(writeAll([[at('b'), 'new', 'as read']])).rejects.toThrow('was changed by another program');
    expect(holds(folder)).toEqual({ a: 'old' });
  });

  test('a file that became a folder, a folder that is gone', async () => {
    const files = function* () {
      yield [at('a'), 'new'] as const;
      // All lies ready by now but this one.
      rmSync(at('a'));
      mkdirSync(at('a'));
      yield [at('b'), 'new'] as const;
    };
    await expect(writeAll(files())).rejects.toThrow('is a folder');
    expect(holds(folder)).toEqual({});
    mkdirSync(at('sub'));
    const gone = function* () {
      yield [at('sub', 'a'), 'new'] as const;
      renameSync(at('sub'), at('other'));
      yield [at('c'), 'new'] as const;
    };
    await expect(writeAll(gone())).rejects.toThrow('ENOENT');
    expect(existsSync(at('c'))).toBe(false);
  });

  test.runIf(isUnix)('modes are kept, whatever new files have', async () => {
    chmodSync(at('a'), 0o666);
    await writeAll([[at('a'), 'new']]);
    expect(statSync(at('a')).mode & 0o777).toBe(0o666);
    expect(holds(folder)).toEqual({ a: 'new' });
  });
});

test.runIf(process.platform === 'linux')('what is printed to a full device is not taken for all there is', async () => {
  fill(folder);
  const printed = (language: string) => kaijiInto('/dev/full', folder, ['check', 'package', '--expand', '--lang', language]);
  expectRefused(await printed('ja'), /最後まで出力できませんでした（ディスクに空きがありません/);
  expectRefused(await printed('en'), /could not be printed to the end/, 'en');
});
