/** What a line scan (lines.ts) carries from one cut of the text to the next. */
import type { Open } from './indent.ts';

/** What of the lines before a cut counts for those behind it: two scans that reach one cut in equal states go on alike. */
export interface ScanState {
  readonly open: Open;
  /** Column of the entries of the sequence under the current top-level key; -1 where none is. */
  readonly entryColumn: number;
  /** That of the entries before; entries there are no words of the value of a key that came between (one indented with odd white space). */
  readonly formerColumn: number;
}

/** That of the first line of a file, and behind a document marker. */
export const BEGINNING: ScanState = { open: { keys: [], dashes: [], empty: -1 }, entryColumn: -1, formerColumn: -1 };

/** Whether scans go on alike from both. */
export function sameState(a: ScanState, b: ScanState): boolean {
  return (
    a === b ||
    (a.entryColumn === b.entryColumn &&
      a.formerColumn === b.formerColumn &&
      a.open.empty === b.open.empty &&
      sameColumns(a.open.keys, b.open.keys) &&
      sameColumns(a.open.dashes, b.open.dashes))
  );
}

function sameColumns(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((column, i) => column === b[i]);
}
