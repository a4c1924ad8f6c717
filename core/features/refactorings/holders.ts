/** The mappings a selection stands in. */

import { type Schema, schemaAt } from '../../model/schema.ts';
import { itemAt, pairAt } from '../../yaml/item-at.ts';
import { keyText, type MapNode, type Node } from '../../yaml/tree.ts';
import { lineOf } from '../line.ts';
import { roleOf } from '../role.ts';
import type { Selection } from './refactoring.ts';

export interface Holder {
  readonly map: MapNode;
  /** Keys and indexes from the root of the document. */
  readonly path: readonly (string | number)[];
}

/**
 * The mappings around the start of a selection, from its entry inwards; none in the header. What an alias stands for is written elsewhere, and is none of
 * them. A cursor before the first character of a line, or on its dash, is at what the line holds. Binary search all the way down.
 */
export function holdersAt({ file, entry, start }: Selection): readonly Holder[] {
  const { text, tree } = file;
  const number = text.lineAt(start);
  const line = lineOf(text, number);
  const at = Math.max(start, line.start + line.content);
  const holders: Holder[] = [];
  let node: Node | undefined = entry.sequence === '' ? undefined : entry.node;
  let path: readonly (string | number)[] = [entry.sequence, entry.index];
  while (node?.kind === 'map' || node?.kind === 'seq') {
    if (node.kind === 'map') {
      holders.push({ map: node, path });
      const pair: MapNode['pairs'][number] | undefined = node.pairs[pairAt(tree, node.pairs, at)];
      const key = pair && keyText(pair);
      if (key === undefined) break;
      path = [...path, key];
      node = pair?.value;
    } else {
      const index = itemAt(tree, node.items, at);
      path = [...path, index];
      node = node.items[index];
    }
    if (!node) break;
    // Below the last line of what stands here, one is back in what holds it.
    const span = tree.spanOf(node);
    if (at < span.start || text.lineAt(span.end) < number) break;
  }
  return holders;
}

/** The schema of the mapping at a path. */
export function schemaOfHolder({ document }: Selection, { path }: Holder): Schema | undefined {
  return document.kind && schemaAt(document.kind, path);
}

/** The innermost mapping that may cite evidence. */
export function citingAt(selection: Selection): Holder | undefined {
  const { kind } = selection.document;
  return holdersAt(selection).findLast(
    (holder) =>
      roleOf(kind, [...holder.path, 'evidence']) === 'evidence' &&
      schemaOfHolder(selection, holder)?.properties?.evidence !== undefined,
  );
}
