/** Scalars, for the quick reader (quick.ts). Functions that read take the cursor behind what they read; undefined: it is not certain. */
import { COLON, CR, type Cursor, DASH, HASH, isBlank, LF, SINGLE_QUOTE, SPACE, skipSpaces, TAB } from './quick-cursor.ts';
import { unescaped, unfolded } from './quick-text.ts';
import type { ScalarNode } from './tree.ts';

/** As the least indentation of further lines: the scalar is to stand on one. */
export const ONE_LINE = Number.POSITIVE_INFINITY;

/** Indicators no plain scalar begins with. `-`, `?` and `:` may, where text follows at once. */
const INDICATORS = new Set(Array.from('!"#%&\'*,>@[]`{|}\t', (char) => char.charCodeAt(0)));
const QUESTION = 63;
const BACKSLASH = 92;

/** The scalar `[start, end)`, read as it stands there. */
export function scalarNode(
  { source, block }: Cursor,
  start: number,
  end: number,
  style: ScalarNode['style'],
  text = source.slice(start, end),
): ScalarNode {
  return { kind: 'scalar', block, start, end, outerEnd: end, style, text };
}

/** What stands where a value is missing. */
export function emptyScalar({ block }: Cursor, at: number): ScalarNode {
  return { kind: 'scalar', block, start: at, end: at, outerEnd: at, style: 'plain', text: '' };
}

export function beginsPlain(source: string, at: number): boolean {
  const char = source.charCodeAt(at);
  if (char > 125) return true;
  if (char === DASH || char === QUESTION || char === COLON) return !isBlank(source.charCodeAt(at + 1));
  return !isBlank(char) && !INDICATORS.has(char);
}

/**
 * Reads one line of a plain scalar outside flow collections. The cursor goes to the colon, the white space before a comment, or the line end that ends it.
 * @returns the end of its text
 */
export function plainLine(cursor: Cursor): number {
  const { source } = cursor;
  let end = cursor.at;
  for (let at = cursor.at; ; at++) {
    const char = source.charCodeAt(at);
    if (char > COLON) end = at + 1;
    else if (char === SPACE || char === TAB) {
      if (source.charCodeAt(at + 1) !== HASH) continue;
      cursor.at = at;
      return end;
    } else if (char === COLON ? isBlank(source.charCodeAt(at + 1)) : isBlank(char)) {
      cursor.at = at;
      return end;
    } else end = at + 1;
  }
}

/**
 * A plain value of which the first line, `[start, firstEnd)`, is read; the cursor stands where {@link plainLine} left it.
 * @param least how far further lines of it are indented
 */
export function plainScalar(cursor: Cursor, start: number, firstEnd: number, least: number): ScalarNode | undefined {
  const { source } = cursor;
  let end = firstEnd;
  for (;;) {
    const char = source.charCodeAt(cursor.at);
    // A key where no key may be.
    if (char === COLON) return undefined;
    if (char === SPACE || char === TAB || cursor.at >= source.length) break;
    const next = continuation(source, cursor.at, least);
    if (next === undefined) return undefined;
    if (next < 0) break;
    cursor.at = next;
    end = plainLine(cursor);
  }
  cursor.at = end;
  return end === firstEnd
    ? scalarNode(cursor, start, end, 'plain')
    : scalarNode(cursor, start, end, 'plain', unfolded(source.slice(start, end)));
}

/** Where a plain scalar goes on behind the line end at `at`; -1: nowhere. */
function continuation(source: string, at: number, least: number): number | undefined {
  let lineEnd = at;
  for (;;) {
    const lineStart = lineEnd + (source.charCodeAt(lineEnd) === CR ? 2 : 1);
    const next = skipSpaces(source, lineStart);
    const char = source.charCodeAt(next);
    if (char === LF || char === CR) lineEnd = next;
    else if (char === TAB) return undefined;
    else if (next >= source.length || char === HASH) return -1;
    else if (next - lineStart < least) return least === ONE_LINE ? undefined : -1;
    else return next;
  }
}

/**
 * The quoted scalar at the cursor.
 * @param least how far further lines of it are indented
 */
export function quotedScalar(cursor: Cursor, least: number): ScalarNode | undefined {
  const { source, at: start } = cursor;
  const quote = source.charCodeAt(start);
  const single = quote === SINGLE_QUOTE;
  let isPure = true;
  let isFolded = false;
  let at = start + 1;
  for (; ; at++) {
    const char = source.charCodeAt(at);
    if (char === quote) {
      if (!single || source.charCodeAt(at + 1) !== SINGLE_QUOTE) break;
      isPure = false;
      at++;
    } else if (char === BACKSLASH && !single) {
      isPure = false;
      // A line end behind it is seen for itself.
      if (!isBlank(source.charCodeAt(at + 1))) at++;
    } else if (char === LF) {
      if (least === ONE_LINE) return undefined;
      isFolded = true;
      const next = skipSpaces(source, at + 1);
      const first = source.charCodeAt(next);
      if (first !== LF && first !== CR && next - at - 1 < least) return undefined;
    } else if (at >= source.length) return undefined;
  }
  const end = at + 1;
  cursor.at = end;
  const style = single ? 'single' : 'double';
  const raw = source.slice(start + 1, at);
  if (isPure && !isFolded) return scalarNode(cursor, start, end, style, raw);
  const text = single ? (isFolded ? unfolded(raw) : raw).replaceAll("''", "'") : unescaped(raw);
  return text === undefined ? undefined : scalarNode(cursor, start, end, style, text);
}
