/** What of a list stands at an offset, by binary search: a request at a place must not cost what the file does. */
import type { Node, Pair, SourceTree } from './tree.ts';

/**
 * How many of `items` begin at or before `offset`.
 * @param items in the order of the text
 * @param startOf absolute, UTF-16, like `offset`
 */
export function countUpTo<T>(items: readonly T[], offset: number, startOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(items[middle] as T) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the last item that begins at or before an absolute offset; -1 where none does. */
export function itemAt(tree: SourceTree, items: readonly Node[], offset: number): number {
  return countUpTo(items, offset, (item) => tree.spanOf(item).start) - 1;
}

/** Index of the last pair whose key begins at or before an absolute offset; -1 where none does. */
export function pairAt(tree: SourceTree, pairs: readonly Pair[], offset: number): number {
  return countUpTo(pairs, offset, ({ key }) => tree.spanOf(key).start) - 1;
}
