/** Halves of a pair become U+FFFD (core/text/well-formed.ts). */
import { expect, test } from 'vitest';
import { wellFormed } from '../core/text/well-formed.ts';

test.each([
  ['', ''],
  ['a😀b', 'a😀b'],
  ['\ud83d', '\ufffd'],
  ['a\ude00\ud83d\ude00\ud83db', 'a\ufffd😀\ufffdb'],
] as const)('%j', (text, formed) => {
  expect(wellFormed(text)).toBe(formed);
});
