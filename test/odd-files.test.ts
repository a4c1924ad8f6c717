/** What lies in folders besides ordinary files with ordinary names: nothing of it may hang, mislead or hide the rest. Command line and server. */
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { uriOf } from '../cli/session.ts';
import type { Io } from '../core/io.ts';
import { LIMITS } from '../core/limits.ts';
import { Workspace } from '../core/package/workspace.ts';
import { disk, NoRegularFileError } from '../server/disk.ts';
import { bundled } from './support/catalogs.ts';
import { deepFolder, give, kaiji, kaijiUnprivileged, makePipe, newFolder, removeFolder } from './support/faulty-disk.ts';
import { startClient } from './support/lsp.ts';
import { within } from './support/watchdog.ts';

const isUnix = process.platform !== 'win32';
const WRONG = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-999\n';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const at = (...names: readonly string[]) => join(folder, ...names);
const put = (name: string, text = WRONG) => writeFileSync(at(name), text);
const check = (...args: readonly string[]) => kaiji(folder, ['check', '--date', '2026-10-01', ...args]);
/** The files reported, in order, and how many findings of `CL-999` each has. */
const reported = async (...args: readonly string[]) => {
  const { status, stdout, stderr } = await check('--format', 'json', ...args);
  const { files } = JSON.parse(stdout) as { files: { path: string; diagnostics: { rule: string }[] }[] };
  const wrong = files.map(({ path, diagnostics }) => [path, diagnostics.filter((one) => one.rule === 'unknown-control').length]);
  return { status, stderr, files: Object.fromEntries(wrong) as Record<string, number> };
};
/** The same by the server, which is asked for its whole workspace; URIs taken back to paths. */
async function served() {
  const client = await startClient({ folder: pathToFileURL(folder).toString() });
  try {
    const asked = client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    const { items } = await within('workspace/diagnostic', asked);
    const wrong = items.map((item) => [
      decodeURIComponent(item.uri.slice(pathToFileURL(`${folder}/`).toString().length)),
      item.kind === 'full' ? item.items.filter(({ code }) => code === 'unknown-control').length : 0,
    ]);
    return Object.fromEntries(wrong) as Record<string, number>;
  } finally {
    expect(await within('stop', client.stop())).toBe(0);
  }
}

describe.runIf(isUnix)('what is no regular file', async () => {
  const odd: readonly [what: string, make: (path: string) => void][] = [
    ['a pipe', makePipe],
    ['a device that never ends', (path) => symlinkSync('/dev/zero', path)],
    ['a device that never answers', (path) => symlinkSync('/dev/tty', path)],
  ];

  test.each(odd)('%s is told, and the rest is checked', async (_, make) => {
    put('a.kaiji.yaml');
    make(at('p.kaiji.yaml'));
    const { status, stderr, files } = await reported();
    expect({ status, files }).toEqual({ status: 2, files: { 'a.kaiji.yaml': 1 } });
    expect(stderr).toMatch(/^kaiji: p\.kaiji\.yaml: (?:ふつうのファイルではない|読めません)[^\n]*。\n$/);
    expect(await check('p.kaiji.yaml')).toMatchObject({ status: 2, stdout: '' });
    expect(await served()).toEqual({ 'a.kaiji.yaml': 1 });
  });

  test('nor does one named as a manifest, a list of ignored files or a baseline hang anything', async () => {
    put('a.kaiji.yaml');
    makePipe(at('.gitignore'));
    expect(await reported()).toEqual({ status: 1, stderr: '', files: { 'a.kaiji.yaml': 1 } });
    makePipe(at('kaiji.yaml'));
    expect(await reported()).toMatchObject({ status: 2, files: { 'a.kaiji.yaml': 1 } });
    expect(await served()).toEqual({ 'a.kaiji.yaml': 1 });
    unlinkSync(at('kaiji.yaml'));
    put('kaiji.yaml', 'kaiji: package/v1\nbaseline: accepted.json\n');
    makePipe(at('accepted.json'));
    expect((await reported()).files).toEqual({ 'a.kaiji.yaml': 1, 'kaiji.yaml': 0 });
    expect(await served()).toEqual({ 'a.kaiji.yaml': 1, 'kaiji.yaml': 0 });
  });

  test('it says so in English, with what to do', async () => {
    makePipe(at('p.kaiji.yaml'));
    expect((await check('--lang', 'en')).stderr).toMatch(/p\.kaiji\.yaml: is no regular file .* --stdin /);
  });

  test('a pipe that takes the place of a file after it was seen does not hang either', async () => {
    put('a.kaiji.yaml');
    const [uri = ''] = await disk.list(pathToFileURL(folder).toString());
    unlinkSync(at('a.kaiji.yaml'));
    makePipe(at('a.kaiji.yaml'));
    await expect(within('read', disk.read(uri))).rejects.toThrow(NoRegularFileError);
  });
});

describe.runIf(isUnix)('links', async () => {
  test('to the folder above, to a ring of folders and to folders named as files are not followed', async () => {
    put('a.kaiji.yaml');
    mkdirSync(at('sub'));
    symlinkSync('..', at('sub', 'up'));
    symlinkSync('two', at('one'));
    symlinkSync('one', at('two'));
    symlinkSync('sub', at('link.kaiji.yaml'));
    expect(await reported()).toEqual({ status: 1, stderr: '', files: { 'a.kaiji.yaml': 1 } });
    expect((await reported('sub/up/sub/up')).files).toEqual({ 'sub/up/sub/up/a.kaiji.yaml': 1 });
    expect(await served()).toEqual({ 'a.kaiji.yaml': 1 });
  });

  test('that lead nowhere or to themselves are told; one to a file is that file', async () => {
    put('a.kaiji.yaml');
    symlinkSync('nowhere', at('lost.kaiji.yaml'));
    symlinkSync('self.kaiji.yaml', at('self.kaiji.yaml'));
    symlinkSync('a.kaiji.yaml', at('same.kaiji.yaml'));
    const { status, stderr, files } = await reported();
    expect({ status, files }).toEqual({ status: 2, files: { 'a.kaiji.yaml': 1, 'same.kaiji.yaml': 1 } });
    expect(stderr.split('\n').sort()).toEqual([
      '',
      'kaiji: lost.kaiji.yaml: 読めませんでした（見つかりません。消えたか、リンクの先がないか、名前がUTF-8ではありません: ENOENT）。読めるようにするか、不要なら .gitignore で除いてください。',
      'kaiji: self.kaiji.yaml: 読めませんでした（リンクが循環しています: ELOOP）。読めるようにするか、不要なら .gitignore で除いてください。',
    ]);
    expect(await served()).toEqual({ 'a.kaiji.yaml': 1, 'same.kaiji.yaml': 1 });
  });
});

describe.runIf(isUnix)('what may not be read', async () => {
  test('a file and a folder are told, each once, and the rest is checked', async () => {
    for (const name of ['a.kaiji.yaml', 'mine.kaiji.yaml']) put(name);
    mkdirSync(at('closed'));
    writeFileSync(at('closed', 'b.kaiji.yaml'), WRONG);
    for (const path of [at('a.kaiji.yaml'), at('closed', 'b.kaiji.yaml')]) give(path);
    give(at('mine.kaiji.yaml'), 0);
    give(at('closed'), 0);
    const { status, stdout, stderr } = await kaijiUnprivileged(folder, ['check', '--format', 'json']);
    expect(status).toBe(2);
    expect((JSON.parse(stdout) as { files: { path: string }[] }).files.map(({ path }) => path)).toEqual(['a.kaiji.yaml']);
    expect(stderr.trim().split('\n').sort()).toEqual([
      'kaiji: closed: 読めませんでした（権限がありません: EACCES）。読めるようにするか、不要なら .gitignore で除いてください。',
      'kaiji: mine.kaiji.yaml: 読めませんでした（権限がありません: EACCES）。読めるようにするか、不要なら .gitignore で除いてください。',
    ]);
  });

  test.each([
    ['export', '-o', 'out.html'],
    ['migrate', '--to', 'reiji-tenken@2026'],
  ])('half a package is not handed over by kaiji %s, and that is what is said', async (command, ...options) => {
    put('kaiji.yaml', 'kaiji: package/v1\n');
    put('a.kaiji.yaml');
    for (const name of ['kaiji.yaml', 'a.kaiji.yaml']) give(at(name));
    mkdirSync(at('closed'));
    give(at('closed'), 0);
    const before = readdirSync(folder);
    expect(await kaijiUnprivileged(folder, [command, '.', ...options])).toEqual({
      status: 2,
      stdout: '',
      stderr: [
        'kaiji: closed: 読めませんでした（権限がありません: EACCES）。読めるようにするか、不要なら .gitignore で除いてください。',
        `kaiji ${command}: .: 読めなかったものがあるため、何も書き込みませんでした。上に示したものを読めるようにするか除いてから、もう一度実行してください。`,
        '',
      ].join('\n'),
    });
    expect(readdirSync(folder)).toEqual(before);
    // English names the way out too.
    expect((await kaijiUnprivileged(folder, [command, '.', ...options, '--lang', 'en'])).stderr).toMatch(
      /^kaiji \w+: \.: nothing was written, .* try again\.$/m,
    );
  });

  test('evidence in a closed folder is not called missing', async () => {
    mkdirSync(at('closed'));
    put('kaiji.yaml', 'kaiji: package/v1\n');
    put(
      'e.kaiji.yaml',
      'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: A, location: closed/a.pdf }\n  - { id: ev-b, title: B, location: b.pdf }\n',
    );
    give(at('closed'), 0);
    const { stdout } = await kaijiUnprivileged(folder, ['check', '--expand']);
    expect(stdout.match(/evidence-missing-file/g)).toHaveLength(1);
    expect(stdout).toContain('b.pdf');
  });
});

test('a file that goes between listing and reading is told, and the rest is read', async () => {
  for (const name of ['a.kaiji.yaml', 'b.kaiji.yaml']) put(name);
  put('kaiji.yaml', 'kaiji: package/v1\n');
  const told: string[] = [];
  const vanishing: Io = {
    ...disk,
    list: async (uri, unreadable) => {
      const found = await disk.list(uri, unreadable);
      rmSync(at('a.kaiji.yaml'), { force: true });
      return found;
    },
  };
  // Whoever is told so ends with status 2: that is what a link that leads nowhere shows.
  const workspace = new Workspace(vanishing, (await bundled).catalogs, (uri) => told.push(uri));
  const whole = await workspace.packageOf(uriOf(at('b.kaiji.yaml')));
  expect([...whole.files.keys()]).toEqual([uriOf(at('b.kaiji.yaml')), uriOf(at('kaiji.yaml'))]);
  expect(told).toEqual([uriOf(at('a.kaiji.yaml'))]);
});

test('a file that is replaced while it is read is read as one of the two, whole', async () => {
  const text = (letter: string) => `kaiji: evidence/v1\n# ${letter.repeat(2_000_000)}\n`;
  put('a.kaiji.yaml', text('a'));
  put('other', text('b'));
  const uri = uriOf(at('a.kaiji.yaml'));
  const reading = Array.from({ length: 8 }, () => disk.read(uri));
  renameSync(at('other'), at('a.kaiji.yaml'));
  const read = await Promise.all([...reading, disk.read(uri)]);
  const [before, after] = [text('a'), text('b')];
  expect(read.at(-1) === after).toBe(true);
  expect(read.every((one) => one === before || one === after)).toBe(true);
});

describe('names', async () => {
  const names = [
    'a b',
    '開示書',
    'が',
    '😀',
    '100%',
    'p%2Fq',
    '%',
    'x#y',
    'q?z',
    "it's",
    'a&b;c',
    '$(id)',
    '[x]{y}(z)',
    '～全角',
  ];
  const unixNames = ['say "so"', 'new\nline', 'c:d', 'tab\tbed', 'back\\slash', 'escape\u001b[31m', '*'];
  const all = [...names, ...(isUnix ? unixNames : [])];

  test('of every kind are found, reported and served as they are', async () => {
    const both: Record<string, number> = {};
    for (const name of all) {
      put(`${name}.kaiji.yaml`);
      mkdirSync(at(name));
      writeFileSync(at(name, 'b.kaiji.yaml'), WRONG);
      both[`${name}.kaiji.yaml`] = both[`${name}/b.kaiji.yaml`] = 1;
    }
    expect(await reported()).toEqual({ status: 1, stderr: '', files: both });
    expect((await reported(...Object.keys(both))).files).toEqual(both);
    expect(await served()).toEqual(both);
    // A report for people keeps a name on its line, and none reaches the terminal as a command.
    const lines = (await check()).stdout.split('\n');
    for (const name of all) expect(lines).toContain(`${name.replace(/\p{Cc}/gu, '\uFFFD')}.kaiji.yaml`);
  });

  test('the two ways to write が are two files where the disk says so', async () => {
    put('\u304c.kaiji.yaml');
    put('\u304b\u3099.kaiji.yaml');
    const found = readdirSync(folder);
    const all = Object.fromEntries(found.map((name) => [name, 1]));
    expect(await reported()).toEqual({ status: 1, stderr: '', files: all });
    expect(await served()).toEqual(all);
  });

  test.runIf(process.platform === 'linux')('one that is not UTF-8 is told, and the rest is checked', async () => {
    put('a.kaiji.yaml');
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from('.kaiji.yaml')]),
      '',
    );
    const { status, stderr, files } = await reported();
    expect({ status, files }).toEqual({ status: 2, files: { 'a.kaiji.yaml': 1 } });
    expect(stderr).toContain('名前がUTF-8ではありません');
    rmSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from('.kaiji.yaml')]));
  });

  test.runIf(isUnix)('a path as long as the system allows is found; every folder is looked into, however deep', async () => {
    const deep = deepFolder(folder, 3900);
    writeFileSync(join(deep, 'a.kaiji.yaml'), WRONG);
    const name = join(deep, 'a.kaiji.yaml').slice(folder.length + 1);
    expect(name.split('/').length).toBeGreaterThan(60);
    expect(await reported()).toEqual({ status: 1, stderr: '', files: { [name]: 1 } });
    expect(await served()).toEqual({ [name]: 1 });
  });
});

test('an empty file says what is missing; one far beyond the limit is told without being read whole', async () => {
  put('empty.kaiji.yaml', '');
  const { stdout, status } = await check();
  expect(status).toBe(1);
  expect(stdout).toContain('unknown-kind');
  put('empty.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: A }\n');
  put('huge.kaiji.yaml', '');
  // Nobody has a disk for it, and no string could hold it.
  truncateSync(at('huge.kaiji.yaml'), 3_000_000_000);
  expect(await check()).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('file-limit') });
  expect((await disk.read(uriOf(at('huge.kaiji.yaml')))).length).toBe(3 * LIMITS.length);
});
