/** risks/v1: the risk annex (リスク対応一覧): scenarios of a catalog, how each is treated, and by whom. */
import { asMap, asSeq, type MapNode, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import { isBlank } from './answer-text.ts';
import type { KaijiDocument } from './document.ts';
import { type EvidenceUse, evidenceUses } from './evidence.ts';
import { type Field, mapField, memoized, scalarsOf, textField } from './field.ts';
import { canonicalTerm } from './schema.ts';

/** One row of the annex: the scenario as a whole, or one of its targets (▼ rows). */
export interface TreatmentRow {
  readonly map: MapNode;
  readonly target: Field<string> | undefined;
  /** As written, one or two: 低減, or what the author took for it. */
  readonly treatment: readonly ScalarNode[];
  readonly parties: readonly ScalarNode[];
  readonly content: Field<string> | undefined;
  readonly reason: Field<string> | undefined;
  readonly acceptedBy: Field<string> | undefined;
  readonly evidence: readonly EvidenceUse[];
}

export interface Scenario extends TreatmentRow {
  readonly scenario: Field<string> | undefined;
  readonly title: Field<string> | undefined;
  /** Why it does not apply. */
  readonly notApplicable: Field<string> | undefined;
  /** `{ impact, likelihood }` (影響度 × 顕在化率). */
  readonly level: MapNode | undefined;
  readonly responses: readonly TreatmentRow[];
}

/** The catalog whose scenarios an annex treats; that of the merged MIC/METI guideline where it names none. */
export function scenarioCatalogOf(document: KaijiDocument): string {
  return textField(document.root, 'catalog')?.value ?? 'risk-scenarios';
}

/** An entry of `scenarios`. */
export const scenarioOf = memoized(
  (node: MapNode): Scenario => ({
    ...rowOf(node),
    scenario: textField(node, 'scenario'),
    title: textField(node, 'title'),
    notApplicable: textField(node, 'not-applicable'),
    level: mapField(node, 'level'),
    responses: (asSeq(valueUnder(node, 'responses'))?.items ?? []).flatMap((item) => {
      const map = asMap(item);
      return map ? [rowOf(map)] : [];
    }),
  }),
);

function rowOf(map: MapNode): TreatmentRow {
  return {
    map,
    target: textField(map, 'target'),
    treatment: scalarsOf(map, 'treatment'),
    parties: scalarsOf(map, 'parties'),
    content: wordsOf(map, 'content'),
    reason: wordsOf(map, 'reason'),
    acceptedBy: textField(map, 'accepted-by'),
    evidence: evidenceUses(map),
  };
}

function wordsOf(map: MapNode, key: string): Field<string> | undefined {
  const field = textField(map, key);
  return field && !isBlank(field.value) ? field : undefined;
}

/** The scenario itself and its responses: every mapping that may cite, say and decide something. */
export function treatmentRows(scenario: Scenario): readonly TreatmentRow[] {
  return [scenario, ...scenario.responses];
}

/** A response with the scenario's own treatment, parties, reason and acceptance where it has none. */
export interface EffectiveRow extends TreatmentRow {
  /** English values of the treatments that are terms; others are left out (`treatment-term` speaks of them). */
  readonly treatments: readonly string[];
}

/** The rows of the annex as they count: the responses, each with what it takes over, else the scenario itself. */
export function effectiveRows(scenario: Scenario): readonly EffectiveRow[] {
  const rows = scenario.responses.length > 0 ? scenario.responses : [scenario];
  return rows.map((row) => {
    const treatment = row.treatment.length > 0 ? row.treatment : scenario.treatment;
    return {
      ...row,
      treatment,
      treatments: treatment.flatMap(({ text }) => canonicalTerm('treatment', text) ?? []),
      parties: row.parties.length > 0 ? row.parties : scenario.parties,
      reason: row.reason ?? scenario.reason,
      acceptedBy: row.acceptedBy ?? scenario.acceptedBy,
    };
  });
}
