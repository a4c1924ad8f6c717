/** The numbers of a risk assessment: the importance of each asset, the value of each scenario and what remains, with the arithmetic and the line. */
import { arithmetic, comparison, factorsOf, importanceArithmetic } from '../../assessment/arithmetic.ts';
import {
  type AssessedResidual,
  type AssessedScenario,
  assessedAsset,
  assessedScenario,
  type Product,
  scaleFor,
} from '../../assessment/assessed.ts';
import type { Level } from '../../model/assessment.ts';
import type { Entry, KaijiFile } from '../../model/document.ts';
import { type MapNode, pairOf } from '../../yaml/tree.ts';
import { scenarioCard, verdict } from '../cards/risk.ts';
import { assetCard } from '../cards/risk-lists.ts';
import { type Say, sayIn } from '../cards/words.ts';
import type { Hint, HintContext, HintProducer } from './hint.ts';

export const riskHints: HintProducer = function* (entry, context) {
  if (entry.document.kind !== 'assessment') return;
  if (entry.sequence === 'assets') yield* ofAsset(entry, context);
  if (entry.sequence === 'scenarios') yield* ofScenario(entry, context);
};

/** `max(3, 2, 2) = 3` behind the asset; behind an importance that is written, what it comes from. */
function* ofAsset(entry: Entry, context: HintContext): Iterable<Hint> {
  const { whole, file, language } = context;
  const assessed = assessedAsset(entry, scaleFor(entry.document, whole));
  const sum = assessed && importanceArithmetic(assessed);
  if (!assessed || sum === undefined) return;
  const say = sayIn(language);
  const { asset, importance } = assessed;
  const tooltip = () => asset.id && assetCard(asset.id.value, context);
  const [terms = ''] = sum.split(' = ');
  const written = writtenIn(asset.node, 'importance', asset.importance, file);
  if (written) yield { offset: written.end, label: written.value === importance ? `= ${terms}` : `≠ ${sum}`, tooltip };
  else yield { offset: behind(file, asset.node), label: `${say('重要度', 'importance')} ${sum}`, tooltip };
}

/** `リスク評価値 3 × 2 × 3 = 18 ≥ 18 要対策` behind the scenario; behind a value that is written, what it comes from. */
function* ofScenario(entry: Entry, context: HintContext): Iterable<Hint> {
  const { whole, file, language } = context;
  const assessed = assessedScenario(entry, whole);
  if (!assessed) return;
  const say = sayIn(language);
  const { scenario, product, residual } = assessed;
  const tooltip = () => scenarioCard(entry, context);
  if (product) {
    const written = writtenIn(scenario.node, 'value', scenario.value, file);
    const label = labelOf(product, written, say('リスク評価値', 'risk value'), assessed, say);
    yield { offset: written?.end ?? behind(file, scenario.node), label, tooltip };
  }
  if (!residual?.product || !scenario.residual) return;
  const isHere = pairOf(scenario.node, 'residual')?.value === scenario.residual.node;
  const written = isHere ? writtenIn(scenario.residual.node, 'value', scenario.residual.value, file) : undefined;
  const label = labelOf(
    residual.product,
    written,
    say('対策実施後', 'after the measures'),
    { ...residual, line: assessed.line },
    say,
  );
  // Of a flow mapping on one line both hints would stand at its end, one behind the other.
  yield { offset: written?.end ?? endOf(file, scenario.node, 'residual') ?? behind(file, scenario.node), label, tooltip };
}

function labelOf(
  product: Product,
  written: Written | undefined,
  name: string,
  { line, meetsLine }: Pick<AssessedScenario, 'line'> & Pick<AssessedResidual, 'meetsLine'>,
  say: Say,
): string {
  const sum = !written
    ? `${name} ${arithmetic(product)}`
    : written.value === product.value
      ? `= ${factorsOf(product)}`
      : `≠ ${arithmetic(product)}`;
  return [sum, comparison(line, meetsLine), verdict(meetsLine, say)].filter(Boolean).join(' ');
}

interface Written {
  readonly value: number;
  /** Where it ends in the file. */
  readonly end: number;
}

/** What an alias brings in counts as written where the alias stands: the hint belongs to its entry, not to the anchor's. */
function writtenIn(map: MapNode, key: string, level: Level | undefined, file: KaijiFile): Written | undefined {
  const end = endOf(file, map, key);
  return level?.value === undefined || end === undefined ? undefined : { value: level.value, end };
}

/** Behind a flow mapping; of a block mapping behind what names it. */
function behind(file: KaijiFile, map: MapNode): number {
  return (map.flow ? undefined : endOf(file, map, 'id')) ?? file.tree.spanOf(map).end;
}

/** Where the value of a key ends, as it is written. */
function endOf({ tree }: KaijiFile, map: MapNode, key: string): number | undefined {
  const { value } = pairOf(map, key) ?? {};
  return value && tree.spanOf(value).end;
}
