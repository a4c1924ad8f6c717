/** Where the quick reader (quick.ts) stands, and what its parts share: white space, comments, line ends. */
import type { Block, Span } from './tree.ts';

export interface Cursor {
  readonly source: string;
  readonly block: Block;
  readonly comments: Span[];
  /** Offset in `source`. */
  at: number;
}

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const SINGLE_QUOTE = 39;
export const DASH = 45;
export const COLON = 58;

/** Whether white space, a line end, or nothing (NaN) stands there. */
export function isBlank(char: number): boolean {
  return char === SPACE || char === LF || char === TAB || char === CR || Number.isNaN(char);
}

/** The first offset from `at` on without a space. */
export function skipSpaces(source: string, at: number): number {
  let end = at;
  while (source.charCodeAt(end) === SPACE) end++;
  return end;
}

/**
 * Goes from behind a token to the beginning of the next line, or to the end of the source.
 * @param spaced whether a comment may begin at once
 * @returns false where something else stands there
 */
export function nextLine(cursor: Cursor, spaced: boolean): boolean {
  const { source, at: start } = cursor;
  let at = start;
  while (source.charCodeAt(at) === SPACE || source.charCodeAt(at) === TAB) at++;
  let end = at;
  if (source.charCodeAt(at) === HASH) {
    if (at === start && !spaced) return false;
    end = source.indexOf('\n', at);
    if (end < 0) end = source.length;
    else if (source.charCodeAt(end - 1) === CR) end--;
    cursor.comments.push({ start: at, end });
  }
  if (source.charCodeAt(end) === CR) end++;
  if (source.charCodeAt(end) === LF) end++;
  else if (end < source.length) return false;
  cursor.at = end;
  return true;
}
