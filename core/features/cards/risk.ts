/** Cards of a risk assessment: a scenario with its arithmetic, scales, levels and the line. */
import { comparison, importanceArithmetic, reckoning } from '../../assessment/arithmetic.ts';
import { type AssessedScenario, assessedScenario, lineFor, type Product, scaleFor } from '../../assessment/assessed.ts';
import type { AssessedMeasure } from '../../assessment/measures.ts';
import type { Scale } from '../../catalog/scale.ts';
import { inLanguage } from '../../language.ts';
import type { Entry, KaijiDocument } from '../../model/document.ts';
import { japaneseTerm } from '../../model/schema.ts';
import type { Package } from '../../package/package.ts';
import { bullets, escaped, paragraphs } from '../markdown.ts';
import { type CardContext, linkOf, type Say, sayIn, section } from './words.ts';

export type RiskContext = CardContext & { readonly whole: Package };

/** `要対策`, `基準値未満`; '' where it cannot be told. */
export function verdict(meetsLine: boolean | undefined, say: Say): string {
  if (meetsLine === undefined) return '';
  return meetsLine ? say('要対策', 'needs treatment') : say('基準値未満', 'below the line');
}

/** What a card opens with: an id, and what it is called where it is called anything. */
export function headOf(id: string, name: string | undefined): string {
  return `**${escaped(id)}**${name ? `　${escaped(name)}` : ''}`;
}

/** A scenario: its value and where each number comes from, what remains, its measures and the line. */
export function scenarioCard(entry: Entry, context: RiskContext): string | undefined {
  const assessed = assessedScenario(entry, context.whole);
  if (!assessed) return undefined;
  const { scenario, residual, line, measures } = assessed;
  const say = sayIn(context.language);
  const value = reckoning(assessed);
  const kept = assessed.isAccepted ? say('（理由を付けて保有）', ' (retained with a reason)') : '';
  return paragraphs([
    headOf(scenario.id?.value ?? '', scenario.title?.value),
    value
      ? `${say('リスク評価値', 'Risk value')}: **${value}** ${escaped(comparison(line, assessed.meetsLine))}　${verdict(assessed.meetsLine, say)}${assessed.meetsLine ? kept : ''}`
      : `*${say('リスク評価値を計算できません。資産・脅威・脆弱性とそのレベルがそろうと計算します', 'The risk value cannot be computed before asset, threat, vulnerability and their levels are there')}*`,
    bullets(factorLines(assessed, context)),
    residual &&
      reckoning(residual) !== '' &&
      `${say('対策実施後', 'After the measures')}: **${reckoning(residual)}** ${escaped(comparison(line, residual.meetsLine))}${changed(residual.product, say)}`,
    section(
      say('対策', 'Measures'),
      measures.map((measure) => measureLine(measure, say)),
      context,
    ),
    lineText(entry.document, assessed.scale, context),
  ]);
}

/** Where each number of the product comes from. */
function factorLines(assessed: AssessedScenario, { language, whole, page }: RiskContext): readonly string[] {
  const say = sayIn(language);
  const { product, scale, assets, threat, vulnerability, scenario } = assessed;
  return (product?.factors ?? []).map(({ axis, level, from }) => {
    if (axis === 'importance') {
      const named = assets.map((one) => {
        const sum = importanceArithmetic(one);
        return `${escaped(one.asset.id?.value ?? '')} ${escaped(one.asset.name?.value ?? '')}${sum ? ` ${sum}` : ''}`.trim();
      });
      return `${say('重要度', 'importance')} ${level}: ${named.join(say('、', ', '))}`;
    }
    const item = axis === 'threat' ? threat : vulnerability;
    const title = scale?.axis(axis)?.title;
    const name = item ? `${escaped(item.node.text)} ${escaped(item.item.name?.value ?? '')}`.trim() : '';
    const place = item && linkOf(whole, { document: item.entry.document, node: item.item.node }, { page });
    const listed = item?.item.level?.node.text.trim();
    const origin =
      from === 'scenario'
        ? say(
            `このシナリオのレベル${listed ? `、一覧では ${escaped(listed)}` : ''}${scenario.reason ? `。${escaped(scenario.reason.value)}` : ''}`,
            `level of this scenario${listed ? `, ${escaped(listed)} in the list` : ''}${scenario.reason ? `: ${escaped(scenario.reason.value)}` : ''}`,
          )
        : from === 'row'
          ? say('脆弱性の表のレベル', 'level of the table')
          : (place ?? '');
    return `${title ? inLanguage(title, language) : axis} ${level}: ${name}${origin && (language === 'ja' ? `（${origin}）` : ` (${origin})`)}`;
  });
}

/** The levels that differ after the measures. */
function changed(product: Product | undefined, say: Say): string {
  const given = (product?.factors ?? []).filter(({ from }) => from === 'residual');
  const names: Readonly<Record<string, string>> = {
    threat: say('脅威', 'threat'),
    vulnerability: say('脆弱性', 'vulnerability'),
  };
  const words = given.map(({ axis, level }) => `${names[axis] ?? axis} ${level}`).join(say('、', ', '));
  return words && say(`（${words}）`, ` (${words})`);
}

function measureLine({ id, control, measure, obligation, state }: AssessedMeasure, say: Say): string {
  const title =
    measure?.name?.value ?? (control ? say(control.control.title.ja, control.control.title.en ?? control.control.title.ja) : '');
  const must = obligation === 'must' ? say('必須', 'required') : say('推奨', 'recommended');
  const status = measure?.status?.value;
  const how =
    state === 'unknown'
      ? say('見つかりません', 'not found')
      : status
        ? say(japaneseTerm('status', status), status)
        : say('対応状況の記載なし', 'no status given');
  return `${escaped(id)}${title && ` ${escaped(title)}`} · ${must} · ${how}`;
}

/** The line of a document: its value, whose it is, and why. */
export function lineText(document: KaijiDocument, scale: Scale | undefined, { language }: CardContext): string {
  const say = sayIn(language);
  const line = lineFor(document, scale);
  if (!line) return '';
  const reason = line.isOwn ? line.reason?.value : scale?.data.line && inLanguage(scale.data.line.reason, language);
  const whose = line.isOwn
    ? say('この文書で決めた値', 'set in this document')
    : say(`評価基準 ${scale?.id}`, `scale ${scale?.id}`);
  return `${say('対策要否の基準値', 'The line')}: ${line.value}${say(`（${whose}）`, ` (${whose})`)}${reason ? say(`。${escaped(reason)}`, `; ${escaped(reason)}`) : ''}`;
}

/** A scale: its axes, how importance and value are computed, and its line. */
export function scaleCard(scale: Scale, { language }: CardContext): string {
  const say = sayIn(language);
  const { data } = scale;
  const named = (axis: string) => {
    const title = scale.axis(axis)?.title;
    return title ? inLanguage(title, language) : axis === 'importance' ? say('重要度', 'importance') : axis;
  };
  return paragraphs([
    `**${escaped(scale.id)}**　${escaped(inLanguage(data.title, language))}`,
    bullets([
      ...Object.entries(data.axes).map(([, { title, min, max }]) => `${escaped(inLanguage(title, language))} ${min}–${max}`),
      ...(data.importance ? [`${say('重要度', 'importance')} = max(${data.importance.of.map(named).join(', ')})`] : []),
      ...(data.value ? [`${say('リスク評価値', 'risk value')} = ${data.value.of.map(named).join(' × ')}`] : []),
    ]),
    data.line &&
      `${say('対策要否の基準値', 'The line')}: ${data.line.value}${say(`（${escaped(data.line.reason.ja)}）`, ` (${escaped(inLanguage(data.line.reason, 'en'))})`)}`,
  ]);
}

/** What the levels of an axis mean, that at hand in bold; undefined where the scale does not have the axis. */
export function levelsText(
  axis: string,
  written: string,
  document: KaijiDocument,
  { language, whole }: RiskContext,
): string | undefined {
  const found = scaleFor(document, whole)?.axis(axis);
  if (!found) return undefined;
  const level = Number(written.trim().normalize('NFKC'));
  const lines = [...(found.levels ?? [])]
    .sort((a, b) => b.level - a.level)
    .map((one) => {
      const text = `${one.level} ${escaped(inLanguage(one, language))}`;
      return one.level === level ? `**${text}**` : text;
    });
  return paragraphs([
    `**${escaped(inLanguage(found.title, language))} ${escaped(written.trim())}**　${found.min}–${found.max}`,
    bullets(lines),
  ]);
}
