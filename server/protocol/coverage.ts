/** How far a checklist has come. */

/** Counts of a checklist for the status item; null for a file that is none. */
export const coverageRequest = 'kaiji/coverage';
export interface CoverageParams {
  readonly uri: string;
}
export interface CoverageAnswer {
  readonly catalog: string;
  readonly controls: number;
  readonly answered: number;
  readonly withEvidence: number;
  readonly notApplicable: number;
}
