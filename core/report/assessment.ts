/** Risk assessments in numbers: every scenario before and after its measures, and how many stand in each cell of the matrix. */
import { type AssessedScenario, assessedScenario, lineFor, scaleFor } from '../assessment/assessed.ts';
import type { MeasureState } from '../assessment/measures.ts';
import type { Axis } from '../catalog/scale.ts';
import type { Bilingual } from '../language.ts';
import { assetOf } from '../model/assessment.ts';
import { entriesOf, type KaijiDocument } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';

export interface AssessmentReport {
  readonly uri: string;
  readonly scale: string | undefined;
  readonly scaleTitle: Bilingual | undefined;
  /** From here on a risk needs treatment. */
  readonly line: number | undefined;
  /** Why the line is not the scale's. */
  readonly lineReason: string | undefined;
  /** In scope, in part too. */
  readonly assets: number;
  readonly scenarios: readonly ScenarioReport[];
  /** Undefined where the scale has no such axes. */
  readonly matrix: Matrix | undefined;
}

export interface ScenarioReport {
  readonly id: string;
  readonly title: string;
  readonly asset: string;
  readonly importance: number | undefined;
  /** The levels multiplied, in the order of the scale. */
  readonly factors: readonly number[];
  readonly value: number | undefined;
  readonly meetsLine: boolean | undefined;
  /** Undefined where nothing is said of what remains. */
  readonly residual: number | undefined;
  readonly residualMeetsLine: boolean | undefined;
  readonly isAccepted: boolean;
  readonly measures: readonly { readonly id: string; readonly state: MeasureState }[];
}

/** Importance × threat × vulnerability, every combination the scale has. */
export interface Matrix {
  readonly importance: readonly number[];
  readonly threat: readonly number[];
  readonly vulnerability: readonly number[];
  /** Cells with a scenario in them. */
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly importance: number;
  readonly threat: number;
  readonly vulnerability: number;
  readonly value: number;
  readonly meetsLine: boolean;
  /** Scenarios that stand here before their measures, and after. */
  readonly before: number;
  readonly after: number;
}

/** One element an assessment, by path. */
export function assessmentsOf(whole: Package): readonly AssessmentReport[] {
  return whole.documents.flatMap((document) => (document.kind === 'assessment' ? [assessmentReport(whole, document)] : []));
}

function assessmentReport(whole: Package, document: KaijiDocument): AssessmentReport {
  const scale = scaleFor(document, whole);
  const line = lineFor(document, scale);
  const assessed = entriesOf(document, 'scenarios').flatMap((entry) => assessedScenario(entry, whole) ?? []);
  return {
    uri: document.file.uri,
    scale: scale?.id,
    scaleTitle: scale?.data.title,
    line: line?.value,
    lineReason: line?.reason?.value.trim(),
    assets: entriesOf(document, 'assets').filter(({ node }) => {
      const map = asMap(node);
      return map && assetOf(map).scope !== 'out';
    }).length,
    scenarios: assessed.map(scenarioReport),
    matrix: matrixOf(assessed),
  };
}

function scenarioReport(one: AssessedScenario): ScenarioReport {
  const { scenario, assets, threat, vulnerability, measures } = one;
  const named = [threat?.item.name?.value, vulnerability?.item.name?.value].filter((name) => name !== undefined);
  return {
    id: scenario.id?.value ?? '',
    title: scenario.title?.value ?? named.join(' / '),
    asset: assets.map(({ asset }) => asset.name?.value ?? asset.id?.value ?? '').join(', '),
    importance: one.importance,
    factors: one.product?.factors.map(({ level }) => level) ?? [],
    value: one.value,
    meetsLine: one.meetsLine,
    residual: one.residual?.value,
    residualMeetsLine: one.residual?.meetsLine,
    isAccepted: one.isAccepted,
    measures: measures.map(({ id, state }) => ({ id, state })),
  };
}

/** Of assessments whose scale multiplies these three; the levels are the scale's, so that empty cells have their place. */
function matrixOf(assessed: readonly AssessedScenario[]): Matrix | undefined {
  const scale = assessed.find((one) => one.scale)?.scale;
  const [threat, vulnerability] = [scale?.axis('threat'), scale?.axis('vulnerability')];
  if (!scale || !threat || !vulnerability) return undefined;
  const counts = new Map<string, { before: number; after: number }>();
  const count = (one: AssessedScenario, when: 'before' | 'after') => {
    const product = when === 'before' ? one.product : (one.residual?.product ?? one.product);
    const at = (axis: string) => product?.factors.find((factor) => factor.axis === axis)?.level;
    const key = [at('importance'), at('threat'), at('vulnerability')];
    if (key.some((level) => level === undefined)) return;
    const cell = counts.get(key.join(' ')) ?? { before: 0, after: 0 };
    cell[when]++;
    counts.set(key.join(' '), cell);
  };
  for (const one of assessed) {
    count(one, 'before');
    count(one, 'after');
  }
  const line = assessed.find((one) => one.line)?.line?.value ?? Number.POSITIVE_INFINITY;
  const levels = { importance: range(scale.importanceRange), threat: range(threat), vulnerability: range(vulnerability) };
  const cells = levels.importance.flatMap((i) =>
    levels.threat.flatMap((t) =>
      levels.vulnerability.flatMap((v): readonly Cell[] => {
        const found = counts.get([i, t, v].join(' '));
        if (!found) return [];
        const value = i * t * v;
        return [{ importance: i, threat: t, vulnerability: v, value, meetsLine: value >= line, ...found }];
      }),
    ),
  );
  return { ...levels, cells };
}

function range({ min, max }: Pick<Axis, 'min' | 'max'>): readonly number[] {
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}
