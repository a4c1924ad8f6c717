/** What a table has under a name an author wrote (core/text/own-value.ts). */
import { expect, test } from 'vitest';
import { ownValue } from '../core/text/own-value.ts';

test.each([
  ['a', 1],
  ['b', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
  ['', undefined],
] as const)('%s', (name, value) => {
  expect(ownValue({ a: 1 }, name)).toBe(value);
});
