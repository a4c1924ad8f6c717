/** One line as its structural tokens, found without a parser: what features need where the text is half typed and the tree has no node for it. */
import type { Text } from '../text/text.ts';

/** Columns are 0-based, UTF-16, without a byte order mark. */
export interface Line {
  /** Offset in the file of column 0: behind a byte order mark. */
  readonly start: number;
  /** Without its line end; only the head of a very long line. */
  readonly source: string;
  /** Columns of the `- ` that open the line. */
  readonly dashes: readonly number[];
  /** Column of the first character behind indentation and dashes. */
  readonly content: number;
  readonly key: Key | undefined;
  /** Column at which the value behind the key, or else behind the dashes, begins; the line's length where there is none. */
  readonly value: number;
  /** Nothing but white space, or a comment. */
  readonly blank: boolean;
}

export interface Key {
  /** Without quotes. */
  readonly text: string;
  readonly column: number;
  /** Column behind the key, before white space and colon. */
  readonly end: number;
  /** Column behind the colon. */
  readonly behind: number;
}

/** No structure is looked for beyond this many characters of a line. */
const HEAD = 4000;
const LEAD = /^[ \t\u3000]*/;
const DASH = /-(?:[ \t\u3000]+|$)/y;
/** The third alternative takes white space before the colon along: it cannot be told from that within the key without going back. */
const KEY =
  /^(?:"((?:[^"\\]|\\.)*)"[ \t]*|'((?:[^']|'')*)'[ \t]*|((?:[^\s#&*!|>'"%@`{}[\],：-]|-[^\s：])(?:[^:：]|:(?![ \t]|$))*)):(?=[ \t]|$)/;
/** A key typed with the full-width colon: only one of our own names, so that prose is none. */
const WIDE_KEY = /^([a-z][a-z0-9-]*)[ \t]*：/;
/** A key typed without the space behind its colon (`status:対応`), or with a full-width one; no URL, no time. */
const TIGHT_KEY = /^([a-z][a-z0-9-]*):(?=\u3000|[^\s/:：0-9])/;

/** @param number 0-based; a line the text does not have is blank */
export function lineOf(text: Text, number: number): Line {
  let start = text.lineStart(number);
  let source = text.slice(start, Math.min(text.lineEnd(number), start + HEAD));
  if (number === 0 && source.charCodeAt(0) === 0xfeff) {
    start++;
    source = source.slice(1);
  }
  let at = LEAD.exec(source)?.[0].length ?? 0;
  const dashes: number[] = [];
  for (;;) {
    DASH.lastIndex = at;
    const dash = DASH.exec(source);
    if (!dash) break;
    dashes.push(at);
    at += dash[0].length;
  }
  const body = source.slice(at);
  const match = KEY.exec(body) ?? WIDE_KEY.exec(body) ?? TIGHT_KEY.exec(body);
  let key: Key | undefined;
  let value = at;
  if (match) {
    const end = at + withoutBlanks(match[0].slice(0, -1)).length;
    const written = match[1] ?? match[2] ?? withoutBlanks(match[3] ?? '');
    key = { text: written, column: at, end, behind: at + match[0].length };
    value = key.behind;
    while (value < source.length && /[ \t\u3000]/.test(source[value] as string)) value++;
  }
  const blank = dashes.length === 0 && (body.trim() === '' || body.startsWith('#'));
  return { start, source, dashes, content: at, key, value, blank };
}

function withoutBlanks(text: string): string {
  return text.replace(/(?<![ \t])[ \t]+$/, '');
}

/** Whether a value opens a block scalar: what is indented below it is text. */
export function opensBlockScalar(line: Line): boolean {
  return /^(?:[&!]\S+[ \t]+){0,2}[|>][+\-0-9]*[ \t]*(?:#.*)?$/.test(line.source.slice(line.value));
}

/** The column `column` (at most `content`) would be, were the line indented in half width: people press the space bar as often, and see it as wide. */
export function halfWidthColumn({ source }: Line, column: number): number {
  return column + (source.slice(0, column).match(/\u3000/g)?.length ?? 0);
}

/** `---` and `...` end every mapping above them. */
export function isDocumentMark(line: Line): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)/.test(line.source);
}

/** Column of the first token: a dash, else the content. */
export function indentOf(line: Line): number {
  return line.dashes[0] ?? line.content;
}

/** Column behind the last character of `source` from `from` on, a trailing comment and white space left off. */
export function endOfValue(source: string, from: number): number {
  const quote = source[from];
  if (quote === '"' || quote === "'") {
    const close = source.indexOf(quote, from + 1);
    return close < 0 ? source.length : close + 1;
  }
  const comment = source.slice(from).search(/(?:^|[ \t])#/);
  const end = comment < 0 ? source.length : from + comment;
  return from + source.slice(from, end).trimEnd().length;
}
