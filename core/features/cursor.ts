/**
 * What stands at an offset, for completion: read from the lines around it, because a half-typed line has no node in the tree, or the wrong one. The tree is
 * asked only for what is far away: the document, its top-level keys, the entry.
 */
import { documentAt } from '../check.ts';
import type { Entry, KaijiDocument, KaijiFile } from '../model/document.ts';
import { entryAt } from '../model/entry-at.ts';
import { itemAt, pairAt } from '../yaml/item-at.ts';
import { keyText } from '../yaml/tree.ts';
import { keysAhead, placeInFlow } from './flow.ts';
import { endOfValue, halfWidthColumn, indentOf, isDocumentMark, type Line, lineOf, opensBlockScalar } from './line.ts';
import { siblingsOf } from './siblings.ts';

/**
 * - `line`: on a line of its own, where a key of the mapping at `path` may stand, or the value of the key above; `dash`: behind `- `
 * - `value`: behind `key:`; `flow-key`, `flow-item`, `flow-value`: in brackets
 * - `prose`: in a block scalar, the value at `path`; `comment`
 */
export type Form = 'line' | 'dash' | 'value' | 'flow-key' | 'flow-item' | 'flow-value' | 'prose' | 'comment';

export interface Cursor {
  readonly file: KaijiFile;
  readonly offset: number;
  readonly document: KaijiDocument | undefined;
  readonly form: Form;
  /** Keys and indexes from the root of the document to what is typed; for a key, to its mapping. */
  readonly path: readonly (string | number)[];
  /** What completion replaces, absolute, on one line; without quotes. `start ≤ offset ≤ end`. */
  readonly start: number;
  readonly end: number;
  /** What stands in it up to the cursor. */
  readonly typed: string;
  readonly quoted: boolean;
  /** An empty collection (`[]`, `{}`) stands from the cursor to `end`: a value replaces it, whichever way the client accepts. */
  readonly empty: boolean;
  /** A colon follows the key already. */
  readonly keyed: boolean;
  /** Nothing stands between the colon before the value and the cursor: a space is due. */
  readonly tight: boolean;
  /** Column at which the keys of the mapping around stand; further lines of what is inserted are indented from here. */
  readonly column: number;
  /** Keys of the mapping around, the one being typed left out, with the source of their values. */
  readonly siblings: ReadonlyMap<string, string>;
  /** The entry the tree has here, if any. */
  readonly entry: Entry | undefined;
}

interface Frame {
  step: string | number;
  /** Offset in the file at which the value below this step begins. */
  readonly value: number;
  /** The first character of that value on its line, or ''. */
  readonly opens: string;
}

/**
 * What may be typed at an offset, by the lines around it and, where there is one, the tree.
 * @param offset in `file`, UTF-16
 * @returns undefined where nothing can be offered: behind the `|` of a block scalar, or far into a very long line
 */
export function cursorAt(file: KaijiFile, offset: number): Cursor | undefined {
  const { text } = file;
  const number = text.lineAt(offset);
  const line = lineOf(text, number);
  const column = offset - line.start;
  if (column < 0 || column > line.source.length) return undefined;
  const document = documentAt(file, offset);
  const context: Context = { file, top: topOf(document, offset), offset, number };

  const blankLine = line.source.trim() === '';
  const inner = halfWidthColumn(line, blankLine ? column : line.content);
  const frames: Frame[] = line.dashes.map((_, i) => ({
    step: 0,
    value: line.start + line.content,
    opens: i === line.dashes.length - 1 ? (line.source[line.content] ?? '') : '',
  }));
  frames.reverse();
  const above = ancestors(context, halfWidthColumn(line, blankLine ? column : indentOf(line)), line.dashes.length > 0, frames);
  const path = () => frames.map(({ step }) => step).reverse();
  const base = {
    file,
    offset,
    document,
    quoted: false,
    empty: false,
    keyed: false,
    tight: false,
    entry: document && entryAt(document, offset),
  };
  const nothing = { start: offset, end: offset, typed: '', column: inner, siblings: new Map<string, string>() };
  if (above.prose) return { ...base, ...nothing, form: 'prose', path: path() };
  if (isComment(line, column)) return { ...base, ...nothing, ...commentWord(line, column), form: 'comment', path: path() };

  for (let i = frames.length - 1; i >= 0; i--) {
    const frame = frames[i] as Frame;
    if ((frame.opens === '[' || frame.opens === '{') && frame.value < offset) {
      return inFlow(
        base,
        frame.value,
        frames
          .slice(i)
          .map(({ step }) => step)
          .reverse(),
        inner,
      );
    }
  }
  const { key } = line;
  if (key && column >= key.behind) {
    const keys = siblingsOf(document, file, number, inner, context.top?.dash);
    if (/[[{]/.test(line.source[line.value] ?? '') && column > line.value) {
      return inFlow(base, line.start + line.value, [...path(), key.text], inner);
    }
    if (opensBlockScalar(line) && column > line.value) return undefined;
    const collection = column <= line.value ? EMPTY_COLLECTION.exec(line.source.slice(line.value)) : null;
    if (collection === null && /[[{]/.test(line.source[line.value] ?? '') && column <= line.value) return undefined;
    // Where full-width spaces stand behind the colon, they go.
    const from = line.source.slice(key.behind, line.value).includes('\u3000') ? key.behind : Math.min(line.value, column);
    return {
      ...base,
      ...word(line, from, column),
      ...(collection && { start: offset, end: line.start + line.value + collection[0].length, empty: true }),
      form: 'value',
      path: [...path(), key.text],
      tight: from === key.behind && (column === from || line.source[from - 1] === ':'),
      column: inner,
      siblings: keys,
    };
  }
  if (!blankLine && column < line.content) return undefined;
  const siblings = siblingsOf(document, file, number, inner, context.top?.dash);
  const found = word(line, blankLine ? column : line.content, column);
  const end = key ? line.start + key.end : found.end;
  if (offset > end) return undefined;
  if (key && found.quoted)
    return { ...base, ...found, end: end - 1, form: 'line', path: path(), quoted: true, keyed: true, column: inner, siblings };
  return {
    ...base,
    ...found,
    end,
    keyed: key !== undefined,
    form: line.dashes.length > 0 ? 'dash' : 'line',
    path: path(),
    column: inner,
    siblings,
  };
}

interface Context {
  readonly file: KaijiFile;
  readonly top: Top | undefined;
  readonly offset: number;
  readonly number: number;
}

type Base = Pick<Cursor, 'file' | 'offset' | 'document' | 'entry' | 'quoted' | 'empty' | 'keyed' | 'tight'>;

function inFlow(base: Base, start: number, above: readonly (string | number)[], column: number): Cursor | undefined {
  const { file, offset } = base;
  const source = file.text.slice(Math.max(start, offset - FLOW), offset);
  const place = start < offset - FLOW ? undefined : placeInFlow(source);
  if (!place) return undefined;
  const rest = file.text.slice(offset, Math.min(offset + FLOW, file.text.length));
  const ahead = rest.search(place.quote ? new RegExp(`[${place.quote}\r\n]`) : /[,[\]{}#\r\n]|: /);
  const length = ahead < 0 ? rest.length : ahead;
  const typed = source.slice(place.start);
  if (/[\r\n]/.test(typed)) return undefined;
  return {
    ...base,
    form: place.form,
    path: [...above, ...place.path],
    start: start + place.start,
    end: offset + rest.slice(0, length).trimEnd().length,
    typed,
    quoted: place.quote !== '',
    keyed: place.form === 'flow-key' && rest[length] === ':',
    column,
    siblings: new Map([...place.keys, ...keysAhead(rest)].map((key) => [key, ''])),
  };
}

const EMPTY_COLLECTION = /^(?:\[\s*\]|\{\s*\})(?=\s|$)/;

/** How far a flow collection is followed, in characters. */
const FLOW = 20_000;

/** The token that begins at `from`, as far as it goes; the cursor may stand behind its end (in trailing space). */
function word(line: Line, from: number, column: number): { start: number; end: number; typed: string; quoted: boolean } {
  const quoted = isQuote(line.source[from]) && column > from;
  const start = quoted ? from + 1 : from;
  let end = endOfValue(line.source, from);
  if (quoted && end > start && line.source[end - 1] === line.source[from]) end--;
  end = Math.max(end, column);
  return { start: line.start + start, end: line.start + end, typed: line.source.slice(start, column), quoted };
}

/** The rule code, or part of one, around the cursor. */
function commentWord({ start, source }: Line, column: number): { start: number; end: number; typed: string } {
  const typed = /(?<![a-z-])[a-z-]*$/.exec(source.slice(0, column))?.[0] ?? '';
  const rest = /^[a-z-]*/.exec(source.slice(column))?.[0] ?? '';
  return { start: start + column - typed.length, end: start + column + rest.length, typed };
}

function isQuote(char: string | undefined): boolean {
  return char === '"' || char === "'";
}

/** Whether the cursor is behind a `#` that opens a comment. */
function isComment({ source }: Line, column: number): boolean {
  let quote = '';
  for (let i = 0; i < column; i++) {
    const char = source[i] as string;
    if (quote) quote = char === quote ? '' : quote;
    else if (isQuote(char) && /[\s[{,:-]/.test(source[i - 1] ?? ' ')) quote = char;
    else if (char === '#' && /[\s\u3000]/.test(source[i - 1] ?? ' ')) return true;
  }
  return false;
}

/** Puts the steps that lead down to `column` behind `frames`, innermost first. `prose` where a block scalar holds it all. */
function ancestors(
  { file, top, offset, number }: Context,
  column: number,
  dash: boolean,
  frames: Frame[],
): { readonly prose: boolean } {
  const { text } = file;
  let at = column;
  let inSequence = dash;
  let prose = false;
  const shortcut = () => {
    if (!top || top.dash < at) return false;
    const last = frames.at(-1);
    // Between its key and its dashes nothing stands but the key.
    if (inSequence && last && top.dash === at) last.step = top.index;
    frames.push({ step: top.key, value: offset, opens: '' });
    return true;
  };
  if ((at > 0 || inSequence) && shortcut()) return { prose };
  for (let n = number - 1; n >= 0 && (at > 0 || inSequence); n--) {
    const line = lineOf(text, n);
    if (line.blank || indentOf(line) > at) continue;
    if (isDocumentMark(line)) break;
    const { key } = line;
    const enclosing = key && (key.column < at || (key.column === at && inSequence));
    if (enclosing || (!key && (line.dashes.at(-1) ?? at) < at && opensBlockScalar(line))) {
      if (opensBlockScalar(line)) {
        frames.length = 0;
        prose = true;
      }
      if (key) {
        frames.push({ step: key.text, value: line.start + line.value, opens: line.source[line.value] ?? '' });
        at = key.column;
        inSequence = false;
      }
    }
    for (let i = line.dashes.length - 1; i >= 0; i--) {
      const place = line.dashes[i] as number;
      if (place < at) {
        const innermost = i === line.dashes.length - 1;
        frames.push({ step: 0, value: line.start + line.content, opens: innermost ? (line.source[line.content] ?? '') : '' });
        at = place;
        inSequence = true;
        if (shortcut()) return { prose };
      } else if (place === at && inSequence) {
        const last = frames.at(-1);
        if (typeof last?.step === 'number') last.step++;
      }
    }
  }
  return { prose };
}

interface Top {
  readonly key: string;
  /** Column of the dashes of its sequence. */
  readonly dash: number;
  readonly index: number;
}

/** The top-level block sequence in which an offset stands, so that its key need not be searched for line by line. */
function topOf(document: KaijiDocument | undefined, offset: number): Top | undefined {
  if (!document?.root || document.root.flow) return undefined;
  const { tree, text } = document.file;
  const pair = document.root.pairs[pairAt(tree, document.root.pairs, offset)];
  if (pair?.value?.kind !== 'seq' || pair.value.flow || tree.spanOf(pair.key).end > offset) return undefined;
  const first = pair.value.items[0];
  const key = keyText(pair);
  if (!first || key === undefined || tree.spanOf(first).start >= text.lineStart(text.lineAt(offset))) return undefined;
  const dash = lineOf(text, text.lineAt(tree.spanOf(first).start)).dashes[0];
  return dash === undefined ? undefined : { key, dash, index: Math.max(0, itemAt(tree, pair.value.items, offset)) };
}
