/** Files of the command line: all that belong together are written, or none. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mayWrite, writeAll } from '../cli/files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

test('several files are written, modes kept; nothing else stays behind', async () => {
  writeFileSync(at('a'), 'old');
  chmodSync(at('a'), 0o600);
  await writeAll([
    [at('a'), '新しい'],
    [at('b'), new Uint8Array([0, 255])],
  ]);
  expect(readFileSync(at('a'), 'utf8')).toBe('新しい');
  expect(statSync(at('a')).mode & 0o777).toBe(0o600);
  expect([...readFileSync(at('b'))]).toEqual([0, 255]);
  expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
});

test('where one cannot be written, all stay as they were', async () => {
  writeFileSync(at('a'), 'old');
  await expect(
    writeAll([
      [at('a'), 'new'],
      [at('no-such/b'), 'new'],
    ]),
  ).rejects.toThrow('ENOENT');
  expect(readFileSync(at('a'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('what is there is not replaced unasked, a folder never', async () => {
  writeFileSync(at('a'), 'old');
  mkdirSync(at('b'));
  await expect(mayWrite(at('a'), false)).rejects.toThrow('--force');
  await expect(mayWrite(at('a'), true)).resolves.toBeUndefined();
  await expect(mayWrite(at('b'), true)).rejects.toThrow('is a folder');
  await expect(mayWrite(at('c'), false)).resolves.toBeUndefined();
});
