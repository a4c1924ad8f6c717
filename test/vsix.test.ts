/** How kaiji.vsix is packed: nothing of the machine is in it. That two builds of the sources are equal is tried by scripts/reproduce.mjs. */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { settled } from '../scripts/vsix.mjs';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES = { 'b/い.json': bytes('{}'), 'a.js': bytes('let a;'.repeat(1000)), 'B.md': bytes(''), Å: bytes('å') };

test('the same files are the same bytes in every order and time zone', () => {
  const first = settled(FILES);
  for (const TZ of ['Asia/Tokyo', 'America/St_Johns', 'Pacific/Kiritimati', 'UTC']) {
    process.env.TZ = TZ;
    expect(Buffer.compare(settled(Object.fromEntries(Object.entries(FILES).reverse())), first), TZ).toBe(0);
  }
});

test('holds the files, in the order of their code units', () => {
  const files = unzipSync(settled(FILES));
  expect(Object.keys(files)).toEqual(['B.md', 'a.js', 'b/い.json', 'Å'].sort());
  for (const [name, content] of Object.entries(FILES))
    expect(Buffer.compare(files[name] ?? bytes('none'), content), name).toBe(0);
});

test('compresses as it did on every machine before', () => {
  // Another compressor, or another version of it, is another file for everybody who compares: it is to be a decision.
  const text = bytes(Array.from({ length: 2000 }, (_, i) => `${(i * 7919) % 1009} ${i % 17}\n`).join(''));
  expect(
    createHash('sha256')
      .update(settled({ 'a.txt': text }))
      .digest('hex'),
  ).toBe('980ccd823d42f22cf3cc69b633bd21ee21a76ec34af73543e608d6a84d212c45');
});
