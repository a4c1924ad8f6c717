/** What makes two answers nearly the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Compared, compare, compared } from '../../core/prose/twins.ts';

test.each([
  ['台帳で 管理しています。', '台帳で管理しています', 'same'],
  [
    '作業者ごとに一意のIDを発行し、共有IDを禁止しています。手順は規程に定めます。',
    '作業者ごとに一意のIDを発行し、共有IDを禁止しています。手順を規程に定めます。',
    'near',
  ],
  [
    '作業者ごとに一意のIDを発行し、30日ごとに見直しています。',
    '作業者ごとに一意のIDを発行し、90日ごとに見直しています。',
    undefined,
  ],
  ['作業者ごとに一意のIDを発行しています。', '媒体は施錠した棚に保管しています。', undefined],
])('%j and %j: %s', (a, b, likeness) => {
  expect(compare(compared(a), compared(b))).toBe(likeness);
});

test('the outlines rule out no text that is nearly the same', () => {
  // With outlines that are alike nothing is ruled out by them.
  const plainly = (text: string): Compared => ({ ...compared(text), outline: new Uint8Array(32) });
  const piece = fc.constantFrom('管理', '規程', '台帳', 'を', 'に', 'しています', '、', 'ID', 'あああああああ', 'access');
  const long = fc.array(piece, { minLength: 5, maxLength: 400 });
  fc.assert(
    fc.property(long, fc.nat(400), piece, (words, at, other) => {
      const a = words.join('');
      const b = words.with(at % words.length, other).join('');
      expect(compare(compared(a), compared(b))).toBe(compare(plainly(a), plainly(b)));
    }),
  );
});
