/** What is left to do, by category: where the work lies. */
import { inLanguage } from '../../core/language.ts';
import { REMAINING, type RemainingKind, type RemainingWork } from '../../core/report/remaining.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { headOf } from './answers.ts';
import { heatSvg, shadeOf } from './charts/heat.ts';
import { type Blocks, type Cell, drawing, led, type Part, pagesOf, paragraph, section, subsection, table } from './part.ts';

/** A table for each checklist with anything left; none where there is no checklist. */
export function remainingPart({ remaining, coverage, titles }: PackageReport, part: Part): Blocks {
  const { say } = part;
  if (coverage.length === 0) return [];
  const heading = section(part, 'remaining', say('残っていること', 'What is left'));
  if (remaining.length === 0)
    return [heading, paragraph(say('どの分類にも残っていません。', 'Nothing is left in any category.'))];
  return [
    heading,
    ...coverage.flatMap((sheet): Blocks => {
      const own = remaining.filter(({ uri, catalog }) => uri === sheet.uri && catalog === sheet.catalog);
      if (own.length === 0) return [];
      return [
        ...(coverage.length > 1 ? [subsection(part, headOf(sheet, titles, part))] : []),
        ...(part.isDrawn ? heat(own, part) : []),
        workTable(own, part),
      ];
    }),
  ];
}

function namesOf({ say }: Part): Readonly<Record<RemainingKind, string>> {
  return {
    unanswered: say('未回答', 'Unanswered'),
    unproven: say('エビデンスなし', 'No evidence'),
    overdue: say('期限超過', 'Overdue'),
    judged: say('評価員の指摘', 'Evaluators'),
    other: say('その他の指摘', 'Other findings'),
  };
}

/** Darker where there is more to do, of all categories of the sheet. */
function workTable(own: readonly RemainingWork[], part: Part): Blocks[number] {
  const { say, language } = part;
  const names = namesOf(part);
  const most = Math.max(1, ...own.flatMap((one) => REMAINING.map((kind) => one[kind].length)));
  return table(
    [say('分類', 'Category'), ...REMAINING.map((kind) => names[kind]), say('残る項目', 'Controls left')],
    own.map((one): readonly Cell[] => [
      inLanguage(one.title, language),
      ...REMAINING.map((kind): Cell => {
        const list = one[kind];
        const shade = shadeOf(list.length, most);
        if (shade === undefined) return '－';
        const places = list.flatMap(({ control, line }) =>
          line === undefined
            ? pagesOf([control], part, part.say('まだ欄がありません', 'not in the sheet yet'))
            : [{ control, uri: one.uri, line }],
        );
        return { shade, content: led(list.length, places) };
      }),
      one.controls,
    ]),
    part.hasDrawings
      ? say('分類ごとの項目の数（色の強いほど多い）', 'Controls by category, stronger where there are more')
      : undefined,
  );
}

function heat(own: readonly RemainingWork[], part: Part): Blocks {
  const { say, language } = part;
  const names = namesOf(part);
  const columns = REMAINING.map((kind) => names[kind]);
  const rows = own.map((one) => ({
    name: inLanguage(one.title, language),
    counts: REMAINING.map((kind) => one[kind].length),
  }));
  const text = rows
    .map(({ name, counts }) => `${name}: ${counts.map((count, i) => `${columns[i]} ${count}`).join(say('、', ', '))}`)
    .join(say('。', '; '));
  return drawing(part, text, (description) =>
    heatSvg({ title: say('分類ごとに残っている項目の数', 'Controls left, by category'), description, columns, rows }),
  );
}
