/** The innermost thing of the tree at an offset: for hover and definition, which speak of what is written, not of what is being typed. */
import { documentAt } from '../check.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { type Reference, referencesIn } from '../model/reference.ts';
import { itemAt, pairAt } from '../yaml/item-at.ts';
import { keyText, type MapNode, type Node, type ScalarNode, type Span } from '../yaml/tree.ts';

export interface Found {
  readonly document: KaijiDocument;
  /** Keys and indexes from the root of the document; for a key, up to and with that key. */
  readonly path: readonly (string | number)[];
  readonly node: ScalarNode;
  readonly isKey: boolean;
  /** The mapping that holds it, or whose list does. */
  readonly map: MapNode | undefined;
  /** Absolute. */
  readonly span: Span;
  /** The `[[…]]` at the offset, with its absolute span. */
  readonly link: (Span & { readonly target: string }) | undefined;
}

/** The scalar at `offset` (touching its end counts); undefined between scalars. Binary search all the way down. */
export function nodeAt(file: KaijiFile, offset: number): Found | undefined {
  const document = documentAt(file, offset);
  let node: Node | undefined = document?.yaml.root;
  let map: MapNode | undefined;
  let isKey = false;
  const path: (string | number)[] = [];
  const holds = (one: Node) => {
    const { start, end } = file.tree.spanOf(one);
    return start <= offset && offset <= end;
  };
  while (document && node) {
    if (node.kind === 'scalar') {
      if (!holds(node)) return undefined;
      const span = file.tree.spanOf(node);
      return { document, path, node, isKey, map, span, link: isKey ? undefined : linkAt(file, node, span, offset) };
    }
    if (node.kind === 'alias') return undefined;
    if (node.kind === 'seq') {
      const index = itemAt(file.tree, node.items, offset);
      const item: Node | undefined = node.items[index];
      if (!item || !holds(item)) return undefined;
      path.push(index);
      node = item;
      continue;
    }
    // What ends where the next key begins is touched too, and comes first.
    const last = pairAt(file.tree, node.pairs, offset);
    const pair = [node.pairs[last - 1], node.pairs[last]].find(
      (one) => one && (holds(one.key) || (one.value && holds(one.value))),
    );
    const key = pair && keyText(pair);
    if (!pair || key === undefined) return undefined;
    map = node;
    path.push(key);
    isKey = holds(pair.key);
    node = isKey ? pair.key : pair.value;
  }
  return undefined;
}

function linkAt(file: KaijiFile, node: ScalarNode, span: Span, offset: number): Found['link'] {
  const base = file.tree.startOf(node.block);
  const found = referencesIn(node, file.text.slice(span.start, span.end)).find(
    (one: Reference) => base + one.start <= offset && offset <= base + one.end,
  );
  return found && { start: base + found.start, end: base + found.end, target: found.target };
}
