/** The names offered are those a look at every candidate finds. */
import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { expect, test } from 'vitest';
import { nearest } from '../core/rules/shared/nearest.ts';

/** By the book: every candidate compared, all of them sorted. */
function byTheBook(typed: string, candidates: readonly string[], count: number): readonly string[] {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const wanted = plain(typed);
  const alike = (value: string) => {
    const at = [...value].findIndex((_, i) => value[i] !== wanted[i]);
    return at < 0 ? Math.min(value.length, wanted.length) : at;
  };
  return candidates
    .map((candidate) => ({ candidate, score: distance(wanted, plain(candidate)), start: alike(plain(candidate)) }))
    .filter(({ score }) => score <= Math.floor(wanted.length / 2) + 1)
    .sort((a, b) => a.score - b.score || b.start - a.start)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

test('whatever is typed, and whatever there is', () => {
  const name = fc
    .array(fc.constantFrom('a', 'b', 'B', '-', '1', '１', 'Ａ', '規', '㍿'), { maxLength: 8 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (typed, candidates, count) => {
      expect(nearest(typed, candidates, count)).toEqual(byTheBook(typed, candidates, count));
    }),
    { numRuns: 2000 },
  );
});
