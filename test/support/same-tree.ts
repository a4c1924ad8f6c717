/** Whether two trees are one and the same, how they were cut included: cheaper than `dumped`, and stricter. */
import type { ScanState } from '../../core/yaml/scan-state.ts';
import type { Block, Node, Outline, Pair, SourceTree, Span, SyntaxFault, YamlDocument } from '../../core/yaml/tree.ts';

/** Compares blocks and where they begin, their errors and comments, nodes and their spans, and what a later version is read from. */
export function sameTree(one: SourceTree, other: SourceTree): boolean {
  if (one.blocks.length !== other.blocks.length || one.text.length !== other.text.length) return false;
  const place = new Map<Block, number>();
  for (const [i, block] of one.blocks.entries()) {
    const twin = other.blocks[i];
    if (!twin || !sameBlock(block, twin) || one.startOf(block) !== other.startOf(twin)) return false;
    // Told apart by where they stand: a block that stood in one list twice would have one place only.
    if (place.has(block)) return false;
    place.set(block, i);
    place.set(twin, i);
  }
  if (!samePlaces(one.faulty, other.faulty) || !samePlaces(one.commented, other.commented)) return false;
  return all(one.documents, other.documents, sameDocument) && sameOutline(one.outline, other.outline);

  function samePlaces(some: readonly Block[], others: readonly Block[]): boolean {
    return all(some, others, sameBlockOf);
  }

  function sameBlockOf(a: Block, b: Block): boolean {
    const index = place.get(a);
    return index !== undefined && index === place.get(b);
  }

  function sameDocument(a: YamlDocument, b: YamlDocument): boolean {
    return a.start === b.start && a.marked === b.marked && sameBlockOf(a.block, b.block) && sameNode(a.root, b.root);
  }

  function sameOutline(a: Outline | undefined, b: Outline | undefined): boolean {
    if (!a || !b) return a === b;
    return (
      all(a.states.toArray(), b.states.toArray(), (x, y) => (x && y ? sameState(x, y) : x === y)) &&
      all(a.groups, b.groups, (x, y) => x.at === y.at && samePair(x.own, y.own) && samePair(x.pair, y.pair))
    );
  }

  function samePair(a: Pair, b: Pair): boolean {
    return sameNode(a.key, b.key) && sameNode(a.value, b.value);
  }

  function sameNode(a: Node | undefined, b: Node | undefined): boolean {
    if (!a || !b) return a === b;
    if (a.start !== b.start || a.end !== b.end || a.anchor !== b.anchor || a.tag !== b.tag || !sameBlockOf(a.block, b.block))
      return false;
    if (a.kind === 'scalar') return b.kind === 'scalar' && a.style === b.style && a.text === b.text && a.outerEnd === b.outerEnd;
    if (a.kind === 'alias')
      return b.kind === 'alias' && a.name === b.name && a.target?.start === b.target?.start && a.target?.kind === b.target?.kind;
    if (a.kind === 'seq') return b.kind === 'seq' && a.flow === b.flow && all(a.items, b.items, sameNode) && sameSpan(a, b);
    return b.kind === 'map' && a.flow === b.flow && all(a.pairs, b.pairs, samePair) && sameSpan(a, b);
  }

  /** A collection may end in another block. */
  function sameSpan(a: Node, b: Node): boolean {
    return one.spanOf(a).end === other.spanOf(b).end;
  }
}

function sameBlock(a: Block, b: Block): boolean {
  return a.length === b.length && all(a.errors, b.errors, sameFault) && all(a.comments, b.comments, sameStretch);
}

function sameFault(a: SyntaxFault, b: SyntaxFault): boolean {
  return a.code === b.code && a.mended === b.mended && sameStretch(a, b);
}

function sameStretch(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function sameState(a: ScanState | undefined, b: ScanState | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.entryColumn === b.entryColumn &&
    a.formerColumn === b.formerColumn &&
    a.open.empty === b.open.empty &&
    all(a.open.keys, b.open.keys, Object.is) &&
    all(a.open.dashes, b.open.dashes, Object.is)
  );
}

function all<T>(some: readonly T[], others: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) if (!same(some[i] as T, others[i] as T)) return false;
  return true;
}
