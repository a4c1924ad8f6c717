/** The report on a package (core/report) as a Markdown page, for those who have to know how far it is: in tables, gravest first. */
import { ruleNamed } from '../../core/check.ts';
import { escaped, headline } from '../../core/features/markdown.ts';
import { inLanguage, type Language } from '../../core/language.ts';
import { japaneseTerm } from '../../core/model/schema.ts';
import type { Gap } from '../../core/report/gaps.ts';
import type { OpenJudgement } from '../../core/report/judgements.ts';
import type { PackageReport } from '../../core/report/report.ts';
import type { Bearer, Duty } from '../../core/report/responsibility.ts';
import { annexPage } from './annex.ts';
import { assessmentPage } from './assessment.ts';
import { type Cell, line, type Page, table } from './table.ts';

export interface PageOptions {
  readonly language: Language;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** How a file is called on the page. */
  readonly pathOf: (uri: string) => string;
}

/** How many places a gap names. */
const NAMED = 5;

/** The pages of several packages, one after the other. */
export function reportPages(reports: readonly PackageReport[], options: PageOptions): string {
  return reports.map((report) => reportPage(report, options)).join('\n');
}

/** One package. Whatever its author wrote is escaped. */
export function reportPage(report: PackageReport, options: PageOptions): string {
  const page: Page = {
    ...options,
    // Within its package a file is known by its path there.
    pathOf: (uri) => (uri.startsWith(`${report.uri}/`) ? decoded(uri.slice(report.uri.length + 1)) : options.pathOf(uri)),
    say: (ja, en) => (options.language === 'ja' ? ja : en),
  };
  const { say } = page;
  const name = report.service ?? options.pathOf(report.uri);
  const parts = [
    `# ${escaped(say(`${name} の状況`, `${name}: where it stands`))}`,
    line(
      page,
      say(`作成日 ${options.date}`, `As of ${options.date}`),
      report.provider && escaped(report.provider),
      report.isPart
        ? `${say('対象', 'Of')}: ${report.files.map(({ uri }) => escaped(page.pathOf(uri))).join(say('、', ', '))}`
        : undefined,
    ),
    ...coverage(report, page),
    ...guidelines(report, page),
    ...gaps(report, page),
    ...due(report, page),
    ...judgements(report, page),
    ...duties(report, page),
    ...annexPage(report.annexes, page),
    ...assessmentPage(report.assessments, page),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A path as people read it; one that is no URI's stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function coverage({ categories, coverage: all, submissions }: PackageReport, page: Page): readonly string[] {
  const { say, pathOf } = page;
  if (all.length === 0) return [];
  const head = [
    say('分類', 'Category'),
    say('項目', 'Controls'),
    say('回答済', 'Answered'),
    say('エビデンスあり', 'With evidence'),
    say('対象外', 'Not applicable'),
    say('判定済', 'Judged'),
  ];
  return [
    `## ${say('回答の状況', 'Answers')}`,
    ...all.flatMap((one) => {
      const own = categories.filter(({ uri, catalog }) => uri === one.uri && catalog === one.catalog);
      const submission = submissions.find(({ uri, catalog }) => uri === one.uri && catalog === one.catalog);
      const row = (name: string, counts: typeof one | (typeof own)[number]): readonly Cell[] => [
        name,
        counts.controls,
        share(counts.answered, counts.controls),
        share(counts.withEvidence, counts.controls),
        counts.notApplicable,
        counts.judged,
      ];
      return [
        `### ${escaped(pathOf(one.uri))}${say(`（${escaped(one.catalog)}）`, ` (${escaped(one.catalog)})`)}`,
        submission ? submitted(submission, page) : '',
        table(head, [...own.map((category) => row(category.category, category)), row(say('計', 'Total'), one)]),
      ];
    }),
  ];
}

function submitted(submission: PackageReport['submissions'][number], page: Page): string {
  const { say } = page;
  const none = say('なし', 'none');
  const isLacking = submission.submitted !== undefined && !submission.complete;
  const lacking = isLacking ? say('（提出に要る事項がそろっていません）', ' (lacks what a submission needs)') : '';
  return line(
    page,
    `${say('整理番号', 'Reference number')} ${escaped(submission.referenceNo ?? none)}`,
    `${say('提出', 'Submitted')} ${escaped(submission.submitted ?? say('未提出', 'not yet'))}${lacking}`,
    `${say('評価申請元', 'Applicant')} ${escaped(submission.applicant ?? none)}`,
    `${say('評価員', 'Evaluators')} ${submission.evaluators}`,
  );
}

/** `12 (48%)`. */
function share(count: number, of: number): string {
  return of === 0 ? String(count) : `${count} (${Math.floor((count / of) * 100)}%)`;
}

function guidelines({ guidelines: all }: PackageReport, { say, language }: Page): readonly string[] {
  if (all.length === 0) return [];
  const head = [
    say('ガイドライン', 'Guideline'),
    say('項目', 'Controls'),
    say('直接回答', 'Answered'),
    say('対応する回答あり', 'Covered by a tied answer'),
    say('一部に対応する回答あり', 'Partly covered'),
    say('回答なし', 'Open'),
  ];
  return [
    `## ${say('ガイドラインごとの状況', 'By guideline')}`,
    table(
      head,
      all.map(({ title, controls, answered, covered, touched, open }) => [
        inLanguage(title, language),
        controls,
        share(answered, controls),
        covered,
        touched,
        open.length,
      ]),
    ),
  ];
}

/** What time has run out for stands in a section of its own. */
const isTimely = ({ rule }: Gap): boolean => ruleNamed(rule)?.about === 'time';

function gaps({ gaps: all }: PackageReport, page: Page): readonly string[] {
  const { say } = page;
  const open = all.filter((gap) => !isTimely(gap));
  if (open.length === 0) return [`## ${say('不足', 'Gaps')}`, say('指摘はありません。', 'There are no findings.')];
  return [
    `## ${say('不足', 'Gaps')}`,
    table(
      [say('重大度', 'Severity'), say('内容', 'What'), say('ルール', 'Rule'), say('件数', 'Count'), say('箇所', 'Where')],
      open.map((gap) => [severity(gap, page), gap.summary(page.language), `\`${gap.rule}\``, gap.count, places(gap, page)]),
      [2],
    ),
  ];
}

function severity(gap: Gap, { say }: Page): string {
  const terms = {
    error: say('エラー', 'error'),
    warning: say('警告', 'warning'),
    info: say('情報', 'info'),
    hint: say('ヒント', 'hint'),
  };
  return terms[gap.severity];
}

/** Each place once: a control by its ID, anything else by its line. */
function places({ places: all }: Gap, { say, pathOf }: Page): string {
  const names = [...new Set(all.map(({ uri, line: at, control }) => control ?? `${pathOf(uri)}:${at + 1}`))];
  const rest = names.length - NAMED;
  return names.slice(0, NAMED).join(say('、', ', ')) + (rest > 0 ? say(` ほか${rest}か所`, ` and ${rest} more`) : '');
}

function due({ gaps: all }: PackageReport, page: Page): readonly string[] {
  const { say, language, pathOf } = page;
  const found = all.filter(isTimely).flatMap((gap) => gap.places);
  if (found.length === 0) return [];
  return [
    `## ${say('期限', 'Due')}`,
    table(
      [say('箇所', 'Where'), say('内容', 'What')],
      found.map(({ uri, line: at, finding }) => [`${pathOf(uri)}:${at + 1}`, finding.message(language)]),
    ),
  ];
}

function judgements({ judgements: all }: PackageReport, page: Page): readonly string[] {
  const { say } = page;
  if (all.length === 0) return [];
  const head = [
    say('項目', 'Control'),
    say('回', 'Round'),
    say('判定結果', 'Result'),
    say('指摘事項', 'Finding'),
    say('改善策', 'Improvement'),
    say('期限', 'Due'),
  ];
  return [
    `## ${say('評価員の指摘（未解決）', 'Open findings of the evaluators')}`,
    table(
      head,
      all.map((one) => [
        one.control,
        one.round,
        say(japaneseTerm('result', one.result), one.result),
        one.finding ?? '',
        one.improvement ?? '',
        dueOf(one, page),
      ]),
    ),
  ];
}

function dueOf({ due: written }: OpenJudgement, { say }: Page): string {
  return written ?? say('未定', 'not set');
}

function duties({ duties: all }: PackageReport, page: Page): readonly string[] {
  const { say } = page;
  if (all.length === 0) return [];
  const bearers: readonly (readonly [Bearer, string])[] = [
    ['customer', say('利用者（医療機関等）が行うこと', 'What the medical institution has to do')],
    ['platform', say('外部事業者に依拠していること', 'What others do for us')],
    ['ours', say('当社に残っていること', 'What is still ours to do')],
  ];
  return [
    `## ${say('責任分界', 'Shared responsibility')}`,
    ...bearers.flatMap(([bearer, heading]) => dutiesBy(bearer, heading, all, page)),
  ];
}

function dutiesBy(bearer: Bearer, heading: string, all: readonly Duty[], page: Page): readonly string[] {
  const { say } = page;
  const own = all.filter((duty) => duty.bearer === bearer);
  // What we do already is the sheet itself; here it is what is left.
  const shown = bearer === 'ours' ? own.filter(({ open }) => open) : own;
  const done =
    bearer === 'ours' ? say(`（${own.length}件のうち未了 ${shown.length}件）`, ` (${shown.length} of ${own.length} open)`) : '';
  if (own.length === 0) return [];
  const sources = { checklist: say('確認項目', 'check item'), annex: say('リスク', 'risk'), section: say('節', 'section') };
  const head = [
    say('出所', 'Source'),
    'ID',
    say('題名', 'Title'),
    say('対象', 'Target'),
    ...(bearer === 'platform' ? [say('依拠先', 'Relies on')] : []),
    say('内容', 'What'),
  ];
  const rows = shown.map((duty): readonly Cell[] => [
    sources[duty.source] + (duty.shared ? say('（共同）', ' (shared)') : ''),
    duty.id,
    inLanguage(duty.title, page.language),
    duty.target ?? '',
    ...(bearer === 'platform' ? [duty.from ?? say('（未記入）', '(not said)')] : []),
    headline(duty.text.replace(/\s+/g, ' '), 120),
  ]);
  return [`### ${heading}${done}`, rows.length === 0 ? '' : table(head, rows)];
}
