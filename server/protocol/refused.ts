/** What cannot be answered. */

/** A request that could not be met: why, and what to do, in the reader's language. */
export interface Refused {
  readonly refused: string;
}
