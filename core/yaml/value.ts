/** What is certainly wrong with a value on the line it begins: text that needs quotes, a quote or bracket that does not close. */
import { withoutEnd } from '../text/edges.ts';

const BLANK = /[ \t]/;

export interface ValueFault {
  readonly kind: 'unquoted' | 'unclosed';
  /** How much of the value is at fault, in UTF-16 units from its start; a comment behind it is not. */
  readonly length: number;
  /** The value as it was meant, where it ends on this line. */
  readonly mended: string;
}

/** A text in quotes, on one line: double where nothing in it needs escaping, else single. Line folding is the same in both. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/**
 * @param value from its first character to the end of the line
 * @returns undefined where nothing is wrong, or nothing for certain
 */
export function faultOf(value: string): ValueFault | undefined {
  switch (value[0]) {
    case '"':
    case "'":
      return trailing(value, closeOfQuote(value, 0));
    case '[':
    case '{':
      return trailing(value, closeOfFlow(value).close);
    case ']':
    case '}':
    case '%':
    case '@':
    case '`':
      return unquoted(value);
    case '>':
    case '|':
      return unquoted(value);
    case '*':
      // An alias stands alone.
      return /^\*\S+[ \t]+[^\s#]/.test(value) ? unquoted(value) : undefined;
    case '!':
      // A tag is ASCII.
      return /^!\S*[^\s!-~]/.test(value) ? unquoted(value) : undefined;
    case '&':
      // One anchor a value.
      return /^&\S*[ \t]+&/.test(value) ? unquoted(value) : undefined;
    case '#':
      return undefined;
    default:
      return /^[-?:][ \t]/.test(value) || !/:(?:[ \t]|$)/.test(beforeComment(value)) ? undefined : unquoted(value);
  }
}

/** Text behind the end of a quoted or flow value. */
function trailing(value: string, close: number): ValueFault | undefined {
  if (close < 0 || /^[ \t]*$|^[ \t]+#|^[ \t]*:/.test(value.slice(close, close + 200))) return undefined;
  return unquoted(value);
}

function unquoted(value: string): ValueFault {
  const text = beforeComment(value);
  return { kind: 'unquoted', length: text.length, mended: quoted(text) };
}

/** A value that does not close although nothing of it follows on other lines. */
export function unclosed(value: string): ValueFault | undefined {
  const text = withoutEnd(value, BLANK);
  if (value[0] === '"' || value[0] === "'") {
    // A last backslash would escape the quote.
    return /\\$/.test(text) ? undefined : { kind: 'unclosed', length: text.length, mended: text + value[0] };
  }
  const { closers, comment, quote } = closeOfFlow(value);
  if (comment >= 0 || quote !== '') return undefined;
  return { kind: 'unclosed', length: text.length, mended: text + closers };
}

/** The part of a plain value before ` #`, without the white space there. */
function beforeComment(value: string): string {
  const comment = /[ \t]#/.exec(value);
  return withoutEnd(comment ? value.slice(0, comment.index) : value, BLANK);
}

/** Offset behind the quote that closes the one at `start`; -1 where it is not on this line. */
export function closeOfQuote(value: string, start: number): number {
  const quote = value[start];
  for (let i = start + 1; i < value.length; i++) {
    if (quote === '"' && value[i] === '\\') i++;
    else if (value[i] === quote) {
      if (quote === "'" && value[i + 1] === "'") i++;
      else return i + 1;
    }
  }
  return -1;
}

export interface FlowScan {
  /** Offset behind the bracket that closes the first; -1 where it is not on this line. */
  readonly close: number;
  readonly deepest: number;
  /** Brackets opened less brackets closed. */
  readonly balance: number;
  /** What closes the brackets still open. */
  readonly closers: string;
  /** Where a comment begins inside; -1 where none does. */
  readonly comment: number;
  /** The quote still open at the end, or ''. */
  readonly quote: string;
}

/** Reads brackets on one line, quotes and comments respected. */
export function closeOfFlow(value: string): FlowScan {
  const open: string[] = [];
  let balance = 0;
  let deepest = 0;
  let close = -1;
  for (let i = 0; i < value.length; i++) {
    const char = value[i] as string;
    if ((char === '"' || char === "'") && /[\s,[{:]/.test(value[i - 1] ?? ' ')) {
      const end = closeOfQuote(value, i);
      if (end < 0) return { close, deepest, balance, closers: '', comment: -1, quote: char };
      i = end - 1;
    } else if (char === '#' && /\s/.test(value[i - 1] ?? ' ')) {
      return { close, deepest, balance, closers: closing(open), comment: i, quote: '' };
    } else if (char === '[' || char === '{') {
      open.push(char);
      deepest = Math.max(deepest, ++balance);
    } else if (char === ']' || char === '}') {
      open.pop();
      if (--balance === 0 && close < 0) close = i + 1;
    }
  }
  return { close, deepest, balance, closers: closing(open), comment: -1, quote: '' };
}

function closing(open: readonly string[]): string {
  return [...open]
    .reverse()
    .map((bracket) => (bracket === '[' ? ']' : '}'))
    .join('');
}
