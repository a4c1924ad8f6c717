/** The rows of a risk annex as the rules about treatment see them. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import type { Entry } from '../../model/document.ts';
import { keyNode } from '../../model/field.ts';
import { type EffectiveRow, effectiveRows, type Scenario, scenarioOf } from '../../model/risks.ts';
import { asMap, isDamaged, isEmpty, type MapNode, resolve, valueUnder } from '../../yaml/tree.ts';
import type { Place } from '../rule.ts';

export interface RiskEntry {
  readonly scenario: Scenario;
  /** As the catalog has it; an author's own (`x.…`) as written. */
  readonly id: string;
  /** Where the scenario is named. */
  readonly name: Place;
  readonly rows: readonly EffectiveRow[];
}

/**
 * A scenario of an annex that is to be treated. Undefined for one that does not apply, one that names no scenario (`missing-key`), and one not all of which
 * can be read: what is missing may stand there.
 */
export function treatedScenario(
  entry: Entry,
  { catalogs, own }: { readonly catalogs: Catalogs; readonly own: Catalog | undefined },
): RiskEntry | undefined {
  const map = asMap(entry.node);
  if (!map || isDamaged(map)) return undefined;
  const scenario = scenarioOf(map);
  const named = scenario.scenario;
  if (!named || scenario.notApplicable || !scenario.readable) return undefined;
  const id = catalogs.resolve(named.value, own)?.id ?? named.value;
  return { scenario, id, name: named.node, rows: effectiveRows(scenario) };
}

/** `RS-2.2`, `RS-2.2（クラウド基盤）`. */
export function rowName(id: string, { target }: EffectiveRow): string {
  return target ? `${id}（${target.value}）` : id;
}

/** Where a row is spoken of: the key where it stands, else its target, else its first key; of a scenario without rows its name. */
export function rowPlace(row: EffectiveRow, key: string, { scenario, name }: RiskEntry): Place {
  const written = keyNode(row.map, key);
  if (written) return written;
  return row.map === scenario.map ? name : (row.target?.node ?? row.map.pairs[0]?.key ?? name);
}

/** Whether something stands under a key that cannot be read as words: `wrong-type` speaks of it. */
export function isMistyped(map: MapNode, key: string): boolean {
  const value = resolve(valueUnder(map, key));
  if (value === undefined || value.kind === 'scalar') return false;
  return value.kind === 'map' || value.items.some((item) => !isEmpty(item));
}
