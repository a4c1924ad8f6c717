/**
 * What is not read or told beyond a size no real document has, so that one file cannot stop the rest. What is left out is said: `file-limit`, `alias-limit`.
 */

export interface Limits {
  /** UTF-16 code units of a file that is still parsed. */
  readonly length: number;
  /** Entries of a file that are still read, over all its documents. */
  readonly entries: number;
}

export const LIMITS: Limits = { length: 32 * 1024 * 1024, entries: 100_000 };

/** Deeper nesting than this is not read: the parser's recursion has an end. */
export const MAX_DEPTH = 100;

/** How many values aliases may bring into one document ("billion laughs"); beyond it an alias stands for nothing. */
export const ALIAS_LIMIT = 10_000;

/**
 * Findings told of one file, the gravest first where there are more. High, because a limit met by one broken place would hide the sound entries' findings:
 * it only keeps memory and messages bounded.
 */
export const MAX_FINDINGS = 200_000;
