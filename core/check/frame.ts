/** What of a document stands around its entries. */
import type { KaijiDocument } from '../model/document.ts';
import { entrySequences } from '../model/schema.ts';
import { keyText, listOf, type Pair } from '../yaml/tree.ts';

/** Whether two versions of a document have the same header, node by node: its kind and keys, and which of its sequences there are and have entries. */
export function isSameFrame(before: KaijiDocument, now: KaijiDocument): boolean {
  if (before === now) return true;
  const [a, b] = [before.root, now.root];
  if (!a || !b || before.kind !== now.kind || a.pairs.length !== b.pairs.length) return false;
  const sequences = now.kind ? entrySequences(now.kind) : [];
  return a.pairs.every((pair, i) => {
    const other = b.pairs[i] as Pair;
    return pair === other || (pair.key === other.key && sequences.includes(keyText(pair) ?? '') && isSameList(pair, other));
  });
}

function isSameList({ value: a }: Pair, { value: b }: Pair): boolean {
  return a?.kind === 'seq' && b?.kind === 'seq' && a.flow === b.flow && listOf(a).length > 0 && listOf(b).length > 0;
}
