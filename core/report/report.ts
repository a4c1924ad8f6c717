/**
 * A package as a whole, in numbers and lists: how far it is, what is missing, what is due, who is to do what, and what the risks come to. Plain data, ready for
 * JSON; convert/package-report.ts makes pages of it.
 */
import type { PlacedFinding } from '../check.ts';
import { mapField, textField } from '../model/field.ts';
import { type Coverage, coverageOf } from '../package/coverage.ts';
import type { Package } from '../package/package.ts';
import { type AnnexReport, annexesOf } from './annex.ts';
import { type CategoryCoverage, categoriesOf, type GuidelineCoverage, guidelinesOf } from './answers.ts';
import { type AssessmentReport, assessmentsOf } from './assessment.ts';
import { type Gap, gapsIn } from './gaps.ts';
import { type OpenJudgement, openJudgements, type Submission, submissionsOf } from './judgements.ts';
import { type Duty, dutiesOf } from './responsibility.ts';

export interface PackageReport {
  /** The folder of the package. */
  readonly uri: string;
  readonly service: string | undefined;
  readonly provider: string | undefined;
  /** By checklist, in order of path. */
  readonly coverage: readonly Coverage[];
  /** By checklist, then in catalog order. */
  readonly categories: readonly CategoryCoverage[];
  /** Each guideline that is answered, or tied to one that is. */
  readonly guidelines: readonly GuidelineCoverage[];
  /** Open findings by rule, the gravest first. */
  readonly gaps: readonly Gap[];
  readonly submissions: readonly Submission[];
  /** What evaluators found and nobody settled since. */
  readonly judgements: readonly OpenJudgement[];
  /** Who does what. */
  readonly duties: readonly Duty[];
  readonly annexes: readonly AnnexReport[];
  readonly assessments: readonly AssessmentReport[];
}

/** @param findings of the package, by file */
export function reportOn(whole: Package, findings: ReadonlyMap<string, readonly PlacedFinding[]>): PackageReport {
  const service = mapField(whole.manifest?.root, 'service');
  return {
    uri: whole.uri,
    service: textField(service, 'name')?.value,
    provider: textField(service, 'provider')?.value,
    coverage: coverageOf(whole),
    categories: categoriesOf(whole),
    guidelines: guidelinesOf(whole),
    gaps: gapsIn(findings),
    submissions: submissionsOf(whole, findings),
    judgements: openJudgements(whole),
    duties: dutiesOf(whole),
    annexes: annexesOf(whole),
    assessments: assessmentsOf(whole),
  };
}
