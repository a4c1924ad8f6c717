/** What is asked of checks beyond the findings: all of a folder's in lines, and what a check cost. */

/** The findings of every Kaiji file in a folder. Params: {@link CheckFolderParams}; answer: {@link CheckFolderAnswer}. */
export const checkFolderRequest = 'kaiji/checkFolder';
export interface CheckFolderParams {
  /** URI of a folder of the workspace. */
  readonly folder: string;
}
export interface CheckFolderAnswer {
  /** One for each finding, `PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE]`, by path and place; PATH as seen from the folder, line and column 1-based. */
  readonly lines: readonly string[];
  readonly files: number;
  /** Findings by severity. */
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
}

/** The slowest check of the package a file is in since the rules in force changed, where it was slow. Params: {@link SlowCheckParams}; answer: {@link SlowCheckAnswer}, or null where it was not. */
export const slowCheckRequest = 'kaiji/slowCheck';
export interface SlowCheckParams {
  readonly uri: string;
}
export interface SlowCheckAnswer {
  /** What the check took. */
  readonly milliseconds: number;
  /** The check of a rule that took most of it; absent where that is not known. */
  readonly slowest?: {
    /** Its code, and what it is about. */
    readonly rule: string;
    readonly summary: string;
    readonly milliseconds: number;
  };
}
