/** Whether two texts say the same: their values with tags, anchors and styles, and their comments. White space and the order of keys do not count. */
import { keyText, type Node, type SourceTree } from './tree.ts';

/** Compares what two files say. Linear, but for the keys of each mapping, which are sorted. */
export function sameMeaning(one: SourceTree, other: SourceTree): boolean {
  return (
    one.documents.length === other.documents.length &&
    one.documents.every((document, i) => {
      const its = other.documents[i];
      return its !== undefined && document.marked === its.marked && sameNode(document.root, its.root);
    }) &&
    sameLists(faultsOf(one), faultsOf(other)) &&
    sameLists(commentsOf(one).sort(), commentsOf(other).sort())
  );
}

/** The comments of a file as written, in order. */
export function commentsOf(tree: SourceTree): string[] {
  return tree.commented.flatMap((block) => {
    const base = tree.startOf(block);
    return block.comments.map(({ start, end }) => tree.text.slice(base + start, base + end));
  });
}

function faultsOf(tree: SourceTree): readonly string[] {
  return tree.faulty.flatMap(({ errors }) => errors.map(({ code }) => code));
}

function sameLists(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}

function sameNode(one: Node | undefined, other: Node | undefined): boolean {
  // What was not read again is the same node.
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  if (one.anchor !== other.anchor || one.tag !== other.tag) return false;
  if (one.kind === 'scalar') return other.kind === 'scalar' && one.style === other.style && one.text === other.text;
  if (one.kind === 'alias')
    return other.kind === 'alias' && one.name === other.name && (one.target === undefined) === (other.target === undefined);
  if (one.kind === 'seq') {
    if (other.kind !== 'seq' || one.flow !== other.flow || one.items.length !== other.items.length) return false;
    return one.items.every((item, i) => sameNode(item, other.items[i]));
  }
  if (other.kind !== 'map' || one.flow !== other.flow || one.pairs.length !== other.pairs.length) return false;
  const theirs = byKey(other.pairs);
  return byKey(one.pairs).every((pair, i) => sameNode(pair.key, theirs[i]?.key) && sameNode(pair.value, theirs[i]?.value));
}

/** Those of one key stay in their order: the first is the one that is read. */
function byKey<P extends Parameters<typeof keyText>[0]>(pairs: readonly P[]): readonly P[] {
  const keyOf = (pair: P) => keyText(pair) ?? '';
  const isSorted = pairs.every((pair, i) => i === 0 || keyOf(pairs[i - 1] as P) <= keyOf(pair));
  return isSorted ? pairs : [...pairs].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}
