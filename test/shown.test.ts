/** What a terminal obeys is seen instead (core/text/shown.ts). Where it is shown: test/security/shown.test.ts. */
import { expect, test } from 'vitest';
import { shown } from '../core/text/shown.ts';

test.each([
  ['', ''],
  ['表\t1\n行 ABC 😀 é', '表\t1\n行 ABC 😀 é'],
  ['\u001b[31m赤', '\ufffd[31m赤'],
  ['a\r\nb', 'a\ufffd\nb'],
  ['\u0000\u007f\u009b', '\ufffd\ufffd\ufffd'],
  ['a\u202eb\u2066c\u200f', 'a\ufffdb\ufffdc\ufffd'],
  // Joins that words need turn nothing around.
  ['\u200d\u200b\ufeff', '\u200d\u200b\ufeff'],
] as const)('%j', (text, seen) => {
  expect(shown(text)).toBe(seen);
});
