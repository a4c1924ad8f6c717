/**
 * One pass over the lines, before any parsing. It finds what Japanese typing does to YAML (full-width colons and spaces in structural places, text that
 * needs quotes), what a merge left behind, and where the file can be cut so that one broken entry does not take its neighbours along.
 *
 * It reports no more than it can be certain of: text of block scalars, of plain values that run on, of quoted and flow values over lines stays as it is.
 */
import { MAX_DEPTH } from '../limits.ts';
import { afterBreak, conflictAt } from './conflict.ts';
import { leadOf, nextColumn, nextIndent, type Open, wantedIndent } from './indent.ts';
import { dashFault, hasKey, keyOn, looksLikeKey, looksLikeSchemaKey } from './key.ts';
import { BEGINNING, type ScanState, sameState } from './scan-state.ts';
import type { Defect, DefectKind, Span } from './tree.ts';
import { closeOfFlow, closeOfQuote, faultOf, unclosed } from './value.ts';

export interface LineScan {
  /** Ascending, none inside another. */
  readonly defects: readonly Defect[];
  /** Line starts at which a top-level key, an entry of a top-level sequence, or a document begins; ascending. */
  readonly cuts: readonly Cut[];
  /** Whether there are merge conflicts, document markers or directives: what such a line means is not decided by the lines near it. */
  readonly isMarked: boolean;
}

/** A place at which the text may be cut. */
export interface Cut {
  readonly at: number;
  /** What a scan that begins here has to know of the lines before; undefined where a scan cannot begin. */
  readonly state: ScanState | undefined;
}

const BLOCK_SCALAR = /^(?:[&!]\S+[ \t]+){0,2}[|>][+\-0-9]*[ \t]*(?:#.*)?$/;
/** An entry's first key, as no text on several lines can have it. */
const ENTRY = /^- [a-z][a-z0-9.-]*:(?: |$)/;
/** One without its others. */
const LONE_MARKER = /^(?:<{7}|>{7})(?: |$)/;
/** No structure is looked for beyond this many characters of a line: a key is short, and a line may be megabytes. */
const HEAD = 600;

/**
 * Scans `text`, a file or the rest of one from a cut; offsets are relative to it, UTF-16.
 * @param from the state at its first line; absent for that of a file
 */
export function scanLines(text: string, from: ScanState = BEGINNING): LineScan {
  const defects: Defect[] = [];
  const cuts: Cut[] = [];
  let isMarked = false;
  const report = (kind: DefectKind, start: number, end: number, mended: string) => {
    defects.push({ kind, start, end, mended });
  };
  let open: Open = from.open;
  /** Content of a block scalar is indented deeper than this; -1 when in none. */
  let scalarParent = -1;
  let scalarIndent = -1;
  /** Lines deeper than this run a plain value on; -1 when none is open. */
  let plainParent = -1;
  let openQuote = '';
  let flowDepth = 0;
  /** A quoted or flow value over lines is indented deeper than this, or it was never closed. */
  let valueParent = -1;
  /** That value, as far as its first line. */
  let pending: { readonly start: number; readonly text: string; readonly line: number } | undefined;
  /** Lines of full-width spaces inside it. */
  const blanks: Span[] = [];
  let { entryColumn, formerColumn } = from;
  /** Mostly it is the state of the cut before: one object for both. */
  let lastState = from;
  const stateNow = (): ScanState => {
    const state = { open, entryColumn, formerColumn };
    if (!sameState(state, lastState)) lastState = state;
    return lastState;
  };
  let lineNumber = -1;
  let lastContent = -1;
  let conflictsClosed = true;
  let theirs: Span | undefined;

  for (let start = 0; start <= text.length; ) {
    const end = lineEnd(text, start);
    const lineStart = start;
    start = end < text.length ? afterBreak(text, end) : end + 1;
    lineNumber++;
    if (end === lineStart) continue;
    const spaces = nextColumn(text, lineStart);
    if (scalarParent >= 0 && spaces > scalarParent) {
      if (scalarIndent < 0 && /[^ \t\u3000]/.test(text.slice(lineStart, end))) scalarIndent = spaces;
      continue;
    }
    const line = text.slice(lineStart, end);

    if (conflictsClosed && line.startsWith('<<<<<<<')) {
      isMarked = true;
      const conflict = conflictAt(text, lineStart);
      conflictsClosed = conflict !== undefined;
      if (conflict) {
        // Our side is read on; theirs is skipped when the scan gets there.
        for (const { start: from, end: to } of conflict.hidden) report('conflict-marker', from, to, '');
        theirs = conflict.hidden[1];
        continue;
      }
    }
    if ((spaces === 0 && LONE_MARKER.test(line)) || (!conflictsClosed && line === '=======')) {
      isMarked = true;
      if (lineStart !== theirs?.start) {
        report('conflict-marker', lineStart, end, '');
        continue;
      }
    }
    if (lineStart === theirs?.start) {
      start = afterBreak(text, theirs.end);
      continue;
    }

    const { lead, dashes: rawDashes, body: rawBody, bom } = leadOf(line.slice(0, HEAD));
    const ascii = spacesOf(lead);
    const blank = rawBody === '' && rawDashes === '';
    const inText = plainParent >= 0 && ascii > plainParent;
    if (blank) {
      // A line of full-width spaces looks empty and is text to the parser.
      if (lead.includes('\u3000') && !inText) {
        // Inside quotes it is text, unless they turn out never to have closed.
        if (openQuote === '') report('ideographic-indent', lineStart, end, '');
        else blanks.push({ start: lineStart, end });
      }
      continue;
    }
    const foreign = ascii < lead.length;

    if (scalarParent >= 0) {
      if (foreign && !isStructure(lead, rawDashes, rawBody, open)) {
        report(kindOf(lead), lineStart, lineStart + lead.length, ' '.repeat(scalarIndent < 0 ? scalarParent + 2 : scalarIndent));
        continue;
      }
      scalarParent = -1;
    }
    if (foreign && openQuote !== '' && ascii <= valueParent && !isStructure(lead, rawDashes, rawBody, open)) {
      report(kindOf(lead), lineStart, lineStart + lead.length, ' '.repeat(valueParent + 2));
    } else if (ascii <= valueParent && (openQuote !== '' || flowDepth > 0) && /^[^\]}"']/.test(rawBody || '-')) {
      const fault = pending && pending.line === lastContent ? unclosed(pending.text) : undefined;
      if (pending && fault) report('unclosed', pending.start, pending.start + fault.length, fault.mended);
      if (fault) for (const blank of blanks) report('ideographic-indent', blank.start, blank.end, '');
      openQuote = '';
      flowDepth = 0;
    }
    lastContent = lineNumber;
    if (openQuote) {
      if (closeOfQuote(openQuote + line, 0) >= 0) openQuote = '';
      continue;
    }
    if (flowDepth > 0) {
      flowDepth = Math.max(0, flowDepth + closeOfFlow(line).balance);
      continue;
    }
    if (plainParent >= 0) {
      const isEntry = plainParent === 0 && !foreign && ascii === formerColumn && ENTRY.test(rawDashes + rawBody);
      if (ascii > plainParent && !isEntry) continue;
      if (foreign && !looksLikeSchemaKey(rawBody) && !isStructure(lead, rawDashes, rawBody, open)) {
        report(kindOf(lead), lineStart, lineStart + lead.length, ' '.repeat(plainParent + 2));
        continue;
      }
      plainParent = -1;
    }
    if (rawBody.startsWith('#') && rawDashes === '') {
      if (lead.includes('\u3000')) report('ideographic-indent', lineStart, lineStart + lead.length, ' '.repeat(lead.length));
      continue;
    }
    if (rawDashes.length > 2 * MAX_DEPTH) {
      report('too-deep', lineStart + lead.length, end, '');
      continue;
    }
    if (!foreign && lead === '' && /^(---|\.\.\.)(\s|$)/.test(line)) {
      isMarked = true;
      cuts.push({ at: lineStart, state: undefined });
      open = BEGINNING.open;
      entryColumn = -1;
      continue;
    }

    // Where the line stands: its white space as it was meant.
    let dashes = rawDashes;
    let body = rawBody;
    let indent = lead.length;
    if (foreign && !bom) {
      indent = wantedIndent(lead, dashes !== '' || isDash(body), open);
      const from = indent < ascii ? lineStart : lineStart + ascii;
      report(kindOf(lead), from, lineStart + lead.length, ' '.repeat(indent - (from - lineStart)));
    }
    if (/[\t\u3000]/.test(dashes)) {
      const certain = dashes.includes('\u3000') ? open.dashes.includes(indent) || open.empty >= 0 || hasKey(body) : hasKey(body);
      if (certain) {
        dashes = dashes.replace(/-[ \t\u3000]+/g, '- ');
        report(kindOf(rawDashes), lineStart + lead.length, lineStart + lead.length + rawDashes.length, dashes);
      } else if (dashes.includes('\u3000')) {
        body = dashes + body;
        dashes = '';
      }
    }
    let dashesEnd = dashes === '' ? 0 : rawDashes.length;
    const mark = dashes === '' ? dashFault(body) : 0;
    if (mark > 0 && (open.dashes.includes(indent) || open.empty >= 0)) {
      const from = lineStart + (bom ? 1 : 0) + lead.length;
      report('dash', from, from + mark, '- ');
      dashes = '- ';
      dashesEnd = mark;
      body = body.slice(mark);
    }
    const column = indent + dashes.length;
    const at = lineStart + (bom ? 1 : 0) + lead.length + dashesEnd;
    const isItem = dashes !== '' || isDash(body);

    const { length: keyLength, fault: keyFault } = keyOn(body, {
      certain: open.keys.includes(column) || open.keys.length === 0,
      dashed: dashes !== '',
      mayBegin: dashes !== '' || open.empty >= 0,
      nextAligns: () => nextColumn(text, start) === column,
    });
    if (keyFault) report(keyFault.kind, at + keyFault.start, at + keyFault.end, keyFault.mended);
    const isKeyed = keyLength > 0;
    // Odd white space means something else behind a value that may run on.
    const cut = (): Cut => ({ at: lineStart, state: foreign ? undefined : stateNow() });
    if (!isItem && column === 0) {
      if (rawBody.startsWith('%')) isMarked = true;
      cuts.push(cut());
      // What is no key (a word just begun, a lone colon) ends nothing: entries go on behind it.
      if (isKeyed || open.keys.length === 0) {
        if (entryColumn >= 0) formerColumn = entryColumn;
        entryColumn = -1;
      }
    } else if (isItem && (entryColumn < 0 ? open.keys.length <= 1 : indent === entryColumn)) {
      cuts.push(cut());
      entryColumn = indent;
    }
    if (isKeyed || isItem)
      open = opened(open, isKeyed ? column : -1, dashes === '' && !isDash(body) ? [] : dashColumns(indent, dashes, body));

    const rest = line.slice(at - lineStart + keyLength);
    const value = rest.replace(/^[ \t]+/, '');
    const valueStart = end - value.length;
    const parent = isKeyed ? column : isItem ? (open.dashes.at(-1) ?? indent) : (open.keys.at(-1) ?? -1);
    valueParent = parent;
    plainParent = -1;
    const isEmptyValue = value === '' || value.startsWith('#') || (isDash(body) && !isKeyed && body.slice(1).trim() === '');
    open = { ...open, empty: isEmptyValue ? parent : -1 };
    if (isEmptyValue) continue;
    if ((isKeyed || isItem || open.keys.length === 0) && BLOCK_SCALAR.test(value.slice(0, HEAD))) {
      scalarParent = parent;
      scalarIndent = -1;
      continue;
    }
    if (!isKeyed && !isItem && (open.keys.length > 0 || !/^["'[{]/.test(value))) continue;
    const runsOn = nextIndent(text, start) > parent;
    const fault = faultOf(value);
    if (fault && !runsOn) {
      report(fault.kind, valueStart, valueStart + fault.length, fault.mended);
      continue;
    }
    if (value[0] === '"' || value[0] === "'") {
      openQuote = closeOfQuote(value, 0) < 0 ? value[0] : '';
    } else if (value[0] === '[' || value[0] === '{') {
      const { balance, deepest } = closeOfFlow(value);
      if (deepest > MAX_DEPTH) report('too-deep', valueStart, end, '');
      else flowDepth = Math.max(0, balance);
    } else plainParent = parent;
    blanks.length = 0;
    pending = openQuote !== '' || flowDepth > 0 ? { start: valueStart, text: value, line: lineNumber } : undefined;
  }
  if (pending && (openQuote !== '' || flowDepth > 0) && pending.line === lastContent) {
    const fault = unclosed(pending.text);
    if (fault) {
      report('unclosed', pending.start, pending.start + fault.length, fault.mended);
      for (const blank of blanks) report('ideographic-indent', blank.start, blank.end, '');
    }
  }
  return { defects: defects.sort((a, b) => a.start - b.start), cuts, isMarked };
}

function kindOf(white: string): 'ideographic-indent' | 'tab-indent' {
  return white.includes('\u3000') ? 'ideographic-indent' : 'tab-indent';
}

/** Whether a line with foreign white space before it is a key or an entry rather than text. */
function isStructure(lead: string, dashes: string, body: string, open: Open): boolean {
  const item = dashes !== '' || isDash(body);
  if (!item && !looksLikeKey(body)) return false;
  const wanted = wantedIndent(lead, item, { ...open, empty: -1 }, -1);
  return wanted >= 0;
}

/** The collections open once a key stands at `key` (-1: none) behind dashes at `dashes`. */
function opened(open: Open, key: number, dashes: readonly number[]): Open {
  const [first] = dashes;
  const limit = first ?? key;
  // A dash may stand in the column of the key it belongs to; a key ends what is deeper than itself.
  const keys = open.keys.filter((column) =>
    first === undefined ? column < limit : column <= limit && (key < 0 || column < key),
  );
  const outer = open.dashes.filter((column) => column < limit);
  return { keys: key < 0 ? keys : [...keys, key], dashes: [...outer, ...dashes], empty: -1 };
}

function dashColumns(indent: number, dashes: string, body: string): number[] {
  const columns: number[] = [];
  for (let i = 0; i < dashes.length; i++) if (dashes[i] === '-') columns.push(indent + i);
  if (isDash(body)) columns.push(indent + dashes.length);
  return columns;
}

function isDash(body: string): boolean {
  return body === '-' || body.startsWith('- ');
}

function spacesOf(lead: string): number {
  let count = 0;
  while (lead.charCodeAt(count) === 32) count++;
  return count;
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  return end;
}
