/** What stands out of order, told with as few findings as there are things to move. */

/**
 * The items that have to move for all to stand in order: those outside the longest run of items that are in order already.
 * @param ranks the rank of each item, in the order written; equal ranks may stand in any order
 * @returns indexes into `ranks`, ascending; empty where nothing is out of order. O(n log n).
 */
export function misplaced(ranks: readonly number[]): readonly number[] {
  /** For each length the index at which the run of that length with the smallest last rank ends. */
  const ends: number[] = [];
  const before: number[] = [];
  ranks.forEach((rank, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ranks[ends[middle] as number] as number) <= rank) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? (ends[low - 1] as number) : -1);
    ends[low] = index;
  });
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] as number) kept.add(index);
  return ranks.flatMap((_, index) => (kept.has(index) ? [] : [index]));
}

/** The places of `ranks` in ascending order, equal ones as they stand: what `reorderItems` takes. */
export function sortedOrder(ranks: readonly number[]): readonly number[] {
  return ranks.map((_, index) => index).sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b);
}
