/** Entries by where they stand. To look at one of a long document, the others need not be made. */
import type { Chunked } from '../yaml/chunked.ts';
import { pairAt } from '../yaml/item-at.ts';
import { keyText, type Node, pairOf } from '../yaml/tree.ts';
import type { Entry, KaijiDocument } from './document.ts';
import { entrySequences } from './schema.ts';

/** The entry of `sequence` at a 0-based index; undefined where there is none, and for what is no sequence of entries of the document's kind. */
export function entryOf(document: KaijiDocument, sequence: string, index: number): Entry | undefined {
  const node = listOf(document, sequence)?.at(index);
  return node && document.entryOf(sequence, node);
}

/** The last entry that begins at or before an absolute offset in the top-level sequence there, whether or not it reaches so far. */
export function entryAt(document: KaijiDocument, offset: number): Entry | undefined {
  const { root, file } = document;
  const pair = root?.pairs[pairAt(file.tree, root.pairs, offset)];
  const sequence = pair && keyText(pair);
  if (sequence === undefined || pair?.value === undefined) return undefined;
  const list = listOf(document, sequence);
  // Of two pairs of one key the first is read.
  if (!list || pairOf(root, sequence) !== pair) return undefined;
  return entryOf(document, sequence, list.countWhile((item) => file.tree.spanOf(item).start <= offset) - 1);
}

/** The entries that touch `[from, to]`, absolute offsets, sequence by sequence. */
export function* entriesTouching(document: KaijiDocument, from: number, to: number): Generator<Entry> {
  const { tree } = document.file;
  for (const { sequence, items } of document.lists) {
    // What begins last before it may reach into it, and what touches its start may end there.
    const first = items.countWhile((item) => tree.spanOf(item).end <= from);
    for (let index = Math.max(0, first - 1); index < items.length; index++) {
      const entry = entryOf(document, sequence, index);
      if (!entry || tree.spanOf(entry.node).start > to) break;
      if (tree.spanOf(entry.node).end >= from) yield entry;
    }
  }
}

/** The first entries of a document, sequence by sequence. */
export function* firstEntries(document: KaijiDocument, most: number): Generator<Entry> {
  let left = most;
  for (const sequence of document.kind ? entrySequences(document.kind) : []) {
    for (let index = 0; left > 0; index++, left--) {
      const entry = entryOf(document, sequence, index);
      if (!entry) break;
      yield entry;
    }
  }
}

/** The items of a top-level sequence of entries; undefined where the document has none. */
export function listOf(document: KaijiDocument, sequence: string): Chunked<Node> | undefined {
  return document.lists.find((list) => list.sequence === sequence)?.items;
}
