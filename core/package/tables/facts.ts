import type { Entry } from '../../model/document.ts';
import { factsOf } from '../../model/facts.ts';
import type { MapNode } from '../../yaml/tree.ts';
import type { Put } from './table.ts';

/** Notes the facts a mapping states. */
export function factsStated(entry: Entry, map: MapNode | undefined, put: Put): void {
  for (const { key, node } of factsOf(map)) put('facts', key, entry, node);
}
