/** A list in chunks is the list, whatever was put in and taken out, and knows what it shares with other versions. */
import { describe, expect, test } from 'vitest';
import { Chunked } from '../core/yaml/chunked.ts';
import { perChunk } from '../core/yaml/per-chunk.ts';
import { randomFrom } from './support/random-yaml.ts';

/** Element by element; none is in a list twice. */
function sharedBy(a: readonly number[], b: readonly number[]) {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}

describe.each([0, 3, 400, 3000])('from %i elements', (count) => {
  const random = randomFrom(count);
  const below = (limit: number) => Math.floor(random() * limit);

  test('any splices', () => {
    let next = count;
    let list = Array.from({ length: count }, (_, i) => i);
    let chunked = Chunked.of(list);
    for (let step = 0; step < 400; step++) {
      const from = below(list.length + 1);
      const most = random() < 0.1 ? list.length : random() < 0.2 ? 300 : 3;
      const to = Math.min(list.length, from + below(most + 1));
      const items = Array.from({ length: below(random() < 0.1 ? 600 : 3) }, () => next++);
      const before = { list, chunked };
      list = [...list.slice(0, from), ...items, ...list.slice(to)];
      chunked = chunked.splice(from, to, items);
      expect(chunked.length).toBe(list.length);
      expect(chunked.toArray()).toEqual(list);
      // The version before is what it was.
      expect(before.chunked.length).toBe(before.list.length);
      const at = below(list.length + 2) - 1;
      expect(chunked.at(at)).toBe(list[at]);
      const end = at + below(700);
      expect(chunked.slice(at, end)).toEqual(list.slice(Math.max(0, at), Math.max(0, end)));
      const first = list[below(list.length)] ?? 0;
      const sorted = Chunked.of([...list].sort((a, b) => a - b));
      expect(sorted.countWhile((one) => one < first)).toBe(list.filter((one) => one < first).length);
      expect(before.chunked.shared(chunked)).toEqual(sharedBy(before.list, list));
    }
  });
});

test('a long list that is edited all day keeps its chunks of a size, and shares those an edit does not touch', () => {
  const random = randomFrom(1);
  let chunked = Chunked.of(Array.from({ length: 20_000 }, (_, i) => i));
  for (let step = 0; step < 5_000; step++) {
    const at = Math.floor(random() * chunked.length);
    const before = new Set(chunked.chunks);
    chunked = chunked.splice(at, at + (step % 2), step % 2 ? [] : [step]);
    expect(chunked.chunks.filter((chunk) => !before.has(chunk)).length).toBeLessThanOrEqual(2);
  }
  expect(chunked.chunks.length).toBeLessThan(20_000 / 64);
  for (const { length } of chunked.chunks) expect(length).toBeLessThan(1024);
});

test('what is worked out chunk by chunk is worked out again where the list, or what else it rests on, is another', () => {
  let seen = 0;
  const sums = perChunk((items: readonly number[], factor: number) => {
    seen += items.length;
    return factor * items.reduce((sum, one) => sum + one, 0);
  });
  const total = (list: Chunked<number>, factor: number) => sums(list, factor).reduce((sum, one) => sum + one, 0);
  const list = Chunked.of(Array.from({ length: 20_000 }, () => 1));
  expect([total(list, 1), seen]).toEqual([20_000, 20_000]);
  expect([total(list, 1), seen]).toEqual([20_000, 20_000]);
  expect(total(list.splice(9_000, 9_001, [5, 5]), 1)).toBe(20_009);
  expect(seen).toBeLessThan(21_000);
  expect(total(list, 3)).toBe(60_000);
});
