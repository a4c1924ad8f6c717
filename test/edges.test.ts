/** Texts without certain characters at their ends (core/text/edges.ts). */
import { expect, test } from 'vitest';
import { withoutEdges, withoutEnd } from '../core/text/edges.ts';

const space = /[ \t]/;

test.each([
  ['', ''],
  ['a', 'a'],
  ['a \t ', 'a'],
  [' \t', ''],
  [' a b ', ' a b'],
] as const)('the end of %j', (text, rest) => {
  expect(withoutEnd(text, space)).toBe(rest);
});

test.each([
  ['', ''],
  ['「a」', 'a'],
  ['「「a', 'a'],
  ['a」」', 'a'],
  ['」a「', '」a「'],
  ['「」', ''],
  ['「「', ''],
  ['a「」b', 'a「」b'],
] as const)('the edges of %j', (text, rest) => {
  expect(withoutEdges(text, /「/, /」/)).toBe(rest);
});
