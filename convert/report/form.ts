/** The report on packages (core/report) as a document, for those who have to know how far it is: drawings and tables, the gravest first. */
import type { Language } from '../../core/language.ts';
import type { PackageReport } from '../../core/report/report.ts';
import type { Block, Form } from '../form/form.ts';
import { annexPart } from './annex.ts';
import { answersPart, guidelinesPart } from './answers.ts';
import { assessmentPart } from './assessment.ts';
import { dutiesPart } from './duties.ts';
import { evidencePart } from './evidence.ts';
import { duePart, gapsPart } from './gaps.ts';
import { judgementsPart } from './judgements.ts';
import { line, type Part, paragraph, words } from './part.ts';
import { summaryPart } from './summary.ts';

export interface ReportOptions {
  readonly language: Language;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** How a file is called. */
  readonly pathOf: (uri: string) => string;
  /** Whether the format shows drawings; where not, tables say what they would. */
  readonly hasDrawings: boolean;
}

/** One package is a document of its own; several are chapters of one. */
export function reportForm(reports: readonly PackageReport[], options: ReportOptions): Form {
  const say = (ja: string, en: string) => (options.language === 'ja' ? ja : en);
  const [first, ...others] = reports;
  const isAlone = first !== undefined && others.length === 0;
  const name = (report: PackageReport) => report.service ?? options.pathOf(report.uri);
  const stands = (report: PackageReport) => say(`${name(report)} の状況`, `${name(report)}: where it stands`);
  const title = isAlone ? stands(first) : say('パッケージの状況', 'Where the packages stand');
  const blocks = reports.flatMap((report, i): readonly Block[] => {
    const part: Part = {
      ...options,
      // Within its package a file is known by its path there.
      pathOf: (uri) => (uri.startsWith(`${report.uri}/`) ? decoded(uri.slice(report.uri.length + 1)) : options.pathOf(uri)),
      say,
      level: isAlone ? 1 : 2,
      anchorOf: (section) => (isAlone ? section : `${section}-${i + 1}`),
    };
    const chapter: readonly Block[] = [
      ...(i > 0 ? [{ is: 'page-break' as const }] : []),
      { is: 'heading', level: 1, number: '', content: words(stands(report)), anchor: `package-${i + 1}` },
    ];
    return [...(isAlone ? [] : chapter), ...packagePart(report, part)];
  });
  return {
    title,
    language: options.language,
    // A page of Markdown is read from the top, by way of the summary.
    hasContents: options.hasDrawings,
    running: `${title}${say('　', ' · ')}${options.date}`,
    page: 'portrait',
    blocks:
      reports.length === 0 ? [paragraph(say('まとめるパッケージがありません。', 'There are no packages to report on.'))] : blocks,
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
    ...guidelinesPart(report, part),
    ...gapsPart(report, part),
    ...duePart(report, part),
    ...evidencePart(report, part),
    ...judgementsPart(report, part),
    ...dutiesPart(report, part),
    ...annexPart(report.annexes, part),
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
