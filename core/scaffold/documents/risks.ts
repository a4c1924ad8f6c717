/** A new risk annex: every scenario of its catalog, to be treated. */
import type { Catalog } from '../../catalog/catalog.ts';
import { categoryName } from '../../catalog/catalog.ts';
import { fixed, inLanguage } from '../../language.ts';
import { scalarSource } from '../../yaml/edit.ts';
import { scenarioScaffold } from '../scenario.ts';
import { catalogNamed, type Frame, itemLines, type Template } from './frame.ts';

const STANDARD = 'risk-scenarios';

export const risksTemplate: Template = {
  label: fixed('リスク対応一覧', 'Risk annex'),
  purpose: fixed(
    '開示書の別紙です。シナリオごとに、リスク対応（低減・回避・移転・保有）とその内容を書きます。',
    'The annex of the disclosure: for each scenario how the risk is treated, and what is done.',
  ),
  isUsual: true,
  standard: STANDARD,
  fits,
  offers: fits,
  lines,
};

/** A form that asks how its items are treated. */
function fits({ data }: Catalog): boolean {
  return data.prefix !== undefined && data.asks.includes('treatment');
}

function lines({ text, service, catalogs, catalog, language }: Frame): readonly string[] {
  const own = catalogNamed(catalogs, catalog ?? STANDARD);
  const noun = inLanguage(own.data.noun, language);
  const result = [
    'kaiji: risks/v1',
    `catalog: ${scalarSource(catalog ?? own.id)}`,
    `title: ${scalarSource(text(`${service} リスク対応一覧`, `${service}: risk annex`))}`,
    text(
      `# ${own.data.controls.length} の${noun}です。IDにカーソルを合わせると、想定しているリスクと書き方を読めます。`,
      `# ${own.data.controls.length} ${noun}s. Hover over an ID to read what it foresees and how to answer.`,
    ),
    text(
      '# 対象によって対応が違うときは、responses の行を分けて target を書きます。treatment と parties は行ごとにも書けます。',
      '# Where targets are treated differently, give each a row of responses with its target; a row may have its own treatment and parties.',
    ),
    text(
      '# 保有には reason（理由）を、該当しないシナリオには、ほかの欄の代わりに not-applicable（理由）を書きます。',
      '# What is retained needs a reason. Where a scenario does not apply, say why under not-applicable instead of all else.',
    ),
    'scenarios:',
  ];
  let category = '';
  for (const control of own.data.controls) {
    const name = inLanguage(categoryName(control, own), language);
    if (name !== category) {
      category = name;
      result.push('', `  # ── ${category} ──`);
    }
    result.push(...itemLines(scenarioScaffold(control, { language })));
  }
  return result;
}
