/** What a preview is made of: pieces that are the whole, sent once, with findings at what they are about. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Form, TableRow } from '../convert/form/form.ts';
import { Recent } from '../convert/form/recent.ts';
import { ownersByLine } from '../convert/preview/findings.ts';
import { piecesOf } from '../convert/preview/pieces.ts';
import { Sent } from '../convert/preview/sent.ts';
import { cell, heading, paragraph, table } from './support/forms.ts';

const URI = 'file:///p/a.kaiji.yaml';
const formOf = (...blocks: Form['blocks']): Form => ({
  title: '様式',
  language: 'ja',
  hasContents: true,
  running: '',
  page: 'portrait',
  blocks,
});
const rowAt = (line: number, ...texts: readonly string[]): TableRow => ({
  cells: texts.map((text) => cell(text)),
  origin: { uri: URI, line, end: line + 1 },
});
const longTable = (rows: readonly TableRow[]) => table([{ cells: [cell('番号'), cell('回答')] }], rows);
const rows = (count: number) => Array.from({ length: count }, (_, i) => rowAt(i, `CL-${i}`, '対応済'));

describe('pieces', () => {
  test('of a long table every row is in one part, in order, under the same columns', () => {
    const pieces = piecesOf(formOf(longTable(rows(253))), URI);
    const [, frame, ...parts] = pieces;
    expect(frame).toMatchObject({ is: 'table' });
    expect(parts.every(({ is }) => is === 'rows')).toBe(true);
    expect(parts.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(253);
    expect(parts.flatMap(({ html }) => html.match(/CL-\d+/g) ?? [])).toEqual(rows(253).map((_, i) => `CL-${i}`));
    const columns = (html = '') => html.match(/<colgroup>.*<\/colgroup>/s)?.[0];
    expect(columns(frame?.html)).toBeDefined();
    for (const { html } of parts) expect(columns(html)).toBe(columns(frame?.html));
  });

  test('a row that comes or goes leaves the parts it is not in as they are; lines that move leave all', () => {
    const htmlOf = (all: readonly TableRow[]) => piecesOf(formOf(longTable(all)), URI).map(({ html }) => html);
    const before = htmlOf(rows(253));
    const without = htmlOf(
      rows(253)
        .filter((_, i) => i !== 100)
        .map((row, i) => ({ ...row, origin: { uri: URI, line: i, end: i + 1 } })),
    );
    expect(without.filter((html) => !before.includes(html)).length).toBeLessThanOrEqual(2);
    const moved = rows(253).map((row, i) => ({ ...row, origin: { uri: URI, line: i + 7, end: i + 8 } }));
    expect(htmlOf(moved)).toEqual(before);
  });

  test('no cell is cut in two', () => {
    const spans = Array.from(
      { length: 100 },
      (_, i): TableRow => ({
        cells: [...(i % 10 === 0 ? [cell(`組${i}`, { rows: 10 })] : []), cell(`行${i}`)],
      }),
    );
    for (const { is, html, count = 0 } of piecesOf(formOf(longTable(spans)), URI))
      if (is === 'rows') expect(count % 10, html).toBe(0);
  });

  test('a heading is found by its id, an element by its line counted from that of its piece', () => {
    const pieces = piecesOf(
      formOf(heading(1, '1', '総則', 'sec 1'), {
        ...paragraph('本文'),
        origin: { uri: URI, line: 41, end: 43 },
      } as Form['blocks'][number]),
      URI,
    );
    expect(pieces[1]).toMatchObject({ id: 'sec_1' });
    expect(pieces[2]).toMatchObject({ uri: URI, line: 41, html: '<p data-line="0">本文</p>' });
  });
});

describe('what is sent', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

  const others = (letter: string) => fc.array(fc.constant(letter), { maxLength: 3 });

  test('is what is not there yet, each under a number of its own; together it is all', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, fc.boolean()), { minLength: 1, maxLength: 6 }), (steps) => {
        const sent = new Sent<string>();
        let has = new Map<number, string>();
        let revision = 0;
        for (const [all, isLost] of steps) {
          const { order, made } = sent.patch(all, (one) => one, isLost ? 0 : revision);
          revision = sent.revision;
          if (isLost) has = new Map();
          for (const [number, one] of made) has.set(number, one);
          expect(order.map((number) => has.get(number))).toEqual(all);
          expect(new Set(order).size).toBe(order.length);
        }
      }),
    );
  });

  test('after one change is what changed, though the same stands elsewhere', () => {
    fc.assert(
      fc.property(texts, others('x'), others('y'), texts, (before, old, now, behind) => {
        const sent = new Sent<string>();
        const first = sent.patch([...before, ...old, ...behind], (one) => one, 0);
        const next = sent.patch([...before, ...now, ...behind], (one) => one, sent.revision);
        expect(next.made.length).toBeLessThanOrEqual(now.length);
        expect(next.order.slice(0, before.length)).toEqual(first.order.slice(0, before.length));
        if (behind.length > 0) expect(next.order.slice(-behind.length)).toEqual(first.order.slice(-behind.length));
      }),
    );
  });
});

test('a line belongs to the smallest part it is in', () => {
  const part = fc
    .tuple(fc.constantFrom('a', 'b'), fc.nat(20), fc.integer({ min: 1, max: 20 }))
    .map(([uri, line, length]) => ({ uri, line, end: line + length }));
  // As blocks are: one within the other, or apart.
  const nests = (all: readonly { readonly uri: string; readonly line: number; readonly end: number }[]) =>
    all.every((a) =>
      all.every(
        (b) =>
          a.uri !== b.uri ||
          a.end <= b.line ||
          b.end <= a.line ||
          (a.line <= b.line && b.end <= a.end) ||
          (b.line <= a.line && a.end <= b.end),
      ),
    );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }).filter(nests), fc.constantFrom('a', 'b'), fc.nat(45), (parts, uri, line) => {
      const found = ownersByLine(parts.map((origin, owner) => ({ origin, owner })))({ uri, line });
      const holding = parts.filter((one) => one.uri === uri && one.line <= line && line < one.end);
      const smallest = Math.min(...holding.map(({ line: from, end }) => end - from));
      if (holding.length === 0) expect(found).toBeUndefined();
      else expect((found?.origin.end ?? 0) - (found?.origin.line ?? 0)).toBe(smallest);
    }),
  );
});

test('what was made of a text lately is not made again, and what nobody asks for is forgotten', () => {
  const recent = new Recent<string>(10);
  const made: string[] = [];
  const of = (text: string) => recent.of(text, (one) => `${one}${made.push(one)}`);
  expect([of('aaaa'), of('aaaa')]).toEqual(['aaaa1', 'aaaa1']);
  for (const text of ['bbbb', 'cccc', 'dddd']) of(text);
  // Still known from before, and kept for being asked for.
  expect(of('aaaa')).toBe('aaaa1');
  for (const text of ['eeee', 'ffff', 'gggg', 'hhhh', 'iiii', 'jjjj']) of(text);
  expect(of('bbbb')).not.toBe('bbbb2');
});
