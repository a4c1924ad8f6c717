import type { Catalogs } from '../../catalog/catalogs.ts';
import { Facts } from '../../catalog/facts.ts';
import type { Entry } from '../../model/document.ts';
import { factsOf } from '../../model/facts.ts';
import type { MapNode } from '../../yaml/tree.ts';
import type { Put } from './table.ts';

/** Notes the facts a mapping states, spellings of one key and one target under one key. */
export function factsStated(entry: Entry, map: MapNode | undefined, catalogs: Catalogs, put: Put): void {
  for (const { key, node } of factsOf(map)) put('facts', Facts.indexKey(catalogs.facts.keyOf(key)), entry, node);
}
