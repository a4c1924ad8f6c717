/** What finds controls by what is typed must find those that holding each of them against it does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Catalog } from '../core/catalog/catalog.ts';
import { loadCatalog } from '../core/catalog/load.ts';
import { matcherOf } from '../core/catalog/match.ts';
import { MOST_MATCHES, matchesIn, partsIn } from '../core/catalog/matches.ts';
import { Prefixes } from '../core/catalog/prefixes.ts';

const WORDS = ['暗号', 'カギ', '記録', '監査', 'backup', 'Password', '権限', 'サーバー', '廃棄', '委託'];
const word = (i: number) => WORDS[i % WORDS.length] ?? '';

function catalogOf(length: number): Catalog {
  const controls = Array.from({ length }, (_, i) => ({
    id: `OW-${i + 1}`,
    category: [`${word(Math.floor(i / 40))}の管理`],
    title: { ja: `${word(i * 3)}と${word(i * 7 + 1)}${i % 9 === 0 ? '・珍しい語' : ''}`, en: `${word(i)} ${i}` },
    aliases: i % 11 === 0 ? [`3.1(${i})`] : [],
    parts: i % 5 === 0 ? [{ id: '(1)', ja: '手順' }, { id: '(2)' }] : [],
  }));
  return new Catalog(loadCatalog({ id: 'own', prefix: 'OW', controls }).data);
}

/** What each control says for itself. */
function held(catalog: Catalog, typed: string): readonly (readonly [id: string, score: number])[] {
  const matches = matcherOf(typed);
  return catalog.data.controls.flatMap((control) => {
    const score = matches(control);
    return score === undefined ? [] : [[control.id, score] as const];
  });
}

const large = catalogOf(3000);
const typed = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'ow',
    'ＯＷ－１',
    'OW-12',
    'ow0012',
    '299',
    '3.1(',
    '3.1(22)',
    '鍵',
    'か',
    '珍しい',
    'サーバ',
    'ありえない',
    '−',
  ),
  fc.constantFrom('珍しい 暗号', 'OW-29 暗号', 'password 12', '12 password', '珍しい ありえない', 'か 珍しい'),
  fc.tuple(fc.constantFrom(...WORDS), fc.nat(3000)).map(([one, number]) => `${one} ${number}`),
  fc.nat(3100).map(String),
  fc.string({ maxLength: 6 }),
);

describe('controls that match what is typed', () => {
  test('of a catalog of usual length all, in its order from a place on and round', () => {
    const usual = catalogOf(300);
    fc.assert(
      fc.property(typed, fc.nat(299), (query, from) => {
        const all = held(usual, query);
        const isBefore = ([id]: (typeof all)[number]) => usual.orderOf(id) < from;
        const expected = [...all.filter((one) => !isBefore(one)), ...all.filter(isBefore)];
        expect(matchesIn(usual, query, from).map(({ control, score }) => [control.id, score])).toEqual(expected);
      }),
    );
  });

  test('of a long one no others; all where they are not too many', () => {
    fc.assert(
      fc.property(typed, fc.nat(2999), (query, from) => {
        const found = matchesIn(large, query, from).map(({ control, score }) => [control.id, score] as const);
        const expected = held(large, query);
        expect(found).toHaveLength(Math.min(expected.length, MOST_MATCHES));
        const known = new Map(expected);
        expect(found.filter(([id, score]) => known.get(id) !== score)).toEqual([]);
        expect(new Set(found.map(([id]) => id)).size).toBe(found.length);
      }),
      { numRuns: 120 },
    );
  });

  test('of a long one the number itself comes first, then what follows the place of the author', () => {
    const ids = (query: string, from: number) =>
      matchesIn(large, query, from)
        .slice(0, 3)
        .map(({ control }) => control.id);
    expect(ids('', 1500)).toEqual(['OW-1501', 'OW-1502', 'OW-1503']);
    expect(ids('', 2999)).toEqual(['OW-3000', 'OW-1', 'OW-2']);
    expect(ids('ow2', 2500)).toEqual(['OW-2', 'OW-2501', 'OW-2502']);
    expect(ids('珍しい', 1500)).toEqual(['OW-1504', 'OW-1513', 'OW-1522']);
  });

  test('sub-items are found by their number', () => {
    const parts = (query: string) => partsIn(large, query).map(([control, part]) => `${control.id}${part.id}`);
    expect(parts('OW-6(')).toEqual(['OW-6(1)', 'OW-6(2)']);
    expect(parts('ｏｗ６②')).toEqual(['OW-6(2)']);
    expect(parts('6(1)')).toEqual(['OW-6(1)']);
    expect(parts('OW-2(1)')).toEqual([]);
  });
});

test('keys by what they begin with', () => {
  const keys = fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '鍵', '\uffff'), maxLength: 4 }), { maxLength: 3 }));
  fc.assert(
    fc.property(keys, fc.string({ unit: fc.constantFrom('a', 'b', '鍵', '\uffff'), maxLength: 3 }), (all, query) => {
      const prefixes = new Prefixes(all);
      const owners = (is: (key: string) => boolean) => all.flatMap((own, i) => (own.some(is) ? [i] : []));
      expect(prefixes.starting(query)).toEqual(owners((key) => key.startsWith(query)));
      expect([...new Set(prefixes.equal(query))]).toEqual(owners((key) => key === query));
      expect(prefixes.count(query)).toBe(all.flat().filter((key) => key.startsWith(query)).length);
    }),
  );
});
