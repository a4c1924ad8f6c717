/** The risk annex. */
import { counted, inLanguage } from '../../core/language.ts';
import { japaneseTerm } from '../../core/model/schema.ts';
import type { AnnexReport, Treatment } from '../../core/report/annex.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { headOf } from './answers.ts';
import { barsSvg } from './charts/bars.ts';
import { type Blocks, drawing, line, type Part, section, subsection, table } from './part.ts';

const TREATMENTS: readonly Treatment[] = ['reduce', 'avoid', 'transfer', 'retain'];

/** A part for each annex; none where there is no annex. */
export function annexPart({ annexes, titles }: PackageReport, part: Part): Blocks {
  const { say } = part;
  if (annexes.length === 0) return [];
  return [
    section(part, 'annex', say('リスク対応', 'Risk treatment')),
    ...annexes.flatMap((annex): Blocks => {
      const counts = [
        ...TREATMENTS.map((one) => ({ name: say(japaneseTerm('treatment', one), one), rows: annex.treatments[one] })),
        { name: say('対応の記載なし', 'no treatment'), rows: annex.untreated },
      ];
      return [
        subsection(part, headOf(annex, titles, part)),
        ...line(
          part,
          say(
            `シナリオ ${annex.scenarios}件のうち記載 ${annex.entered}件`,
            `${annex.entered} of ${counted(annex.scenarios, 'scenario')} entered`,
          ),
          say(`該当なし ${annex.notApplicable}件`, `${annex.notApplicable} not applicable`),
        ),
        ...annexDrawing(annex, counts, part),
        ...(part.hasDrawings
          ? []
          : [
              table(
                counts.map(({ name }) => name),
                [counts.map(({ rows }) => rows)],
              ),
            ]),
        ...retainedTable(annex, part),
      ];
    }),
  ];
}

function annexDrawing(
  { scenarios, entered, notApplicable }: AnnexReport,
  counts: readonly { readonly name: string; readonly rows: number }[],
  part: Part,
): Blocks {
  const { say } = part;
  const most = Math.max(1, ...counts.map(({ rows }) => rows));
  const note = (rows: number) => say(`${rows}件`, String(rows));
  const text = [
    say(
      `シナリオ ${scenarios}件のうち記載 ${entered}件（該当なし ${notApplicable}件）`,
      `${entered} of ${counted(scenarios, 'scenario')} entered (${notApplicable} not applicable)`,
    ),
    ...counts.map(({ name, rows }) => `${name} ${note(rows)}`),
  ].join(say('、', ', '));
  return drawing(part, text, (description, width) =>
    barsSvg(
      {
        title: say('リスク対応の内訳', 'Risks by treatment'),
        description,
        legend: [{ name: say('対応の数', 'Rows'), tone: 1 }],
        bars: counts.map(({ name, rows }) => ({ name, parts: [rows], of: most, note: note(rows) })),
      },
      width,
    ),
  );
}

function retainedTable({ retained }: AnnexReport, { say, language }: Part): Blocks {
  if (retained.length === 0) return [];
  return [
    table(
      ['ID', say('題名', 'Title'), say('対象', 'Target'), say('理由', 'Reason'), say('承認', 'Accepted by')],
      retained.map(({ id, title, target, reason, acceptedBy }) => [
        id,
        inLanguage(title, language),
        target ?? '',
        reason ?? say('（未記入）', '(not said)'),
        acceptedBy ?? say('（未記入）', '(not said)'),
      ]),
      say('保有しているリスク', 'Retained risks'),
    ),
  ];
}
