/** Where a package stands, in a few numbers: for the head of its report, and for the list of several. */
import { ruleNamed } from '../check.ts';
import type { Coverage } from '../package/coverage.ts';
import type { Deadline } from './deadlines.ts';
import type { RegisteredEvidence } from './evidence.ts';
import type { Gap } from './gaps.ts';

/** What the numbers are taken from. */
export interface StandingSource {
  readonly coverage: readonly Coverage[];
  readonly gaps: readonly Gap[];
  readonly deadlines: readonly Deadline[];
  readonly evidence: readonly RegisteredEvidence[];
}

export interface Standing extends Pick<Coverage, 'controls' | 'answered' | 'withEvidence' | 'notApplicable'> {
  /** Findings by severity, but for those that time has made: these are what is overdue and expired. */
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Plans and improvements past their day, and those whose day is near. */
  readonly overdue: number;
  readonly soon: number;
  /** Evidence that has ended, ends soon, and whose file is not there. */
  readonly expired: number;
  readonly expiring: number;
  readonly lost: number;
}

/** What time has run out for stands in sections of its own: due, and evidence. */
export const isTimely = ({ rule }: Gap): boolean => ruleNamed(rule)?.about === 'time';

/** Adds up what is known of a package, or of several. */
export function standingOf({ coverage, gaps, deadlines, evidence }: StandingSource): Standing {
  const sum = (of: 'controls' | 'answered' | 'withEvidence' | 'notApplicable') =>
    coverage.reduce((total, one) => total + one[of], 0);
  const found = (severity: Gap['severity']) =>
    gaps.reduce((total, gap) => total + (gap.severity === severity && !isTimely(gap) ? gap.count : 0), 0);
  const due = (state: Deadline['state']) => deadlines.filter((one) => one.state === state).length;
  const valid = (validity: RegisteredEvidence['validity']) => evidence.filter((one) => one.validity === validity).length;
  return {
    controls: sum('controls'),
    answered: sum('answered'),
    withEvidence: sum('withEvidence'),
    notApplicable: sum('notApplicable'),
    errors: found('error'),
    warnings: found('warning'),
    infos: found('info'),
    overdue: due('overdue'),
    soon: due('soon'),
    expired: valid('expired'),
    expiring: valid('expiring'),
    lost: evidence.filter(({ file }) => file === 'missing' || file === 'outside').length,
  };
}
