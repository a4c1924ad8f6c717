/** Edits on edits (core/text/compose.ts): one step that does what two did, and steps no longer than they need be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composed, trimmed } from '../core/text/compose.ts';
import { type Splice, Text } from '../core/text/text.ts';

const word = fc.oneof(fc.constantFrom('', 'a', 'b', 'ab', '\r\n', '\r', '\n', '𠮷', '𠮟', 'あ'), fc.string({ maxLength: 4 }));
const source = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));

/** Splices of a text that do not overlap, in any order, no two at one place. */
function splicesOf(text: string, cuts: readonly number[], words: readonly string[]): readonly Splice[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const splices: Splice[] = [];
  for (let i = 0; i + 1 < places.length; i += 2)
    splices.push({ start: places[i] as number, end: places[i + 1] as number, text: words[i] ?? '' });
  return splices.reverse();
}

const plan = fc.record({
  text: source,
  cuts: fc.tuple(fc.array(fc.nat(200), { maxLength: 8 }), fc.array(fc.nat(200), { maxLength: 8 })),
  words: fc.tuple(fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 8 })),
});

describe('composed', () => {
  test('does at once what two steps did, by splices in order that neither touch nor do nothing', () => {
    fc.assert(
      fc.property(plan, ({ text, cuts, words }) => {
        const before = Text.of(text);
        const first = splicesOf(text, cuts[0], words[0]);
        const between = before.spliceAll(first);
        const second = splicesOf(between.toString(), cuts[1], words[1]);
        const both = composed(before, first, second);
        expect(before.spliceAll(both).toString()).toBe(between.spliceAll(second).toString());
        for (const [i, { start, end, text: put }] of both.entries()) {
          expect(start).toBeGreaterThan(both[i - 1]?.end ?? -1);
          expect(end + put.length).toBeGreaterThan(start);
        }
      }),
    );
  });

  test.each([
    ['nothing first', [], [{ start: 0, end: 1, text: 'x' }], [{ start: 0, end: 1, text: 'x' }]],
    ['nothing second', [{ start: 0, end: 1, text: 'x' }], [], [{ start: 0, end: 1, text: 'x' }]],
    ['what was put in is taken out again', [{ start: 3, end: 3, text: 'xyz' }], [{ start: 3, end: 6, text: '' }], []],
    [
      'part of what was put in',
      [{ start: 3, end: 3, text: 'xyz' }],
      [{ start: 4, end: 5, text: '' }],
      [{ start: 3, end: 3, text: 'xz' }],
    ],
    [
      'what stands behind',
      [{ start: 0, end: 2, text: 'x' }],
      [{ start: 4, end: 5, text: 'y' }],
      [
        { start: 0, end: 2, text: 'x' },
        { start: 5, end: 6, text: 'y' },
      ],
    ],
    [
      'what stands at the end',
      [{ start: 0, end: 0, text: 'x' }],
      [{ start: 11, end: 11, text: 'y' }],
      [
        { start: 0, end: 0, text: 'x' },
        { start: 10, end: 10, text: 'y' },
      ],
    ],
    ['across a seam', [{ start: 2, end: 4, text: 'xy' }], [{ start: 1, end: 5, text: 'z' }], [{ start: 1, end: 5, text: 'z' }]],
    [
      'splices in any order',
      [
        { start: 8, end: 9, text: '' },
        { start: 0, end: 1, text: '' },
      ],
      [
        { start: 7, end: 8, text: 'y' },
        { start: 0, end: 0, text: 'x' },
      ],
      [
        { start: 0, end: 1, text: 'x' },
        { start: 8, end: 10, text: 'y' },
      ],
    ],
  ] as const)('%s', (_, first, second, both) => {
    expect(composed(Text.of('0123456789'), first, second)).toEqual(both);
  });
});

describe('trimmed', () => {
  test('makes of a text what the splices make of it, changing no more than differs', () => {
    fc.assert(
      fc.property(source, fc.array(fc.nat(200), { maxLength: 6 }), fc.array(word, { maxLength: 6 }), (text, cuts, words) => {
        const before = Text.of(text);
        const splices = splicesOf(text, cuts, words);
        const less = trimmed(before, splices);
        expect(before.spliceAll(less).toString()).toBe(before.spliceAll(splices).toString());
        for (const { start, end, text: put } of less) {
          const cut = text.slice(start, end);
          expect(cut).not.toBe(put);
          // Where both begin or end alike, it is the half of a pair that is kept whole.
          if (cut !== '' && cut[0] === put[0]) expect('\r\ud842').toContain(cut[0]);
          if (cut !== '' && cut.at(-1) === put.at(-1)) expect(/[\n\udc00-\udfff]/.test(cut.at(-1) ?? '')).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['the same', 'abc', 0, 3, 'abc', []],
    ['nothing for nothing', 'abc', 1, 1, '', []],
    ['one character within', 'abcde', 0, 5, 'abxde', [{ start: 2, end: 3, text: 'x' }]],
    ['put in', 'abab', 0, 4, 'ababab', [{ start: 4, end: 4, text: 'ab' }]],
    ['taken out', 'ababab', 1, 6, 'bab', [{ start: 4, end: 6, text: '' }]],
    ['the first of a surrogate pair alike', 'a𠮷b', 0, 4, 'a𠮟b', [{ start: 1, end: 3, text: '𠮟' }]],
    ['the second of a surrogate pair alike', 'a𠮷b', 0, 4, 'a𡮷b', [{ start: 1, end: 3, text: '𡮷' }]],
    ['a line feed put behind a carriage return', 'a\rb', 0, 3, 'a\r\nb', [{ start: 1, end: 2, text: '\r\n' }]],
    ['a line feed taken from behind a carriage return', 'a\r\nb', 0, 4, 'a\rb', [{ start: 1, end: 3, text: '\r' }]],
    ['a carriage return put before a line feed', 'a\nb', 0, 3, 'a\r\nb', [{ start: 1, end: 2, text: '\r\n' }]],
    ['a carriage return taken from before a line feed', 'a\r\nb', 0, 4, 'a\nb', [{ start: 1, end: 3, text: '\n' }]],
    ['line ends one after the other', 'a\n\nb', 0, 4, 'a\nb', [{ start: 2, end: 3, text: '' }]],
    ['characters beside the surrogates', '\ud7ff\udc00', 0, 2, '\ud7ffx', [{ start: 1, end: 2, text: 'x' }]],
    ['private use behind a surrogate', '\ud842\ue000', 0, 2, '\ud842x', [{ start: 1, end: 2, text: 'x' }]],
    ['two second halves', '\udc00\udc01', 0, 2, '\udc00\udc02', [{ start: 1, end: 2, text: '\udc02' }]],
    ['the first second half', 'a\ud800\udc00', 0, 3, 'a\ud801\udc00', [{ start: 1, end: 3, text: '\ud801\udc00' }]],
    ['the last first half', 'a\udbff\udfff', 0, 3, 'a\udbff\udc00', [{ start: 1, end: 3, text: '\udbff\udc00' }]],
    ['the first first half', 'a\ud800\udc00', 0, 3, 'a\ud800\udfff', [{ start: 1, end: 3, text: '\ud800\udfff' }]],
  ] as const)('%s', (_, text, start, end, put, less) => {
    expect(trimmed(Text.of(text), [{ start, end, text: put }])).toEqual(less);
  });
});
