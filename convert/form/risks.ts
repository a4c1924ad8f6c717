/** The risk annex (リスク対応一覧) as a document and as rows. */
import type { KaijiDocument } from '../../core/model/document.ts';
import { entriesOf } from '../../core/model/document.ts';
import { textField } from '../../core/model/field.ts';
import type { Package } from '../../core/package/package.ts';
import { coverOf, runningLine } from './cover.ts';
import type { Form } from './form.ts';
import type { Grid, GridColumn } from './grid.ts';
import { anchorFor, type FormOptions, type Making, makingOf, say } from './making.ts';
import { plainOf } from './plain.ts';
import { printedScenarios, type RiskRow, riskTable, TICK } from './risk-table.ts';
import { placedBlocksIn } from './written.ts';

export function riskSources(whole: Package): readonly KaijiDocument[] {
  return whole.documents.filter((document) => document.kind === 'risks' && entriesOf(document, 'scenarios').length > 0);
}

/** One annex as a form. What could not be printed as meant is in `making.problems`. */
export function riskForm(
  document: KaijiDocument,
  whole: Package,
  options: FormOptions,
): { readonly form: Form; readonly making: Making } {
  const treated = new Set(whole.index.saidKeys(document, 'scenarios'));
  const making = makingOf(whole, options, { control: (id) => (treated.has(id) ? anchorFor('risk', id) : undefined) });
  const title = titleOf(document, making);
  const preface = textField(document.root, 'preface');
  const form: Form = {
    title,
    language: options.language,
    cover: coverOf(document, making),
    hasContents: false,
    running: runningLine(title, document, making),
    page: 'landscape',
    blocks: [...(preface ? placedBlocksIn({ field: preface, document }, making, 1) : []), ...riskTable([document], making)],
  };
  return { form, making };
}

/** One annex as rows; those of a scenario repeat its number and title. */
export function riskGrid(document: KaijiDocument, making: Making): Grid {
  const scenarios = printedScenarios([document], making);
  const all = scenarios.flatMap(({ rows }) => rows);
  const hasLevels = all.some(({ impact, likelihood }) => impact !== '' || likelihood !== '');
  const column = (
    key: string,
    ja: string,
    en: string,
    width: number,
    cell: (row: RiskRow) => string,
    more: Partial<GridColumn> = {},
  ) => ({
    column: { key, headings: [say(making, ja, en)], width, ...more },
    cell,
  });
  const columns = [
    column('number', '番号', 'No.', 8, ({ number }) => number, { align: 'center' }),
    column('category', '区分', 'Category', 14, ({ category }) => category),
    column('text', 'リスクシナリオ', 'Scenario', 36, ({ title }) => title),
    ...(hasLevels
      ? [
          column('impact', '影響度', 'Impact', 8, ({ impact }) => impact, { align: 'center' }),
          column('likelihood', '顕在化率', 'Likelihood', 10, ({ likelihood }) => likelihood, { align: 'center' }),
        ]
      : []),
    column('target', '対象', 'Target', 18, ({ target }) => target),
    column('treatment', '対応方針', 'Treatment', 12, ({ treatment }) => treatment, { align: 'center' }),
    column('provider', '事業者', 'Provider', 8, ({ byProvider }) => (byProvider ? TICK : ''), {
      align: 'center',
      choices: [TICK],
    }),
    column('customer', '利用者', 'Customer', 8, ({ byCustomer }) => (byCustomer ? TICK : ''), {
      align: 'center',
      choices: [TICK],
    }),
    column('answer', '対応内容', 'What is done', 60, ({ content }) => plainOf(content)),
    column('found', 'エビデンス', 'Evidence', 28, ({ evidence }) => evidence.join('\n')),
    ...(all.some(({ note }) => note !== '') ? [column('note', '備考', 'Remarks', 24, ({ note }) => note)] : []),
  ];
  const title = titleOf(document, making);
  return {
    name: title,
    title,
    language: making.language,
    lines: [],
    columns: columns.map((one) => one.column),
    rows: all.map((row) => ({ cells: columns.map(({ cell }) => cell(row)), ...(row.id === '' ? {} : { control: row.id }) })),
    page: 'landscape',
  };
}

function titleOf(document: KaijiDocument, making: Making): string {
  return textField(document.root, 'title')?.value.trim() || say(making, 'リスク対応一覧', 'Risk annex');
}
