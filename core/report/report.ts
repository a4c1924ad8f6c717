/**
 * A package as a whole, in numbers and lists: how far it is, what is missing, what is due, who is to do what, and what the risks come to. Plain data, ready for
 * JSON; convert/report/form.ts makes a document of it.
 */
import type { PlacedFinding } from '../check.ts';
import type { Bilingual } from '../language.ts';
import { mapField, textField } from '../model/field.ts';
import { type Coverage, coverageOf } from '../package/coverage.ts';
import type { Package } from '../package/package.ts';
import { type AnnexReport, annexesOf } from './annex.ts';
import { type CategoryCoverage, categoriesOf, type GuidelineCoverage, guidelinesOf } from './answers.ts';
import { type AssessmentReport, assessmentsOf } from './assessment.ts';
import { type Deadline, deadlinesOf } from './deadlines.ts';
import { evidenceOf, type RegisteredEvidence } from './evidence.ts';
import { type Gap, gapsIn } from './gaps.ts';
import { type OpenJudgement, openJudgements, type Submission, submissionsOf } from './judgements.ts';
import { type RemainingWork, remainingWork } from './remaining.ts';
import { type Duty, dutiesOf } from './responsibility.ts';

export interface PackageReport {
  /** The folder of the package. */
  readonly uri: string;
  readonly service: string | undefined;
  readonly provider: string | undefined;
  /** The files the report is about, by path: all of the package but where only some were asked for. */
  readonly files: readonly { readonly uri: string }[];
  /** Only some of the package's files were asked for. */
  readonly isPart: boolean;
  /** Titles of the catalogs that are reported on, by ID. */
  readonly titles: ReadonlyMap<string, Bilingual>;
  /** By checklist, in order of path. */
  readonly coverage: readonly Coverage[];
  /** By checklist, then in catalog order. */
  readonly categories: readonly CategoryCoverage[];
  /** By checklist, the categories in which anything is left to do. */
  readonly remaining: readonly RemainingWork[];
  /** Each guideline that is answered, or tied to one that is. */
  readonly guidelines: readonly GuidelineCoverage[];
  /** Open findings by rule, the gravest first. */
  readonly gaps: readonly Gap[];
  /** Plans and improvements, the first to be due first. */
  readonly deadlines: readonly Deadline[];
  /** The register of evidence. */
  readonly evidence: readonly RegisteredEvidence[];
  readonly submissions: readonly Submission[];
  /** What evaluators found and nobody settled since. */
  readonly judgements: readonly OpenJudgement[];
  /** Who does what. */
  readonly duties: readonly Duty[];
  readonly annexes: readonly AnnexReport[];
  readonly assessments: readonly AssessmentReport[];
}

/**
 * @param findings of the package, by file
 * @param date today, `YYYY-MM-DD`
 * @param asked the files to report on, the rest of the package being context; all where absent. How far the guidelines are is always a matter of the package.
 */
export function reportOn(
  whole: Package,
  findings: ReadonlyMap<string, readonly PlacedFinding[]>,
  date: string,
  asked: Pick<ReadonlySet<string>, 'has'> = whole.files,
): PackageReport {
  const service = mapField(whole.manifest?.root, 'service');
  const uris = [...whole.files.keys()];
  const among = <T extends { readonly uri: string }>(all: readonly T[]) => all.filter(({ uri }) => asked.has(uri));
  const judgements = openJudgements(whole);
  return {
    uri: whole.uri,
    service: textField(service, 'name')?.value,
    provider: textField(service, 'provider')?.value,
    files: among(uris.map((uri) => ({ uri }))),
    isPart: !uris.every((uri) => asked.has(uri)),
    titles: new Map(whole.catalogs.all.map(({ id, data }) => [id, data.title])),
    coverage: among(coverageOf(whole)),
    categories: among(categoriesOf(whole)),
    remaining: among(remainingWork(whole, findings, judgements)),
    guidelines: guidelinesOf(whole),
    gaps: gapsIn(new Map([...findings].filter(([uri]) => asked.has(uri)))),
    deadlines: among(deadlinesOf(whole, date)),
    evidence: among(evidenceOf(whole, date)),
    submissions: among(submissionsOf(whole, findings)),
    judgements: among(judgements),
    duties: among(dutiesOf(whole)),
    annexes: among(annexesOf(whole)),
    assessments: among(assessmentsOf(whole)),
  };
}
