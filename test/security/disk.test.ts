/** What lies in a folder that came from others: links, devices, rules about what to leave out. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeWhole } from '../../cli/files.ts';
import { disk } from '../../server/disk.ts';
import { within } from '../support/watchdog.ts';

vi.mock('node:crypto', async (original) => ({
  ...(await original<typeof import('node:crypto')>()),
  randomBytes: (length: number) => Buffer.alloc(length, 1),
}));

/** A picture of one dot. */
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string) => join(folder, path);
const uriOf = (path: string) => pathToFileURL(at(path)).toString();
const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
};
const rejection = (promise: Promise<unknown>) => promise.then(() => 'read', String);

test('T-2 a picture behind a link that leads out of the package is not read', async () => {
  write('mine/secret.png', DOT);
  write('package/figures/own.png', DOT);
  symlinkSync(at('mine/secret.png'), at('package/figures/file.png'));
  symlinkSync(at('mine'), at('package/linked'));
  symlinkSync('own.png', at('package/figures/beside.png'));
  // As it is with a folder that is a link itself.
  symlinkSync(at('package'), at('by-link'));
  for (const home of ['package', 'by-link']) {
    const read = (path: string) => rejection(disk.readBytes(uriOf(`${home}/${path}`), uriOf(home)));
    expect(await read('figures/own.png')).toBe('read');
    expect(await read('figures/beside.png')).toBe('read');
    expect(await read('figures/file.png')).toContain('outside');
    expect(await read('linked/secret.png')).toContain('outside');
    expect(await read('../mine/secret.png')).toContain('outside');
  }
});

test('T-8 what has no end is not read, nor a picture larger than any document', async () => {
  symlinkSync('/dev/zero', at('zero.kaiji.yaml'));
  symlinkSync('/dev/zero', at('zero.png'));
  execFileSync('mkfifo', [at('pipe.kaiji.yaml')]);
  for (const name of ['zero', 'pipe'])
    expect(await within(name, rejection(disk.read(uriOf(`${name}.kaiji.yaml`))))).toMatch(/not a regular file/);
  write('large.png', '');
  truncateSync(at('large.png'), 200_000_000_000);
  for (const name of ['zero.png', 'large.png'])
    expect(await within(name, rejection(disk.readBytes(uriOf(name), uriOf('.'))))).toMatch(/outside|too large/);
});

test('T-9 rules of what to leave out cannot keep the search for files from ending', async () => {
  const deep = 'a/'.repeat(38);
  write(`${deep}b.kaiji.yaml`, '');
  write('left/out.kaiji.yaml', '');
  write('.gitignore', `${'**/a/'.repeat(9)}x\n${'**/'.repeat(2)}left/**\n`);
  expect(await within('the list', disk.list(uriOf('.')), 5_000)).toEqual([uriOf(`${deep}b.kaiji.yaml`)]);
});

test('T-6 what is written goes into a new file, never through a link that waits under its name', async () => {
  write('mine/secret', 'mine');
  mkdirSync(at('package'));
  symlinkSync(at('mine/secret'), at('package/.kaiji-010101010101.tmp'));
  // Whoever could guess the name.
  expect(await rejection(writeWhole(at('package/out.html'), 'handed over'))).not.toBe('read');
  expect(readFileSync(at('mine/secret'), 'utf8')).toBe('mine');
});
