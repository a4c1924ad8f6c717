/** What of a list stands at an offset, by binary search: a request at a place must not cost what the file does. */
import { countUpTo } from './block.ts';
import type { Node, Pair, SourceTree } from './tree.ts';

export { countUpTo };

/** Index of the last item that begins at or before an absolute offset; -1 where none does. */
export function itemAt(tree: SourceTree, items: readonly Node[], offset: number): number {
  return countUpTo(items, offset, (item) => tree.spanOf(item).start) - 1;
}

/** Index of the last pair whose key begins at or before an absolute offset; -1 where none does. */
export function pairAt(tree: SourceTree, pairs: readonly Pair[], offset: number): number {
  return countUpTo(pairs, offset, ({ key }) => tree.spanOf(key).start) - 1;
}
