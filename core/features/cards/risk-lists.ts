/** Cards of what a risk assessment lists: assets, threats, vulnerabilities, measures. */
import { importanceArithmetic, reckoning } from '../../assessment/arithmetic.ts';
import { assessedAsset, assessedScenario, scaleFor } from '../../assessment/assessed.ts';
import type { Resolved } from '../../catalog/control.ts';
import { inLanguage } from '../../language.ts';
import { assessmentScenarioOf, type Level, measureOf, threatOf, vulnerabilityOf } from '../../model/assessment.ts';
import { textField } from '../../model/field.ts';
import { japaneseTerm, type TermName } from '../../model/schema.ts';
import type { Site } from '../../package/index.ts';
import { asMap, type MapNode } from '../../yaml/tree.ts';
import { bullets, escaped, escapedLines, paragraphs } from '../markdown.ts';
import { controlCard } from './control.ts';
import { headOf, levelsText, type RiskContext } from './risk.ts';
import { linkOf, type Say, sayIn, sectionOf } from './words.ts';

/** An asset with its importance and the scenarios that assess it. */
export function assetCard(id: string, context: RiskContext): string | undefined {
  const site = context.whole.lookup('assets', id)[0];
  const assessed = site && assessedAsset(site.entry, scaleFor(site.document, context.whole));
  if (!site || !assessed) return undefined;
  const say = sayIn(context.language);
  const { asset, importance, levels } = assessed;
  const sum = importanceArithmetic(assessed) ?? (importance === undefined ? '' : String(importance));
  const scale = scaleFor(site.document, context.whole);
  const parts = (levels ?? []).map(({ axis, level }) => {
    const title = scale?.axis(axis)?.title;
    return `${title ? inLanguage(title, context.language) : axis} ${level}`;
  });
  return paragraphs([
    headOf(id, textField(asset.node, 'name')?.value),
    bullets([
      ...(sum
        ? [
            `${say('重要度', 'Importance')} **${sum}**${parts.length > 0 ? say(`（${parts.join('・')}）`, ` (${parts.join(', ')})`) : ''}`,
          ]
        : []),
      `${say('範囲', 'Scope')}: ${term('scope', asset.scope, say)}${asset.reason ? say(`。${escaped(asset.reason.value)}`, `. ${escaped(asset.reason.value)}`) : ''}`,
    ]),
    usedBy(context.whole.lookup('assessed', id), context),
    definedAt(site, context),
  ]);
}

/** A threat with its level and what the level means. */
export function threatCard(id: string, context: RiskContext): string | undefined {
  return listedCard('threats', id, (map) => [['threat', threatOf(map).level]], context);
}

/** A vulnerability with its level and the threats that exploit it. */
export function vulnerabilityCard(id: string, context: RiskContext): string | undefined {
  return listedCard('vulnerabilities', id, (map) => [['vulnerability', vulnerabilityOf(map).level]], context);
}

/** A measure: how far it is, the scenarios that count on it, and what its catalog says. */
export async function measureCard(id: string, resolved: Resolved | undefined, context: RiskContext): Promise<string | undefined> {
  const { whole, language } = context;
  const say = sayIn(language);
  const site = whole.lookup('measures', id)[0];
  const map = asMap(site?.entry.node);
  const measure = map && measureOf(map);
  const control = resolved ?? (measure?.control && whole.catalogs.resolve(measure.control.value));
  const card = control && (await controlCard(control, context));
  if (!site || !map || !measure) return card;
  const status = measure.status?.value;
  const own = paragraphs([
    headOf(id, textField(map, 'name')?.value),
    bullets([
      `${say('対応状況', 'Status')}: ${status ? term('status', status, say) : say('記載なし', 'not given')}`,
      ...(measure.obligation ? [`${say('区分', 'Obligation')}: ${term('obligation', measure.obligation.value, say)}`] : []),
    ]),
    usedBy(whole.lookup('counted-on', id), context),
    definedAt(site, context),
  ]);
  return paragraphs([own, card && `---\n\n${card}`]);
}

function listedCard(
  table: 'threats' | 'vulnerabilities',
  id: string,
  levelsOf: (map: MapNode) => readonly (readonly [axis: string, level: Level | undefined])[],
  context: RiskContext,
): string | undefined {
  const site = context.whole.lookup(table, id)[0];
  const map = asMap(site?.entry.node);
  if (!site || !map) return undefined;
  const description = textField(map, 'description')?.value;
  return paragraphs([
    headOf(id, textField(map, 'name')?.value),
    description && escapedLines(description),
    ...levelsOf(map).map(([axis, level]) => level && levelsText(axis, level.node.text, site.document, context)),
    definedAt(site, context),
  ]);
}

function term(name: TermName, value: string, say: Say): string {
  return say(japaneseTerm(name, value), value);
}

function usedBy(sites: readonly Site[], context: RiskContext): string {
  const say = sayIn(context.language);
  const line = (site: (typeof sites)[number]) => {
    const map = asMap(site.entry.node);
    const scenario = map && assessmentScenarioOf(map);
    const assessed = assessedScenario(site.entry, context.whole);
    const value = assessed ? reckoning(assessed) : '';
    return `${linkOf(context.whole, site, context)} ${escaped(scenario?.id?.value ?? '')}${value && ` ${value}`}`;
  };
  return sectionOf(say('シナリオ', 'Scenarios'), sites, line, context);
}

function definedAt(site: Site, context: RiskContext): string {
  return `${sayIn(context.language)('定義', 'Defined')}: ${linkOf(context.whole, site, context)}`;
}
