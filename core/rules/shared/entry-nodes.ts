/** The nodes an entry rule may look at. */
import type { Entry } from '../../model/document.ts';
import { entrySequences } from '../../model/schema.ts';
import { keyText, type Node, walk } from '../../yaml/tree.ts';

/** Every node of an entry, parents first; of a header without the entries below it. */
export function* nodesOf(entry: Entry): Iterable<Node> {
  const { document, node, sequence } = entry;
  if (sequence !== '' || node?.kind !== 'map' || !document.kind) {
    yield* walk(node);
    return;
  }
  const sequences = new Set(entrySequences(document.kind));
  yield node;
  for (const pair of node.pairs) {
    yield* walk(pair.key);
    const key = keyText(pair);
    if (key === undefined || !sequences.has(key) || pair.value?.kind !== 'seq') yield* walk(pair.value);
  }
}

/** The mappings of an entry with the key each stands under, where it stands under one. */
export function* mapsOf(
  entry: Entry,
): Iterable<{ readonly map: Extract<Node, { kind: 'map' }>; readonly under: string | undefined }> {
  const keys = new Map<Node, string>();
  for (const node of nodesOf(entry)) {
    if (node.kind !== 'map') continue;
    yield { map: node, under: keys.get(node) };
    for (const pair of node.pairs) {
      const key = keyText(pair);
      if (pair.value && key !== undefined) keys.set(pair.value, key);
    }
  }
}
