/** The risk annex on the report's page. */
import { escaped } from '../../core/features/markdown.ts';
import { inLanguage } from '../../core/language.ts';
import { japaneseTerm } from '../../core/model/schema.ts';
import type { AnnexReport, Treatment } from '../../core/report/annex.ts';
import { line, type Page, table } from './table.ts';

const TREATMENTS: readonly Treatment[] = ['reduce', 'avoid', 'transfer', 'retain'];

/** A part for each annex; none where there is no annex. */
export function annexPage(annexes: readonly AnnexReport[], page: Page): readonly string[] {
  const { say, pathOf } = page;
  if (annexes.length === 0) return [];
  return [
    `## ${say('リスク対応', 'Risk treatment')}`,
    ...annexes.flatMap((annex) => [
      `### ${escaped(pathOf(annex.uri))}${say(`（${escaped(annex.catalog)}）`, ` (${escaped(annex.catalog)})`)}`,
      line(
        page,
        say(
          `シナリオ ${annex.scenarios}件のうち記載 ${annex.entered}件`,
          `${annex.entered} of ${annex.scenarios} scenarios entered`,
        ),
        say(`該当なし ${annex.notApplicable}件`, `${annex.notApplicable} not applicable`),
      ),
      table(
        [...TREATMENTS.map((one) => say(japaneseTerm('treatment', one), one)), say('対応の記載なし', 'no treatment')],
        [[...TREATMENTS.map((one) => annex.treatments[one]), annex.untreated]],
      ),
      ...retainedTable(annex, page),
    ]),
  ];
}

function retainedTable({ retained }: AnnexReport, { say, language }: Page): readonly string[] {
  if (retained.length === 0) return [];
  return [
    say('保有しているリスク', 'Retained risks'),
    table(
      ['ID', say('題名', 'Title'), say('対象', 'Target'), say('理由', 'Reason'), say('承認', 'Accepted by')],
      retained.map(({ id, title, target, reason, acceptedBy }) => [
        id,
        inLanguage(title, language),
        target ?? '',
        reason ?? say('（未記入）', '(not said)'),
        acceptedBy ?? say('（未記入）', '(not said)'),
      ]),
    ),
  ];
}
