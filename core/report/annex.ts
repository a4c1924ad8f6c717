/** The risk annex in numbers: how the scenarios of its catalog are treated, and what is retained. */
import type { Bilingual } from '../language.ts';
import { entriesOf, type KaijiDocument } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { effectiveRows, scenarioOf } from '../model/risks.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';

export interface AnnexReport {
  readonly uri: string;
  readonly catalog: string;
  /** Of the catalog. */
  readonly scenarios: number;
  /** Scenarios of the catalog with an entry, those that do not apply included. */
  readonly entered: number;
  readonly notApplicable: number;
  /** Rows by treatment; one with two counts for both. */
  readonly treatments: Readonly<Record<Treatment, number>>;
  /** Rows without a treatment that is one. */
  readonly untreated: number;
  /** What is retained, in document order. */
  readonly retained: readonly RetainedRisk[];
}

export type Treatment = 'reduce' | 'avoid' | 'transfer' | 'retain';

export interface RetainedRisk {
  readonly id: string;
  readonly title: Bilingual;
  readonly target: string | undefined;
  readonly reason: string | undefined;
  /** The title of the role, else what is written. */
  readonly acceptedBy: string | undefined;
}

/** One element an annex, by path. */
export function annexesOf(whole: Package): readonly AnnexReport[] {
  return whole.documents.flatMap((document) => (document.kind === 'risks' ? (annexReport(whole, document) ?? []) : []));
}

function annexReport(whole: Package, document: KaijiDocument): AnnexReport | undefined {
  const own = ownCatalog(document, whole.catalogs);
  if (!own) return undefined;
  const treatments = { reduce: 0, avoid: 0, transfer: 0, retain: 0 };
  const entered = new Set<string>();
  const retained: RetainedRisk[] = [];
  let [untreated, notApplicable] = [0, 0];
  for (const { node } of entriesOf(document, 'scenarios')) {
    const map = asMap(node);
    const scenario = map && scenarioOf(map);
    if (!scenario?.scenario) continue;
    const resolved = whole.catalogs.resolve(scenario.scenario.value, own);
    const id = resolved?.id ?? scenario.scenario.value;
    if (resolved?.control.catalog === own.id) entered.add(resolved.control.id);
    if (scenario.notApplicable) {
      notApplicable++;
      continue;
    }
    for (const row of effectiveRows(scenario)) {
      if (row.treatments.length === 0) untreated++;
      for (const treatment of row.treatments) treatments[treatment as Treatment]++;
      if (!row.treatments.includes('retain')) continue;
      const role = row.acceptedBy && whole.lookup('roles', row.acceptedBy.value)[0]?.entry.node;
      retained.push({
        id,
        title: resolved?.control.title ?? { ja: scenario.title?.value ?? '' },
        target: row.target?.value,
        reason: row.reason?.value.trim(),
        acceptedBy: (role && titleOf(role)) ?? row.acceptedBy?.value,
      });
    }
  }
  return {
    uri: document.file.uri,
    catalog: own.id,
    scenarios: own.data.controls.length,
    entered: entered.size,
    notApplicable,
    treatments,
    untreated,
    retained,
  };
}

function titleOf(role: Parameters<typeof asMap>[0]): string | undefined {
  return textField(asMap(role), 'title')?.value;
}
