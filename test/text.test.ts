import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, type Position, Text } from '../core/text/text.ts';

/** In how many pieces a text is kept. */
const piecesOf = (text: Text): number => Reflect.get(text, 'pieces').length;

/** LSP's own definition, over a flat string: the slow truth. */
function positionOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  // An offset between \r and \n is still on the line they end.
  const inside = text[offset - 1] === '\r' && text[offset] === '\n';
  if (inside) lines.pop();
  const character = (lines.at(-1) ?? '').length;
  return { line: lines.length - 1, character };
}

const fragment = fc.oneof(fc.constantFrom('\n', '\r\n', '\r', 'あ', '𠮷', 'a: b', '- ', '　', ''), fc.string({ maxLength: 8 }));
const source = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''));
const long = source.map((text) => text.repeat(40));

describe('Text', () => {
  test('positions and offsets are those of LSP', () => {
    fc.assert(
      fc.property(fc.oneof(source, long), fc.nat(), (text, seed) => {
        const value = Text.of(text);
        const offset = text.length === 0 ? 0 : seed % (text.length + 1);
        const position = value.positionAt(offset);
        expect(position).toEqual(positionOf(text, offset));
        expect(value.lineCount).toBe(text.split(/\r\n|\n|\r/).length);
        if (!(text[offset - 1] === '\r' && text[offset] === '\n')) expect(value.offsetAt(position)).toBe(offset);
      }),
    );
  });

  test('edits in pieces equal edits of a string', () => {
    const edit = fc.record({ start: fc.nat(), length: fc.nat(6000), text: fc.oneof(source, long) });
    fc.assert(
      fc.property(long, fc.array(edit, { maxLength: 12 }), (first, edits) => {
        let flat = first;
        let pieces = Text.of(first);
        for (const { start, length, text } of edits) {
          const from = start % (flat.length + 1);
          const to = Math.min(flat.length, from + length);
          flat = flat.slice(0, from) + text + flat.slice(to);
          pieces = pieces.splice({ start: from, end: to, text });
        }
        expect(pieces.toString()).toBe(flat);
        const fresh = Text.of(flat);
        expect(piecesOf(pieces)).toBeLessThanOrEqual(flat.length / 2047 + 1);
        expect(pieces.lineCount).toBe(fresh.lineCount);
        for (let line = 0; line < fresh.lineCount; line += 7) {
          expect([pieces.lineStart(line), pieces.lineEnd(line)]).toEqual([fresh.lineStart(line), fresh.lineEnd(line)]);
        }
      }),
      { numRuns: 60 },
    );
  });

  describe('difference', () => {
    /** What is meant: the same before and behind, and no more of either that is the same. */
    const check = (here: Text, there: Text) => {
      const [mine, theirs] = [here.toString(), there.toString()];
      const { start, end, formerEnd } = here.difference(there);
      expect(start).toBeLessThanOrEqual(Math.min(end, formerEnd));
      expect(mine.slice(0, start)).toBe(theirs.slice(0, start));
      expect(mine.slice(end)).toBe(theirs.slice(formerEnd));
      if (start === Math.min(end, formerEnd)) return { start, end, formerEnd };
      expect(mine[start]).not.toBe(theirs[start]);
      expect(mine[end - 1]).not.toBe(theirs[formerEnd - 1]);
      return { start, end, formerEnd };
    };

    test('of versions that share pieces, and of those that share none', () => {
      const edit = fc.record({ start: fc.nat(), length: fc.nat(60), text: fc.oneof(source, fc.constant('')) });
      fc.assert(
        fc.property(
          fc.oneof(
            source,
            long,
            long.map((text) => text.repeat(4)),
          ),
          fc.array(edit, { maxLength: 4 }),
          (first, edits) => {
            const before = Text.of(first);
            let after = before;
            for (const { start, length, text } of edits) {
              const from = start % (after.length + 1);
              after = after.splice({ start: from, end: Math.min(after.length, from + length), text });
            }
            for (const former of [before, Text.of(first)]) {
              check(after, former);
              check(former, after);
              check(Text.of(after.toString()), former);
            }
          },
        ),
        { numRuns: 300 },
      );
    });

    test('of any two texts', () => {
      fc.assert(fc.property(fc.oneof(source, long), fc.oneof(source, long), (a, b) => void check(Text.of(a), Text.of(b))));
    });

    test('reads none of the pieces both versions share', () => {
      const before = Text.of('あいうえ\n'.repeat(20_000)).splice({ start: 1, end: 1, text: 'x' });
      const places = [0, before.length / 2, before.length].map(Math.floor);
      for (const start of places) {
        const after = before.splice({ start, end: start, text: '間' });
        let read = 0;
        for (const text of [before, after])
          Object.assign(text, {
            slice: (from: number, to: number) => {
              read += to - from;
              return Text.prototype.slice.call(text, from, to);
            },
          });
        after.difference(before);
        for (const text of [before, after]) Reflect.deleteProperty(text, 'slice');
        check(after, before);
        expect(read).toBeLessThan(4 * 4096);
      }
    });

    test('where nothing changed, and where everything did', () => {
      const text = Text.of('あ\n'.repeat(5000));
      for (const same of [text, Text.of(text.toString())]) {
        const { start, end, formerEnd } = check(text, same);
        expect([start, end, formerEnd]).toEqual([start, start, start]);
      }
      const other = Text.of('い\r'.repeat(6000));
      expect(check(text, other)).toEqual({ start: 0, end: text.length, formerEnd: other.length });
      expect(check(text, Text.of(''))).toEqual({ start: 0, end: text.length, formerEnd: 0 });
      expect(check(Text.of(''), text)).toEqual({ start: 0, end: 0, formerEnd: text.length });
      expect(check(Text.of(''), Text.of(''))).toEqual({ start: 0, end: 0, formerEnd: 0 });
    });
  });

  test('a line end that falls together at the seam of two pieces is one', () => {
    const before = 'a'.repeat(4095);
    const text = Text.of(`${before}\rb\n${'c'.repeat(5000)}`);
    const joined = text.splice({ start: 4096, end: 4097, text: '' });
    expect(joined.lineCount).toBe(2);
    expect(joined.positionAt(4097)).toEqual({ line: 1, character: 0 });
    const behind = Text.of(`${'a'.repeat(4096)}\n${'c'.repeat(5000)}`).splice({ start: 4000, end: 4096, text: '\r' });
    expect(behind.lineCount).toBe(2);
  });

  test('a day of typing leaves no more pieces than the text is worth', () => {
    let text = Text.of('あいうえお\n'.repeat(2000));
    let seed = 1;
    for (let i = 0; i < 10_000; i++) {
      seed = (seed * 48_271) % 2_147_483_647;
      const start = seed % (text.length + 1);
      text = text.splice({ start, end: start + (i % 3 === 0 ? 1 : 0), text: i % 3 === 0 ? '' : 'x' });
    }
    expect(piecesOf(text)).toBeLessThanOrEqual(text.length / 2047 + 1);
    // At one place, as a person types.
    for (let i = 0; i < 10_000; i++) text = text.splice({ start: 5000 + i, end: 5000 + i, text: 'y' });
    expect(piecesOf(text)).toBeLessThanOrEqual(text.length / 2047 + 1);
  });

  test('insertions at one place keep their order, before what replaces the text behind it', () => {
    const insert = (text: string) => ({ start: 1, end: 1, text });
    expect(
      Text.of('xy')
        .spliceAll([insert('A'), insert('B')])
        .toString(),
    ).toBe('xABy');
    expect(
      Text.of('xyz')
        .spliceAll([
          { start: 2, end: 3, text: '3' },
          insert('A'),
          { start: 1, end: 2, text: '2' },
          insert('B'),
          { start: 0, end: 1, text: '1' },
        ])
        .toString(),
    ).toBe('1AB23');
  });

  test('columns beyond a line end at it, lines beyond the text at its end', () => {
    const text = Text.of('ab\r\ncd');
    expect(text.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(text.offsetAt({ line: 9, character: 0 })).toBe(6);
    expect(text.eol).toBe('\r\n');
  });

  test('several splices refer to the same text; overlapping ones are refused', () => {
    const text = Text.of('0123456789');
    expect(
      text
        .spliceAll([
          { start: 8, end: 9, text: 'x' },
          { start: 0, end: 1, text: 'y' },
        ])
        .toString(),
    ).toBe('y1234567x9');
    expect(() =>
      text.spliceAll([
        { start: 0, end: 5, text: '' },
        { start: 4, end: 6, text: '' },
      ]),
    ).toThrow(new RangeError('overlapping splices'));
  });

  test('what is read of a text in many pieces is what is read of a string', () => {
    const words = fc.array(fragment, { minLength: 1, maxLength: 12 }).map((parts) => `${parts.join('')}い`);
    const edit = fc.record({ start: fc.nat(), length: fc.nat(9000), text: words.map((text) => text.repeat(300)) });
    fc.assert(
      fc.property(
        words,
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { minLength: 12 }),
        (one, edits, places) => {
          let flat = one.repeat(2500);
          let text = Text.of(flat);
          for (const { start, length, text: put } of [...edits, { start: 0, length: 0, text: 'はじめ' }]) {
            const from = start % (flat.length + 1);
            flat = flat.slice(0, from) + put + flat.slice(from + length);
            text = text.splice({ start: from, end: from + length, text: put });
          }
          expect(piecesOf(text)).toBeGreaterThan(1);
          expect(text.toString()).toBe(flat);
          const lines = flat.split(/\r\n|\n|\r/);
          expect(text.lineCount).toBe(lines.length);
          for (const place of places) {
            const at = place % (flat.length + 1);
            const position = positionOf(flat, at);
            expect(text.positionAt(at)).toEqual(position);
            expect(Text.of(flat).positionAt(at)).toEqual(position);
            expect(text.lineText(position.line)).toBe(lines[position.line]);
            expect(text.slice(at, at + 5000)).toBe(flat.slice(at, at + 5000));
            expect(text.rangeOf(0, at)).toEqual({ start: { line: 0, character: 0 }, end: position });
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  /** What the pieces of a text hold. */
  const held = (text: Text): readonly { readonly text: string }[] => Reflect.get(text, 'pieces');

  test.each([
    [4096, [4096]],
    [4097, [2049, 2048]],
    [6143, [3072, 3071]],
    [6144, [4096, 2048]],
    [12_287, [4096, 4096, 4095]],
    [12_289, [4096, 4096, 2049, 2048]],
  ] as const)('%i characters are kept in pieces of %j', (length, sizes) => {
    expect(held(Text.of('あ'.repeat(length))).map(({ text }) => text.length)).toEqual(sizes);
  });

  test('no piece ends within a line end', () => {
    const sizes = (text: string) => held(Text.of(text + 'c'.repeat(6000))).map((piece) => piece.text.length);
    expect(sizes(`${'a'.repeat(4095)}\r\n`)[0]).toBe(4097);
    expect(sizes(`${'a'.repeat(4095)}\rb`)[0]).toBe(4096);
    expect(sizes(`${'a'.repeat(4096)}\n`)[0]).toBe(4096);
    expect(sizes(`${'a'.repeat(4094)}\r\n`)[0]).toBe(4096);
  });

  test('an edit leaves the pieces it does not touch, and takes in those it leaves small', () => {
    const before = Text.of('あ'.repeat(4096 * 50));
    const shared = (after: Text) => held(after).filter((piece) => held(before).includes(piece)).length;
    expect(shared(before.splice({ start: 4096 * 20 + 9, end: 4096 * 20 + 9, text: 'x' }))).toBe(49);
    expect(shared(before.splice({ start: 4096 * 20, end: 4096 * 20, text: 'x' }))).toBe(48);
    expect(shared(before.splice({ start: 4096 * 20 + 9, end: 4096 * 20 + 2057, text: '' }))).toBe(49);
    // 2,047 characters are left of the piece: the one before comes in, at the beginning the one behind.
    const small = before.splice({ start: 4096 * 20 + 9, end: 4096 * 20 + 2058, text: '' });
    expect([shared(small), piecesOf(small)]).toEqual([48, 50]);
    expect(small.toString()).toBe('あ'.repeat(4096 * 50 - 2049));
    const first = before.splice({ start: 9, end: 2058, text: 'x' });
    expect([shared(first), piecesOf(first)]).toEqual([49, 50]);
    const less = before.splice({ start: 9, end: 2060, text: 'い' });
    expect([shared(less), piecesOf(less)]).toEqual([48, 50]);
    expect(less.toString()).toBe(`${'あ'.repeat(9)}い${'あ'.repeat(4096 * 50 - 2060)}`);
  });

  test('few edits at once leave the other pieces, many leave none', () => {
    const before = Text.of('あ'.repeat(4096 * 10));
    const at = (places: readonly number[]) => before.spliceAll(places.map((start) => ({ start, end: start, text: 'x' })));
    const shared = (after: Text) => held(after).filter((piece) => held(before).includes(piece)).length;
    expect(shared(at([9, 4096 * 5 + 9]))).toBe(8);
    const many = at(Array.from({ length: 11 }, (_, i) => 9 + i));
    expect(shared(many)).toBe(0);
    expect(held(many).map(({ text }) => text.length)).toEqual([...Array(9).fill(4096), 2054, 2053]);
  });

  test.each([
    ['', '\n'],
    ['a', '\n'],
    ['\n', '\n'],
    ['\r', '\r'],
    ['\r\n', '\r\n'],
    ['a\nb\r\n', '\n'],
    ['a\r\nb\n', '\r\n'],
    ['a\rb\n', '\r'],
    ['\r\r\n', '\r'],
    ['\n\r', '\n'],
  ] as const)('%j ends its lines by %j', (text, eol) => {
    expect(Text.of(text).eol).toBe(eol);
  });

  test('lines and columns that are not there', () => {
    const text = Text.of('ab\n\r\n\ncd\n');
    const lines = [-1, 0, 1, 2, 3, 4, 5, 9];
    expect(lines.map((line) => text.lineStart(line))).toEqual([0, 0, 3, 5, 6, 9, 9, 9]);
    expect(lines.slice(1).map((line) => text.lineEnd(line))).toEqual([2, 3, 5, 8, 9, 9, 9]);
    expect(lines.map((line) => text.offsetAt({ line, character: 1 }))).toEqual([0, 1, 3, 5, 7, 9, 9, 9]);
    expect([-5, 0, 9, 99].map((offset) => text.positionAt(offset))).toEqual([
      { line: 0, character: 0 },
      { line: 0, character: 0 },
      { line: 4, character: 0 },
      { line: 4, character: 0 },
    ]);
    expect([text.slice(-3, 1), text.slice(8, 99), text.slice(5, 3)]).toEqual(['a', '\n', '']);
  });

  test('splices in order: by start, an insertion before what replaces text from there on', () => {
    const splices = [
      { start: 3, end: 3, text: 'd' },
      { start: 1, end: 2, text: 'c' },
      { start: 1, end: 1, text: 'b' },
      { start: 0, end: 1, text: 'a' },
    ];
    expect(
      inOrder(splices)
        .map(({ text }) => text)
        .join(''),
    ).toBe('abcd');
  });
});
