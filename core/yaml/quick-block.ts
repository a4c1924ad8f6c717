/** Literal and folded block scalars, for the quick reader (quick.ts). */
import { CR, type Cursor, DASH, LF, nextLine, SPACE, skipSpaces, TAB } from './quick-cursor.ts';
import type { ScalarNode } from './tree.ts';

const PLUS = 43;
const ZERO = 48;
const NINE = 57;
const GREATER = 62;

/** What of the line ends behind the last line stays. */
type Chomp = 'clip' | 'strip' | 'keep';

/** The lines of a block scalar, first and last included. */
interface Body {
  readonly start: number;
  readonly end: number;
  /** Where its first text stands; not before `end` where it has none. */
  readonly content: number;
  /** The indentation that is no text. */
  readonly indent: number;
  /** Whether the header says the indentation. */
  readonly said: boolean;
}

/**
 * The block scalar at the cursor, which goes to the line behind it; undefined where it is not certain.
 * @param parent the column of the collection it belongs to
 */
export function blockScalar(cursor: Cursor, parent: number): ScalarNode | undefined {
  const { source, block, at: start } = cursor;
  let said = 0;
  let chomp: Chomp = 'clip';
  let at = start + 1;
  for (; ; at++) {
    const char = source.charCodeAt(at);
    if ((char === PLUS || char === DASH) && chomp === 'clip') chomp = char === PLUS ? 'keep' : 'strip';
    else if (char > ZERO && char <= NINE && said === 0) said = char - ZERO;
    else break;
  }
  cursor.at = at;
  if (!nextLine(cursor, false)) return undefined;
  const body = bodyAt(source, cursor.at, parent, said, chomp === 'keep');
  if (!body) return undefined;
  cursor.at = body.end;
  const isFolded = source.charCodeAt(start) === GREATER;
  const text =
    body.content >= body.end
      ? emptyText(source, body, chomp)
      : isFolded
        ? foldedText(source, body, chomp)
        : literalText(source, body, chomp);
  if (text === undefined) return undefined;
  const end = trimmedEnd(source, start, body.end);
  return {
    kind: 'scalar',
    block,
    start,
    end,
    outerEnd: chomp === 'keep' ? body.end : end,
    style: isFolded ? 'folded' : 'literal',
    text,
  };
}

function bodyAt(source: string, start: number, parent: number, said: number, keeps: boolean): Body | undefined {
  let content = start;
  let first = start;
  for (; ; content++) {
    const char = source.charCodeAt(content);
    if (char === LF) first = content + 1;
    else if (char !== SPACE && char !== CR) break;
  }
  const column = content - first;
  const indent = said === 0 ? column : parent + said;
  // The line end before what follows.
  let last = first - 1;
  if (column > parent) {
    while (last < source.length && belongs(source, last + 1, indent)) {
      last = source.indexOf('\n', last + 1);
      if (last < 0) last = source.length;
    }
  }
  if (source.charCodeAt(skipSpaces(source, last + 1)) === TAB) return undefined;
  if (!keeps) {
    // Empty lines behind the text belong to what follows, unless they are indented further.
    for (;;) {
      let lineEnd = last - 1;
      if (source.charCodeAt(lineEnd) === CR) lineEnd--;
      let at = lineEnd;
      while (source.charCodeAt(at) === SPACE) at--;
      if (at < start || source.charCodeAt(at) !== LF || lineEnd - at > column) break;
      last = at;
    }
  }
  return { start, end: Math.min(last + 1, source.length), content, indent, said: said > 0 };
}

/** Whether the line that begins at `start` goes on a block scalar: it is empty or as far indented. */
function belongs(source: string, start: number, indent: number): boolean {
  const at = skipSpaces(source, start);
  const char = source.charCodeAt(at);
  return char === LF || char === CR || at - start >= indent;
}

function emptyText(source: string, { start, end }: Body, chomp: Chomp): string {
  if (chomp !== 'keep' || start === end) return '';
  let count = 0;
  for (let at = start; at < end; at++) if (source.charCodeAt(at) === LF) count++;
  return '\n'.repeat(Math.max(1, count));
}

/** The empty lines before the text; undefined where one is indented further than it, without the header saying so. */
function leadingText(source: string, { start, content, indent, said }: Body): string | undefined {
  let text = '';
  for (let at = start; ; ) {
    const spaces = skipSpaces(source, at);
    if (spaces >= content) return text;
    const extra = spaces - at - indent;
    if (extra > 0 && !said) return undefined;
    if (extra > 0) text += source.slice(at + indent, spaces);
    text += '\n';
    at = spaces + (source.charCodeAt(spaces) === CR ? 2 : 1);
  }
}

function literalText(source: string, body: Body, chomp: Chomp): string | undefined {
  const { end, content, indent } = body;
  let text = leadingText(source, body);
  if (text === undefined) return undefined;
  /** Empty lines of which it is not known yet whether text follows. */
  let held = '';
  let closed = false;
  for (let at = source.lastIndexOf('\n', content - 1) + 1; at < end; ) {
    const lineEnd = endOfLine(source, at, end);
    const isClosed = lineEnd < end;
    const isReturn = isClosed && source.charCodeAt(lineEnd - 1) === CR;
    const stop = isReturn ? lineEnd - 1 : lineEnd;
    const from = Math.min(at + indent, stop);
    const isText = from < stop;
    if (isText) {
      if (held !== '') text += held;
      held = '';
      // Text and line end in one piece, where they are.
      text += isReturn ? `${source.slice(from, stop)}\n` : source.slice(from, isClosed ? lineEnd + 1 : stop);
      closed = isClosed;
    } else if (isClosed) held += '\n';
    at = lineEnd + 1;
  }
  if (chomp === 'strip') return closed ? text.slice(0, -1) : text;
  if (!closed) text += '\n';
  return chomp === 'keep' ? text + held : text;
}

function foldedText(source: string, body: Body, chomp: Chomp): string | undefined {
  const { end, content, indent } = body;
  let text = leadingText(source, body);
  if (text === undefined) return undefined;
  let gap = '';
  let wasDeeper = false;
  let blanks = 0;
  let closed = false;
  for (let at = source.lastIndexOf('\n', content - 1) + 1; at < end; ) {
    const lineEnd = endOfLine(source, at, end);
    const isClosed = lineEnd < end;
    const stop = isClosed && source.charCodeAt(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
    const from = Math.min(at + indent, stop);
    if (from === stop) {
      if (isClosed) blanks++;
    } else {
      for (; blanks > 0; blanks--) {
        if (gap === '\n') text += '\n';
        else gap = '\n';
      }
      const first = source.charCodeAt(from);
      const isDeeper = first === SPACE || first === TAB;
      if (isDeeper && gap === ' ') gap = '\n';
      else if (isDeeper && gap === '\n' && !wasDeeper) gap = '\n\n';
      text += gap + source.slice(from, stop);
      gap = isDeeper ? '\n' : ' ';
      wasDeeper = isDeeper;
      closed = isClosed;
    }
    at = lineEnd + 1;
  }
  if (chomp === 'strip') return text;
  return chomp === 'keep' && closed ? text + '\n'.repeat(blanks + 1) : `${text}\n`;
}

/** The line end of the line at `at`, or the end of the scalar. */
function endOfLine(source: string, at: number, end: number): number {
  const lineEnd = source.indexOf('\n', at);
  return lineEnd < 0 || lineEnd >= end ? end : lineEnd;
}

/** A block scalar's end without its trailing white space, as convert.ts takes it. */
function trimmedEnd(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && isWhite(source.charCodeAt(at - 1))) at--;
  return at;
}

/** `\s` of a regular expression. */
function isWhite(char: number): boolean {
  if (char <= SPACE) return char === SPACE || (char >= TAB && char <= CR);
  if (char < 0xa0) return false;
  return (
    char === 0xa0 ||
    char === 0x1680 ||
    (char >= 0x2000 && char <= 0x200a) ||
    char === 0x2028 ||
    char === 0x2029 ||
    char === 0x202f ||
    char === 0x205f ||
    char === 0x3000 ||
    char === 0xfeff
  );
}
