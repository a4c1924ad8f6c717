/** How far the answers are, by category of each checklist and by guideline. */
import { inLanguage } from '../../core/language.ts';
import type { Coverage } from '../../core/package/coverage.ts';
import type { CategoryCoverage, GuidelineCategory } from '../../core/report/answers.ts';
import type { PackageReport } from '../../core/report/report.ts';
import type { Block, Drawing, LedTo } from '../form/form.ts';
import { type Bar, type Bars, barSvg, barsSvg } from './charts/bars.ts';
import {
  type Blocks,
  type Cell,
  count,
  drawing,
  led,
  line,
  type Part,
  pagesOf,
  section,
  share,
  subsection,
  table,
} from './part.ts';

/** A part for each checklist; none where there is none. */
export function answersPart(report: PackageReport, part: Part): Blocks {
  const { categories, coverage, submissions, titles } = report;
  const { say } = part;
  if (coverage.length === 0) return [];
  const head = [
    say('分類', 'Category'),
    say('項目', 'Controls'),
    ...(part.hasDrawings ? [say('進み具合', 'Progress')] : []),
    say('回答済み', 'Answered'),
    say('エビデンスあり', 'With evidence'),
    say('対象外', 'Not applicable'),
    say('判定済', 'Judged'),
  ];
  const legend = answerLegend(part);
  return [
    section(part, 'answers', say('回答の状況', 'Answers')),
    ...coverage.flatMap((one): Blocks => {
      const own = categories.filter(({ uri, catalog }) => uri === one.uri && catalog === one.catalog);
      const submission = submissions.find(({ uri, catalog }) => uri === one.uri && catalog === one.catalog);
      const row = (name: Cell, text: string, counts: Coverage): readonly Cell[] => [
        name,
        counts.controls,
        ...small(part, legend, coverageBar(text, counts)),
        share(counts.answered, counts.controls),
        share(counts.withEvidence, counts.controls),
        counts.notApplicable,
        counts.judged,
      ];
      return [
        subsection(part, headOf(one, titles, part)),
        ...(submission ? submitted(submission, part) : []),
        ...coverageDrawing(one, own, part),
        table(head, [
          ...own.map((category) => {
            const name = inLanguage(category.title, part.language);
            return row(led(name, [...category.places, ...missingIn(category, report, part)]), name, category);
          }),
          row(say('計', 'Total'), say('計', 'Total'), one),
        ]),
      ];
    }),
  ];
}

/** A document by its file and what it is about: 「checklist.kaiji.yaml（医療情報クラウド 確認シート）」. @param titles of catalogs, by ID */
export function headOf(
  { uri, catalog }: { readonly uri: string; readonly catalog: string },
  titles: PackageReport['titles'],
  { say, language, pathOf }: Part,
): string {
  const known = titles.get(catalog);
  const title = known ? inLanguage(known, language) : catalog;
  return `${pathOf(uri)}${say(`（${title}）`, ` (${title})`)}`;
}

/** Controls of a category that have no entry: their pages. */
function missingIn({ uri, catalog, category }: CategoryCoverage, { remaining }: PackageReport, part: Part): readonly LedTo[] {
  const left = remaining.find((one) => one.uri === uri && one.catalog === catalog && one.category === category);
  const missing = left?.unanswered.filter(({ line: at }) => at === undefined) ?? [];
  return pagesOf(
    missing.map(({ control }) => control),
    part,
    part.say('まだ欄がありません', 'not in the sheet yet'),
  );
}

/** A bar in a cell, where drawings are seen; the numbers stand beside it. */
export function small(part: Part, legend: Bars['legend'], bar: Bar): readonly Drawing[] {
  return part.hasDrawings ? [{ is: 'drawing', svg: barSvg(legend, bar), text: bar.note }] : [];
}

export function answerLegend({ say }: Part): Bars['legend'] {
  return [
    { name: say('エビデンスのある回答', 'Answered with evidence'), tone: 1 },
    { name: say('エビデンスのない回答', 'Answered without'), tone: 2 },
    { name: say('対象外', 'Not applicable'), tone: 3 },
    { name: say('未回答', 'Open'), tone: 4 },
  ];
}

export function coverageBar(
  name: string,
  { controls, answered, withEvidence, notApplicable }: Pick<Coverage, 'controls' | 'answered' | 'withEvidence' | 'notApplicable'>,
): Bar {
  const applicable = answered - notApplicable;
  const backed = Math.min(withEvidence, applicable);
  const parts = [backed, applicable - backed, notApplicable, controls - answered];
  return { name, parts, of: controls, note: progress(answered, controls) };
}

/** `12 / 25 (48%)`. */
function progress(count: number, of: number): string {
  return `${count} / ${of} (${Math.floor((count / Math.max(1, of)) * 100)}%)`;
}

function coverageDrawing(whole: Coverage, own: readonly CategoryCoverage[], part: Part): readonly Drawing[] {
  const { say } = part;
  const text = say(
    `${whole.controls}項目のうち、回答済み ${share(whole.answered, whole.controls)}、エビデンスのある回答 ${share(whole.withEvidence, whole.controls)}、対象外 ${whole.notApplicable}。`,
    `Of ${whole.controls} controls ${share(whole.answered, whole.controls)} are answered, ${share(whole.withEvidence, whole.controls)} with evidence, ${whole.notApplicable} not applicable.`,
  );
  return drawing(part, text, (description, width) =>
    barsSvg(
      {
        title: say('回答の状況', 'Answers'),
        description,
        legend: answerLegend(part),
        bars: [
          coverageBar(say('シート全体', 'The whole sheet'), whole),
          ...(part.isDrawn ? own.map((one) => coverageBar(inLanguage(one.title, part.language), one)) : []),
        ],
      },
      width,
    ),
  );
}

function submitted(submission: PackageReport['submissions'][number], part: Part): readonly Block[] {
  const { say } = part;
  const none = say('なし', 'none');
  const isLacking = submission.submitted !== undefined && !submission.complete;
  const lacking = isLacking ? say('（提出に要る事項がそろっていません）', ' (lacks what a submission needs)') : '';
  return line(
    part,
    `${say('整理番号', 'Reference number')} ${submission.referenceNo ?? none}`,
    `${say('提出', 'Submitted')} ${submission.submitted ?? say('未提出', 'not yet')}${lacking}`,
    `${say('評価申請元', 'Applicant')} ${submission.applicant ?? none}`,
    `${say('評価員', 'Evaluators')} ${submission.evaluators}`,
  );
}

/** Each guideline that is answered, or tied to one that is. */
export function guidelinesPart({ guidelines: all, coverage }: PackageReport, part: Part): Blocks {
  const { say, language } = part;
  if (all.length === 0) return [];
  // The categories of a sheet stand under its answers, unless answers elsewhere cover some of them.
  const told = new Set(coverage.map(({ catalog }) => catalog));
  const divided = all.filter(({ catalog, categories, covered }) => categories.length > 1 && (!told.has(catalog) || covered > 0));
  return [
    section(part, 'guidelines', say('ガイドラインごとの状況', 'By guideline')),
    ...(part.isDrawn ? guidelinesDrawing(all, part) : []),
    guidelinesTable(say('ガイドライン', 'Guideline'), all, part),
    ...divided.flatMap((one): Blocks => {
      const title = inLanguage(one.title, language);
      return [
        subsection(part, title),
        ...(part.isDrawn ? guidelinesDrawing(one.categories, part, title) : []),
        guidelinesTable(say('分類', 'Category'), one.categories, part),
      ];
    }),
  ];
}

/** A row for each guideline or category; what is left open leads to the pages of its controls. */
function guidelinesTable(name: string, rows: readonly Guided[], part: Part): Block {
  const { say, language } = part;
  const legend = guidelineLegend(part);
  return table(
    [name, say('項目', 'Controls'), ...(part.hasDrawings ? [say('進み具合', 'Progress')] : []), ...legend.map((one) => one.name)],
    rows.map((one): readonly Cell[] => [
      inLanguage(one.title, language),
      one.controls,
      ...small(part, legend, guidelineBar(one, part)),
      share(one.answered, one.controls),
      one.covered,
      one.touched,
      count(one.open.length, pagesOf(one.open, part)),
    ]),
    shades(legend, part),
  );
}

/** What the shades of small bars mean; undefined where none are drawn. */
export function shades(legend: Bars['legend'], { hasDrawings, say }: Part): string | undefined {
  if (!hasDrawings) return undefined;
  const names = legend.map(({ name }) => name);
  return say(`進み具合は色の強い順に${names.join('、')}`, `Progress, from strong to faint: ${names.join(', ').toLowerCase()}`);
}

function guidelineLegend({ say }: Part): Bars['legend'] {
  return [
    { name: say('直接回答', 'Answered'), tone: 1 },
    { name: say('対応する回答あり', 'Covered by a tied answer'), tone: 2 },
    { name: say('一部に対応する回答あり', 'Partly covered'), tone: 3 },
    { name: say('回答なし', 'Open'), tone: 4 },
  ];
}

type Guided = Pick<GuidelineCategory, 'title' | 'controls' | 'answered' | 'covered' | 'touched' | 'open'>;

function met({ answered, covered }: Guided): number {
  return answered + covered;
}

function guidelineBar(one: Guided, { language }: Part): Bar {
  return {
    name: inLanguage(one.title, language),
    parts: [one.answered, one.covered, one.touched, one.open.length],
    of: one.controls,
    note: progress(met(one), one.controls),
  };
}

/** @param of the guideline, where its categories are drawn */
function guidelinesDrawing(all: readonly Guided[], part: Part, of?: string): Blocks {
  const { say, language } = part;
  const text = all
    .map((one) =>
      say(
        `${inLanguage(one.title, language)} ${met(one)} / ${one.controls}`,
        `${inLanguage(one.title, language)}: ${met(one)} of ${one.controls}`,
      ),
    )
    .join(say('、', '; '));
  return drawing(part, text, (description, width) =>
    barsSvg(
      {
        title: of ?? say('ガイドラインごとの回答の状況', 'Answers by guideline'),
        description,
        legend: guidelineLegend(part),
        bars: all.map((one) => guidelineBar(one, part)),
      },
      width,
    ),
  );
}
