/** What lenses that say "used by" have in common. */
import type { KaijiDocument } from '../../model/document.ts';
import { listOf } from '../../model/entry-at.ts';
import type { Field } from '../../model/field.ts';
import type { Site } from '../../package/index.ts';
import { asMap, type MapNode, type Node } from '../../yaml/tree.ts';
import type { LensPlace } from './lens.ts';

/** A place at the id of each entry of a sequence, with the id as its key. */
export function* idPlaces(
  document: KaijiDocument,
  sequence: string,
  idOf: (map: MapNode) => Field<string> | undefined,
  keyOf = (id: string) => id,
): Generator<LensPlace> {
  for (const item of listOf(document, sequence)?.toArray() ?? []) {
    const map = asMap(item);
    const id = map && idOf(map);
    if (id) yield { at: id.node, key: keyOf(id.value) };
  }
}

/** Each entry once, by the first place in it: who says the same thing twice says it once. */
export function byEntry(sites: readonly Site[]): readonly Site[] {
  const first = new Map<Node, Site>();
  for (const site of sites) if (!first.has(site.entry.node)) first.set(site.entry.node, site);
  return [...first.values()];
}
