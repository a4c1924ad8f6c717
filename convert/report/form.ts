/** The report on packages (core/report) as a document, for those who have to know how far it is: drawings and tables, the gravest first. */

import type { Language } from '../../core/language.ts';
import type { PackageReport } from '../../core/report/report.ts';
import type { StandingSource } from '../../core/report/standing.ts';
import type { Block, Form } from '../form/form.ts';
import { annexPart } from './annex.ts';
import { answersPart, guidelinesPart } from './answers.ts';
import { assessmentPart } from './assessment.ts';
import { duePart } from './deadlines.ts';
import { dutiesPart } from './duties.ts';
import { evidencePart } from './evidence.ts';
import { gapsPart } from './gaps.ts';
import { judgementsPart } from './judgements.ts';
import { overviewPart } from './overview.ts';
import { led, line, type Part, paragraph, words } from './part.ts';
import { remainingPart } from './remaining.ts';
import { summaryPart } from './summary.ts';

export interface ReportOptions {
  readonly language: Language;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** How a file is called. */
  readonly pathOf: (uri: string) => string;
  /** What the format shows: tables say what drawings would, and drawings what tables show by shades and small drawings. */
  readonly shows: 'tables' | 'drawings' | 'both';
  /** Whether pages of controls can be opened, in a view. */
  readonly hasPages?: boolean;
}

/** One package is a document of its own; several are chapters of one, after a table of all. */
export function reportForm(reports: readonly PackageReport[], options: ReportOptions): Form {
  const say = sayIn(options);
  const [first, ...others] = reports;
  const isAlone = first !== undefined && others.length === 0;
  const stands = (report: PackageReport) => {
    const name = report.service ?? options.pathOf(report.uri);
    return say(`${name}の状況`, `${name}: where it stands`);
  };
  const chapters = reports.flatMap((report, i): readonly Block[] => [
    ...(i > 0 ? [{ is: 'page-break' as const }] : []),
    { is: 'heading', level: 1, number: '', content: words(stands(report)), anchor: `package-${i + 1}` },
    ...packagePart(
      report,
      partOf(options, report.uri, 2, (section) => `${section}-${i + 1}`),
    ),
  ]);
  const all = overviewPart(
    reports.map((report, i) => ({
      ...report,
      name: [{ is: 'reference', anchor: `package-${i + 1}`, content: words(report.service ?? options.pathOf(report.uri)) }],
    })),
    partOf(options),
  );
  const none = paragraph(say('まとめるパッケージがありません。', 'There are no packages to report on.'));
  return written(
    isAlone ? stands(first) : say('パッケージの状況', 'Where the packages stand'),
    options,
    isAlone
      ? packagePart(first, partOf(options, first.uri))
      : reports.length === 0
        ? [none]
        : [...all, ...(options.shows === 'tables' ? [] : [{ is: 'page-break' as const }]), ...chapters],
  );
}

/** A package of a view of several, and what leads to it. */
export interface ListedPackage extends StandingSource {
  readonly uri: string;
  readonly service: string | undefined;
}

/** Several packages, each leading to itself: its URI, line 0. */
export function overviewForm(packages: readonly ListedPackage[], options: ReportOptions): Form {
  const listed = packages.map((one) => ({
    ...one,
    name: led(one.service ?? options.pathOf(one.uri), [{ uri: one.uri, line: 0 }]),
  }));
  return written(sayIn(options)('パッケージの状況', 'Where the packages stand'), options, overviewPart(listed, partOf(options)));
}

function written(title: string, { language, date, shows }: ReportOptions, blocks: readonly Block[]): Form {
  return {
    title,
    language,
    // A page of Markdown is read from the top, by way of the summary.
    hasContents: shows !== 'tables',
    running: `${title}${language === 'ja' ? '　' : ' · '}${date}`,
    page: 'portrait',
    blocks,
  };
}

function sayIn({ language }: ReportOptions): Part['say'] {
  return (ja, en) => (language === 'ja' ? ja : en);
}

/** @param home the folder of the package, within which a file is known by its path there */
function partOf(options: ReportOptions, home?: string, level = 1, anchorOf: Part['anchorOf'] = (section) => section): Part {
  return {
    ...options,
    hasPages: options.hasPages === true,
    hasDrawings: options.shows !== 'tables',
    isDrawn: options.shows === 'drawings',
    pathOf: (uri) =>
      home !== undefined && uri.startsWith(`${home}/`) ? decoded(uri.slice(home.length + 1)) : options.pathOf(uri),
    say: sayIn(options),
    level,
    anchorOf,
  };
}

function packagePart(report: PackageReport, part: Part): readonly Block[] {
  const { say } = part;
  const files = report.files.map(({ uri }) => part.pathOf(uri)).join(say('、', ', '));
  return [
    ...line(
      part,
      say(`作成日 ${part.date}`, `As of ${part.date}`),
      report.provider,
      report.isPart ? say(`対象: ${files}`, `Of: ${files}`) : undefined,
    ),
    ...summaryPart(report, part),
    ...answersPart(report, part),
    ...remainingPart(report, part),
    ...guidelinesPart(report, part),
    ...gapsPart(report, part),
    ...duePart(report, part),
    ...evidencePart(report, part),
    ...judgementsPart(report, part),
    ...dutiesPart(report, part),
    ...annexPart(report, part),
    ...assessmentPart(report.assessments, part),
  ];
}

/** A path as people read it; one that is no URI's stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
