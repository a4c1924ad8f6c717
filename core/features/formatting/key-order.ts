/** The keys of an entry, and of the mappings in it, in the order of the schema. */
import type { Entry } from '../../model/document.ts';
import { type Place, placeOf } from '../../model/prose.ts';
import { dereference } from '../../model/schema.ts';
import type { Splice } from '../../text/text.ts';
import type { Editable } from '../../yaml/extent.ts';
import { reorderPairs } from '../../yaml/reorder-pairs.ts';
import { keyText, type MapNode, type Node } from '../../yaml/tree.ts';

/** Splices that put the keys of an entry in order, by start. A mapping that cannot be put in order without a change of meaning stays as it is. */
export function keyOrderSplices(file: Editable, { document: { kind }, sequence, node }: Entry): readonly Splice[] {
  const place = kind && placeOf(kind, sequence);
  return place ? inOrder(file, node, place) : [];
}

function inOrder(file: Editable, node: Node, place: Place): readonly Splice[] {
  const { schema, home } = place;
  if (node.kind === 'seq') {
    const { items } = schema;
    return items ? node.items.flatMap((item) => inOrder(file, item, dereference(items, home))) : [];
  }
  if (node.kind !== 'map') return [];
  const { properties = {}, additionalProperties: open } = schema;
  const inner = node.pairs.map((pair) => {
    const name = keyText(pair);
    const child =
      name !== undefined && Object.hasOwn(properties, name) ? properties[name] : typeof open === 'object' ? open : undefined;
    return pair.value && child ? inOrder(file, pair.value, dereference(child, home)) : [];
  });
  const order = orderOf(node, Object.keys(properties));
  const isSorted = order.every((index, at) => index === at);
  return (isSorted ? undefined : reorderPairs(file, node, order, inner)) ?? inner.flat();
}

/** The index of the pair each place takes: those the schema has in its order, each with the others that follow it; others at the head stay there. */
function orderOf({ pairs }: MapNode, keys: readonly string[]): readonly number[] {
  // Of two pairs of one key the first is read: neither may pass the other.
  if (new Set(pairs.map(keyText)).size < pairs.length) return pairs.map((_, index) => index);
  let rank = -1;
  const ranks = pairs.map((pair) => {
    const known = keys.indexOf(keyText(pair) ?? '');
    if (known >= 0) rank = known;
    return rank;
  });
  return pairs.map((_, index) => index).sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b);
}
