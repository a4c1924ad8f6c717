/** How far a risk annex is: its scenarios, one by one. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { KaijiDocument } from '../model/document.ts';
import { listOf } from '../model/entry-at.ts';
import { effectiveRows, scenarioOf } from '../model/risks.ts';
import { asMap, type Node } from '../yaml/tree.ts';

export interface TreatedState {
  /** Where its entries name it, in order. */
  readonly at: readonly Node[];
  /** One of its entries has a treatment in each row, or says that it does not apply. */
  readonly treated: boolean;
  readonly notApplicable: boolean;
}

/** Scenarios of its catalog that an annex has an entry for, by canonical ID. */
export function treatedIn(document: KaijiDocument, catalogs: Catalogs, own: Catalog): ReadonlyMap<string, TreatedState> {
  const states = new Map<string, TreatedState & { readonly at: Node[] }>();
  for (const item of listOf(document, 'scenarios')?.toArray() ?? []) {
    const map = asMap(item);
    const scenario = map && scenarioOf(map);
    const found = scenario?.scenario && catalogs.resolve(scenario.scenario.value, own);
    if (!scenario?.scenario || !found || own.orderOf(found.control.id) < 0) continue;
    const before = states.get(found.control.id);
    const at = before?.at ?? [];
    at.push(scenario.scenario.node);
    const notApplicable = scenario.notApplicable !== undefined;
    const isTreated = notApplicable || effectiveRows(scenario).every(({ treatments }) => treatments.length > 0);
    states.set(found.control.id, {
      at,
      treated: before?.treated === true || isTreated,
      notApplicable: before?.notApplicable === true || notApplicable,
    });
  }
  return states;
}
