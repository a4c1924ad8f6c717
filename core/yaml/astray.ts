/** Lines of a text that lost their indentation, as a paste leaves them where no editor indents it: which lines are that, and how far the text goes. */
import type { Open } from './indent.ts';
import { hasKey, looksLikeKey, looksLikeSchemaKey } from './key.ts';

/** Where a line stands that is less indented than the text above it. */
export interface AstrayPlace {
  readonly open: Open;
  /** Column of the entries of the sequence under the current top-level key; -1 where none is. */
  readonly entryColumn: number;
  /** The line's own. */
  readonly column: number;
  /** Whether lines above are astray: then only what certainly is a key or an entry ends the text. */
  readonly isBegun: boolean;
}

/** Perhaps with what Japanese typing makes of a dash. */
const ENTRY = /^[-\u2010-\u2015\u2212\u30fc\uff0d][ \t\u3000]*[a-z][a-z0-9.-]*[ \t]*[:：](?:[ \t\u3000]|$)/;
const DASH = /^-(?:[ \t]|$)/;
const QUOTED_KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?:[ \t]|$)/;
/** A key, an entry or a value just being typed. */
const HALF = /^(?:[a-z][a-z0-9.-]*:?|[-\u30fc\uff0d]+[a-z]*|[-:"'[\]{}|>&*!%@`?\uff1a ]+)$/;
/** Words one after the other: no name, date or term of the format. */
const SENTENCE = /[。、，．！？]|\S[ \t]+\S+[ \t]+\S/;
/** A document marker or what a merge left behind. */
const MARKER = /^(?:---(?:\s|$)|\.\.\.(?:\s|$)|[<=>|]{7}(?:\s|$))/;
/** What may begin more than text: a mark of YAML, a directive, a key in the long form. */
const SIGN = /^[?:%&*!|>[{"'@`](?:\s|.*:(?:\s|$))|^[?%]/;

/**
 * Whether a line behind a text belongs to it though it is not indented. Where it could be YAML of another meaning, and is not surrounded by such lines, it
 * does not.
 * @param body the line behind its indentation (plain spaces), its beginning where it is long
 */
export function isAstray(body: string, { open, entryColumn, column, isBegun }: AstrayPlace): boolean {
  if (body.startsWith('#') || (column === 0 && MARKER.test(body))) return false;
  if (ENTRY.test(body) || looksLikeSchemaKey(body)) return false;
  if (DASH.test(body)) {
    if (!open.dashes.includes(column)) return isBegun || body.trim().length > 1;
    // In a sequence of mappings a dash without a key is a mark of the text.
    return isBegun && open.keys.some((key) => key > column);
  }
  if (HALF.test(body) || SIGN.test(body)) return isBegun && !(QUOTED_KEY.test(body) && open.keys.includes(column));
  if (!hasKey(body) && !looksLikeKey(body)) return true;
  // `対象: 全件` is a key where others stand; at the margin there is none of that kind.
  if (column > 0 && open.keys.includes(column)) return false;
  return isBegun || (entryColumn >= 0 && column <= entryColumn);
}

/** Whether a value on one line, without its key, may go on on the lines below: it is a sentence, and has no comment behind it. */
export function mayGoOn(value: string): boolean {
  return SENTENCE.test(value) && !/[ \t]#/.test(value);
}
