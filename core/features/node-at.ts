/** The innermost thing of the tree at an offset: for hover and definition, which speak of what is written, not of what is being typed. */
import { documentAt } from '../check.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { type Reference, referencesIn } from '../model/reference.ts';
import { itemAt, pairAt } from '../yaml/item-at.ts';
import { type AliasNode, keyText, type MapNode, type Node, resolve, type ScalarNode, type Span } from '../yaml/tree.ts';

export interface Found {
  readonly document: KaijiDocument;
  /** Keys and indexes from the root of the document; for a key, up to and with that key. */
  readonly path: readonly (string | number)[];
  readonly node: ScalarNode;
  readonly isKey: boolean;
  /** The mapping that holds it, or whose list does. */
  readonly map: MapNode | undefined;
  /** Absolute; of an alias its own. */
  readonly span: Span;
  /** The alias that stands there for `node`, which is written elsewhere. */
  readonly alias?: AliasNode;
  /** The `[[…]]` at the offset, with its absolute span. */
  readonly link: (Span & { readonly target: string }) | undefined;
}

/** What stands at an offset, an alias for a whole list or mapping too. */
type Standing = Omit<Found, 'node' | 'link'> & { readonly node: ScalarNode | AliasNode };

/** The scalar at `offset`, or the one an alias there stands for (touching its end counts); undefined between scalars. Binary search all the way down. */
export function nodeAt(file: KaijiFile, offset: number): Found | undefined {
  const standing = standingAt(file, offset);
  if (!standing) return undefined;
  const { node, isKey, span } = standing;
  if (node.kind === 'scalar') return { ...standing, node, link: isKey ? undefined : linkAt(file, node, span, offset) };
  const target = resolve(node);
  return target?.kind === 'scalar' ? { ...standing, node: target, alias: node, link: undefined } : undefined;
}

/** The alias at an offset, with its document and absolute span. */
export function aliasAt(file: KaijiFile, offset: number) {
  const standing = standingAt(file, offset);
  return standing?.node.kind === 'alias' ? { document: standing.document, alias: standing.node, span: standing.span } : undefined;
}

function standingAt(file: KaijiFile, offset: number): Standing | undefined {
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
    if (node.kind === 'scalar' || node.kind === 'alias')
      return holds(node) ? { document, path, node, isKey, map, span: file.tree.spanOf(node) } : undefined;
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
