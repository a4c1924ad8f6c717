/** risks/v1: the risk annex (リスク対応一覧): scenarios of a catalog, how each is treated, and by whom. */
import { asMap, asSeq, isEmpty, type MapNode, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import { isBlank } from './answer-text.ts';
import type { KaijiDocument } from './document.ts';
import { type EvidenceUse, evidenceUses } from './evidence.ts';
import { type Field, mapField, memoized, scalarsOf, textField } from './field.ts';
import { type Treatment, treatmentsIn } from './treatment.ts';

/** One row of the annex: the scenario as a whole, or one of its targets (▼ rows). */
export interface TreatmentRow {
  readonly map: MapNode;
  readonly target: Field<string> | undefined;
  /** As written: 低減, 移転 低減, or what the author took for it. */
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
  readonly category: Field<string> | undefined;
  /** Why it does not apply. */
  readonly notApplicable: Field<string> | undefined;
  /** `{ impact, likelihood }` (影響度 × 顕在化率). */
  readonly level: MapNode | undefined;
  readonly responses: readonly TreatmentRow[];
  /** Whether everything under `responses` is a row. Where not, what is missing may stand there: `wrong-type` speaks first. */
  readonly readable: boolean;
}

/** The catalog whose scenarios an annex treats; that of the merged MIC/METI guideline where it names none. */
export function scenarioCatalogOf(document: KaijiDocument): string {
  return textField(document.root, 'catalog')?.value ?? 'risk-scenarios';
}

/** The section of a disclosure that a package's risk annexes fill. */
export const ANNEX_SECTION = 'annex.risk';

/** Whether an ID is an author's own (`x.…`): no catalog has it. */
export function isOwnScenario(id: string): boolean {
  return id.startsWith('x.');
}

/** An entry of `scenarios`. */
export const scenarioOf = memoized((node: MapNode): Scenario => {
  const written = valueUnder(node, 'responses');
  const items = asSeq(written)?.items ?? [];
  const responses = items.flatMap((item) => {
    const map = asMap(item);
    return map ? [rowOf(map)] : [];
  });
  return {
    ...rowOf(node),
    scenario: textField(node, 'scenario'),
    title: textField(node, 'title'),
    category: wordsOf(node, 'category'),
    notApplicable: wordsOf(node, 'not-applicable'),
    level: mapField(node, 'level'),
    responses,
    readable: isEmpty(written) || (asSeq(written) !== undefined && responses.length === items.length),
  };
});

function rowOf(map: MapNode): TreatmentRow {
  return {
    map,
    target: wordsOf(map, 'target'),
    treatment: scalarsOf(map, 'treatment').filter(({ text }) => !isBlank(text)),
    parties: scalarsOf(map, 'parties').filter(({ text }) => !isBlank(text)),
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

/** A row as it counts: with the scenario's own treatment, parties, reason and acceptance where it has none. */
export interface EffectiveRow extends TreatmentRow {
  /** What `treatment` says, word for word; dashes too. */
  readonly words: readonly Treatment[];
  /** English values of the treatments that are terms; others are left out (`treatment-term` speaks of them). */
  readonly treatments: readonly string[];
  /** What it says is done, the rows that continue it included. */
  readonly contents: readonly Field<string>[];
}

/**
 * The rows of the annex as they count: the responses, each with what it takes over, else the scenario itself. A response that names neither target nor
 * treatment nor party of its own continues the one before, as a cell does that runs over the page in a printed annex; where the scenario has a treatment
 * for all its rows, it stands by itself.
 */
export const effectiveRows = memoized((scenario: Scenario): readonly EffectiveRow[] => {
  const groups: TreatmentRow[][] = [];
  for (const row of scenario.responses) {
    const last = groups.at(-1);
    if (last && scenario.treatment.length === 0 && isBare(row)) last.push(row);
    else groups.push([row]);
  }
  if (groups.length === 0) groups.push([scenario]);
  return groups.map((rows) => effective(rows, scenario));
});

function isBare({ target, treatment, parties }: TreatmentRow): boolean {
  return target === undefined && treatment.length === 0 && parties.length === 0;
}

function effective(rows: readonly TreatmentRow[], scenario: Scenario): EffectiveRow {
  const row = rows[0] ?? scenario;
  const treatment = row.treatment.length > 0 ? row.treatment : scenario.treatment;
  const words = treatment.flatMap(treatmentsIn);
  const contents = rows.flatMap(({ content }) => content ?? []);
  return {
    ...row,
    treatment,
    words,
    treatments: words.flatMap(({ value }) => value ?? []),
    parties: row.parties.length > 0 ? row.parties : scenario.parties,
    content: contents[0],
    contents,
    reason: rows.find(({ reason }) => reason)?.reason ?? scenario.reason,
    acceptedBy: rows.find(({ acceptedBy }) => acceptedBy)?.acceptedBy ?? scenario.acceptedBy,
    evidence: rows.flatMap(({ evidence }) => evidence),
  };
}
