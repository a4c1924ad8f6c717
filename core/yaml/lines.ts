/**
 * One pass over the lines, before any parsing. It finds what Japanese typing does to YAML (full-width colons and spaces in structural places), what a
 * merge left behind, and where the file can be cut so that one broken entry does not take its neighbours along.
 *
 * It reads no more than it can be certain of: inside block scalars, quoted and flow values that run over lines it reports nothing.
 */
import type { Defect } from './tree.ts';

export interface LineScan {
  readonly defects: readonly Defect[];
  /** Offsets of line starts at which a top-level key, an entry of a top-level sequence, or a document begins; ascending. */
  readonly cuts: readonly number[];
}

const CONFLICT = /^(<{7}|={7}|>{7}|\|{7})( .*)?$/;
/** Deeper nesting than this is not read: no real document has it, and the parser's recursion has an end. */
export const MAX_DEPTH = 100;

/** Leading white space, then any `- ` of a compact sequence. */
const LEAD = /^([ \t\u3000]*)((?:-[ \t\u3000]+)*)(.*)$/;
const BLOCK_SCALAR = /^(?:[&!]\S+[ \t]+){0,2}[|>][+\-0-9]*[ \t]*(?:#.*)?$/;
const KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#&*!|>'"%@`{}[\],：][^：]*?)[ \t]*:(?=[ \t]|$)/;
const FULLWIDTH_KEY = /^[^\s:：#'"[\]{}|>&*!-][^:：#]{0,40}[ \t]*：/;
/** No structure is looked for beyond this many characters of a line: a key is short, and a line may be megabytes. */
const HEAD = 600;
const TIGHT_KEY = /^([a-z][a-z0-9.-]*):(?=[^\s/:])/;
const WIDE_SEPARATOR = /^[^\s:：#'"[\]{}]+:[ \t]*\u3000/;

/** Scans `text` (the whole file); offsets are absolute, UTF-16. */
export function scanLines(text: string): LineScan {
  const defects: Defect[] = [];
  const cuts: number[] = [];
  /** Columns of the mappings open at this line, outermost first. */
  let columns: number[] = [];
  /** Content of a block scalar is indented deeper than this; -1 when in none. */
  let scalarParent = -1;
  let openQuote = '';
  let flowDepth = 0;
  /** A quoted or flow value that runs over lines is indented deeper than this, or it was never closed. */
  let valueParent = -1;
  /** Column of the entries of the sequence under the current top-level key. */
  let entryColumn = -1;

  for (let start = 0; start <= text.length; ) {
    let end = start;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    const line = text.slice(start, end);
    const next = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    const lineStart = start;
    start = next;

    if (line.charCodeAt(0) >= 60 && CONFLICT.test(line)) {
      defects.push({ kind: 'conflict-marker', start: lineStart, end });
      continue;
    }
    const head = line.slice(0, HEAD);
    const match = LEAD.exec(line.charCodeAt(0) === 0xfeff ? ` ${head.slice(1)}` : head);
    const bom = line.charCodeAt(0) === 0xfeff;
    const lead = bom ? '' : (match?.[1] ?? '');
    const dashes = match?.[2] ?? '';
    const body = match?.[3] ?? '';
    if (body === '' && dashes === '') continue;
    const ascii = spacesOf(lead);

    if (scalarParent >= 0) {
      if (ascii > scalarParent) continue;
      scalarParent = -1;
    }
    if (ascii <= valueParent && /^[^\]}"']/.test(body || '-')) {
      openQuote = '';
      flowDepth = 0;
    }
    if (openQuote) {
      openQuote = unclosedQuote(line, openQuote);
      continue;
    }
    if (flowDepth > 0) {
      flowDepth = Math.max(0, flowDepth + flowBalance(line).balance);
      continue;
    }
    if (dashes.length > 2 * MAX_DEPTH) {
      defects.push({ kind: 'too-deep', start: lineStart + lead.length, end });
      continue;
    }
    if (body.startsWith('#') && dashes === '') continue;
    if (ascii === 0 && /^(---|\.\.\.)(\s|$)/.test(line)) {
      cuts.push(lineStart);
      columns = [];
      entryColumn = -1;
      continue;
    }

    const wide = lead.indexOf('\u3000');
    const innermost = columns.at(-1) ?? -1;
    if (wide >= 0) {
      // Behind deeper plain spaces a full-width space is text (字下げ) of a value that runs on.
      if (wide > innermost && columns.length > 0 && dashes === '' && !KEY.test(body)) continue;
      defects.push({ kind: 'ideographic-indent', start: lineStart + wide, end: lineStart + lead.length });
      continue;
    }
    const indent = lead.length + (bom ? 1 : 0);
    const column = bom ? 0 : indent + dashes.length;
    const at = lineStart + indent + dashes.length;
    const isKeyPlace = columns.includes(column) || columns.length === 0;
    if (dashes.includes('\u3000')) {
      defects.push({ kind: 'ideographic-indent', start: lineStart + indent, end: at });
      continue;
    }

    if (dashes === '' && column === 0 && body !== '' && !bodyIsDash(body)) {
      cuts.push(lineStart);
      entryColumn = -1;
    } else if ((dashes !== '' || bodyIsDash(body)) && (entryColumn < 0 ? columns.length <= 1 : indent === entryColumn)) {
      entryColumn = indent;
      cuts.push(lineStart);
    }

    const key = KEY.exec(body);
    if (!key) {
      const wideSeparator = WIDE_SEPARATOR.exec(body);
      const fullwidth = FULLWIDTH_KEY.exec(body);
      const tight = TIGHT_KEY.exec(body);
      const alone = dashes !== '';
      if (wideSeparator && (isKeyPlace || alone)) {
        defects.push({ kind: 'ideographic-indent', start: at + body.indexOf('\u3000'), end: at + wideSeparator[0].length });
        columns = openAt(columns, column, dashes !== '', indent);
        continue;
      }
      if (fullwidth && (alone ? /^[a-z][a-z0-9.-]*[ \t]*：/.test(body) : isKeyPlace)) {
        defects.push({ kind: 'fullwidth-colon', start: at + fullwidth[0].length - 1, end: at + fullwidth[0].length });
        columns = openAt(columns, column, dashes !== '', indent);
        continue;
      }
      if (tight && (alone ? nextColumn(text, next) === column : isKeyPlace)) {
        defects.push({ kind: 'missing-space', start: at + tight[0].length - 1, end: at + tight[0].length });
        columns = openAt(columns, column, dashes !== '', indent);
        continue;
      }
    } else {
      columns = openAt(columns, column, dashes !== '', indent);
    }

    const value = line.slice(at - lineStart + (key?.[0].length ?? 0)).trimStart();
    if (BLOCK_SCALAR.test(value.slice(0, HEAD))) scalarParent = key ? column : dashes === '' ? innermost : indent + dashes.lastIndexOf('-');
    else if (value.startsWith('"') || value.startsWith("'")) openQuote = unclosedQuote(value.slice(1), value[0] as string);
    else if (value.startsWith('[') || value.startsWith('{')) {
      const { balance, deepest } = flowBalance(value);
      if (deepest > MAX_DEPTH) defects.push({ kind: 'too-deep', start: end - value.length, end });
      else flowDepth = Math.max(0, balance);
    }
    valueParent = key ? column : columns.at(-1) ?? -1;
  }
  return { defects, cuts };
}

/**
 * The text as the parser shall see it, every offset unchanged: full-width spaces become spaces, a full-width colon with a space behind it a colon, and a
 * line that cannot be mended so is turned into a comment, so that the rest stands.
 */
export function mendDefects(text: string, defects: readonly Defect[]): string {
  let result = '';
  let from = 0;
  for (const { kind, start, end } of defects) {
    if (start < from) continue;
    if (kind === 'ideographic-indent') {
      result += text.slice(from, start) + text.slice(start, end).replaceAll('\u3000', ' ');
      from = end;
      continue;
    }
    if (kind === 'fullwidth-colon' && /[ \t\r\n]/.test(text[end] ?? '\n')) {
      result += `${text.slice(from, start)}:`;
      from = end;
      continue;
    }
    const lineStart = Math.max(from, text.lastIndexOf('\n', start - 1) + 1, text.lastIndexOf('\r', start - 1) + 1);
    // What stands before the key stays: a `- ` keeps its entry, a byte order mark its place.
    const hidden = lineStart + (/^\uFEFF?[ ]*(?:-[ ]+)*/.exec(text.slice(lineStart, start))?.[0].length ?? 0);
    let lineEnd = start;
    while (lineEnd < text.length && text.charCodeAt(lineEnd) !== 10 && text.charCodeAt(lineEnd) !== 13) lineEnd++;
    result += `${text.slice(from, hidden)}#${text.slice(hidden + 1, lineEnd)}`;
    from = lineEnd;
  }
  return result + text.slice(from);
}

/** The mappings open once a key stands at `column`. A dash closes what is deeper than its own indent. */
function openAt(columns: readonly number[], column: number, dash: boolean, indent: number): number[] {
  return [...columns.filter((open) => (dash ? open <= indent && open < column : open < column)), column];
}

function bodyIsDash(body: string): boolean {
  return body === '-' || body.startsWith('- ');
}

function spacesOf(lead: string): number {
  let count = 0;
  while (lead.charCodeAt(count) === 32) count++;
  return count;
}

/** The quote still open at the end of `rest`, or ''. `rest` begins inside a value quoted by `quote`. */
function unclosedQuote(rest: string, quote: string): string {
  for (let i = 0; i < rest.length; i++) {
    if (quote === '"' && rest[i] === '\\') i++;
    else if (rest[i] === quote) {
      if (quote === "'" && rest[i + 1] === "'") i++;
      else return '';
    }
  }
  return quote;
}

function flowBalance(line: string): { readonly balance: number; readonly deepest: number } {
  let depth = 0;
  let deepest = 0;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string;
    if (quote) {
      if (quote === '"' && char === '\\') i++;
      else if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && /[\s,[{:]/.test(line[i - 1] ?? ' ')) quote = char;
    else if (char === '#' && /\s/.test(line[i - 1] ?? ' ')) break;
    else if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if (char === ']' || char === '}') depth--;
  }
  return { balance: depth, deepest };
}

/** Column of the first character of the line that begins at `offset`. */
function nextColumn(text: string, offset: number): number {
  let i = offset;
  while (text.charCodeAt(i) === 32) i++;
  return i - offset;
}
