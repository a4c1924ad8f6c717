/**
 * One pass over the lines, before any parsing. It finds what Japanese typing does to YAML (full-width colons and spaces in structural places, text that
 * needs quotes), what a merge left behind, and where the file can be cut so that one broken entry does not take its neighbours along.
 *
 * It reports no more than it can be certain of: text of block scalars, of plain values that run on, of quoted and flow values over lines stays as it is.
 */
import { MAX_DEPTH } from '../limits.ts';
import { isAstray, mayGoOn } from './astray.ts';
import { afterBreak, conflictAt } from './conflict.ts';
import { leadOf, nextColumn, nextIndent, type Open, wantedIndent } from './indent.ts';
import { dashFault, hasKey, keyOn, looksLikeKey, looksLikeSchemaKey } from './key.ts';
import { awaiting, dashColumns, isDash, opened, openedPlainly } from './open.ts';
import { isPlainFlow, isPlainValue, isWords, schemaKeyAt } from './ordinary.ts';
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

const TAB = 9;
const SPACE = 32;
const HASH = 35;
const DASH = 45;

/** Lines of a text on the margin, or nearly. */
interface Astray {
  /** White space before the first of them, in columns: what the others have beyond it they keep. */
  readonly base: number;
  /** Comments behind the last of them: words of the text where more of it follows. */
  readonly comments: { readonly start: number; readonly spaces: number }[];
}

/** A value not yet closed, as far as its first line. */
interface Pending {
  readonly start: number;
  readonly text: string;
  readonly line: number;
}

/**
 * Scans `text`, a file or the rest of one from a cut; offsets are relative to it, UTF-16.
 * @param from the state at its first line; absent for that of a file
 */
export function scanLines(text: string, from: ScanState = BEGINNING): LineScan {
  return new Scanner(text, from).scan();
}

class Scanner {
  private readonly defects: Defect[] = [];
  private readonly cuts: Cut[] = [];
  private isMarked = false;
  private open: Open;
  /** Content of a block scalar is indented deeper than this; -1 when in none. */
  private scalarParent = -1;
  private scalarIndent = -1;
  /** Lines that lost their indentation in that block scalar; undefined while there are none. */
  private astray: Astray | undefined;
  /** Lines of it that were reported for the white space they begin with. */
  private leads = 0;
  /** Lines deeper than this run a plain value on; -1 when none is open. */
  private plainParent = -1;
  private plainStart = -1;
  private plainLine = -1;
  private openQuote = '';
  private flowDepth = 0;
  /** A quoted or flow value over lines is indented deeper than this, or it was never closed. */
  private valueParent = -1;
  /** That value, as far as its first line. */
  private pending: Pending | undefined;
  /** Lines of full-width spaces inside it. */
  private readonly blanks: Span[] = [];
  private entryColumn: number;
  private formerColumn: number;
  /** Mostly it is the state of the cut before: one object for both. */
  private lastState: ScanState;
  private lineNumber = -1;
  private lastContent = -1;
  private conflictsClosed = true;
  private theirs: Span | undefined;
  /** Where the line behind the current one begins. */
  private nextStart = 0;

  constructor(
    private readonly text: string,
    from: ScanState,
  ) {
    this.open = from.open;
    this.entryColumn = from.entryColumn;
    this.formerColumn = from.formerColumn;
    this.lastState = from;
  }

  scan(): LineScan {
    const { text } = this;
    let feed = -1;
    let carriage = -1;
    for (let lineStart = 0; lineStart <= text.length; lineStart = this.nextStart) {
      if (feed < lineStart) feed = placeOf(text, '\n', lineStart);
      if (carriage < lineStart) carriage = placeOf(text, '\r', lineStart);
      const end = Math.min(feed, carriage);
      this.nextStart = end < text.length ? afterBreak(text, end) : end + 1;
      this.lineNumber++;
      const spaces = nextColumn(text, lineStart);
      if (lineStart + spaces === end) continue;
      if (this.scalarParent >= 0 && spaces > this.scalarParent) {
        if (!hasText(text, lineStart + spaces, end)) continue;
        if (this.scalarIndent < 0) this.scalarIndent = spaces;
        if (spaces < this.scalarIndent) this.goesAstray(lineStart, spaces, end);
        continue;
      }
      if (this.goesAstray(lineStart, spaces, end)) continue;
      if (!this.ordinary(lineStart, spaces, end)) this.line(lineStart, spaces, end);
    }
    this.close();
    return { defects: this.defects.sort((a, b) => a.start - b.start), cuts: this.cuts, isMarked: this.isMarked };
  }

  /**
   * A line of the text above that lost its indentation: it is read as if it had it. Not so what a person may just be typing, or what means something else to
   * YAML, unless such lines stand before it.
   * @returns false, and the text ends, where the line is none
   */
  private goesAstray(lineStart: number, spaces: number, end: number): boolean {
    const { text, open } = this;
    const isPlain = this.scalarParent < 0;
    if (isPlain && !(spaces < this.plainParent && this.lastContent === this.plainLine && open.keys.at(-1) === this.plainParent))
      return false;
    const first = lineStart + spaces;
    const isDashed = text.charCodeAt(first) === DASH && text.charCodeAt(first + 1) === SPACE;
    if (schemaKeyAt(text, isDashed ? first + 2 : first, end) === 0) {
      const head = text.slice(lineStart, Math.min(end, lineStart + HEAD));
      const { lead, dashes, body } = leadOf(head);
      const isForeign = lead.length > spaces;
      if (isForeign && !this.astray) return false;
      if (body.startsWith('#') && dashes === '' && !isPlain) {
        this.astray?.comments.push({ start: lineStart, spaces: lead.length });
        if (this.astray) return true;
      } else if (
        isForeign
          ? !isStructure(lead, dashes, body, open)
          : isAstray(head.slice(spaces), { open, entryColumn: this.entryColumn, column: spaces, isBegun: !!this.astray })
      ) {
        if (isPlain && !this.beginText()) return false;
        this.mendAstray(lineStart, lead.length);
        return true;
      }
    }
    this.astray = undefined;
    return false;
  }

  /** Reads the plain value above as a text on several lines; false where it is no such text. */
  private beginText(): boolean {
    const { text, plainStart, plainParent } = this;
    const end = Math.min(placeOf(text, '\n', plainStart), placeOf(text, '\r', plainStart));
    if (!mayGoOn(text.slice(plainStart, end))) return false;
    this.scalarParent = plainParent;
    this.scalarIndent = plainParent + 2;
    this.plainParent = -1;
    this.leads = 0;
    this.astray = { base: 0, comments: [] };
    const mended = `|${text.slice(end, afterBreak(text, end))}${' '.repeat(this.scalarIndent)}`;
    this.report('astray', plainStart, plainStart, mended);
    return true;
  }

  /** @param length of the white space the line begins with */
  private mendAstray(lineStart: number, length: number): void {
    if (this.scalarIndent < 0) this.scalarIndent = this.scalarParent + 2;
    let kind: DefectKind = 'astray-on';
    if (!this.astray) {
      this.astray = { base: columnsOf(this.text.slice(lineStart, lineStart + length)), comments: [] };
      // What was told of lines above is the same trouble.
      const told = this.defects.splice(this.defects.length - this.leads);
      for (const [i, defect] of told.entries()) this.defects.push({ ...defect, kind: i === 0 ? 'astray' : 'astray-on' });
      if (told.length === 0) kind = 'astray';
      this.leads = 0;
    }
    const { base, comments } = this.astray;
    const mend = (start: number, width: number) => {
      const lead = this.text.slice(start, start + width).replaceAll('\t', '  ');
      const kept = lead.slice(Math.min(base, columnsOf(lead)));
      this.report(kind, start, start + width, ' '.repeat(this.scalarIndent) + kept);
    };
    for (const { start, spaces } of comments.splice(0)) mend(start, spaces);
    mend(lineStart, length);
  }

  /**
   * A line as most are: behind plain spaces a comment, or, perhaps behind a dash, a key of a schema or a text without colons. Whatever {@link line} would do with it.
   * @returns false, and nothing is done, where the line is no such line
   */
  private ordinary(lineStart: number, indent: number, end: number): boolean {
    if (this.openQuote !== '' || this.flowDepth > 0) return false;
    const { text } = this;
    const first = lineStart + indent;
    if (text.charCodeAt(first) === HASH && indent < HEAD) {
      this.lastContent = this.lineNumber;
      this.scalarParent = -1;
      if (indent <= this.plainParent) this.plainParent = -1;
      return true;
    }
    const isItem = text.charCodeAt(first) === DASH && text.charCodeAt(first + 1) === SPACE;
    const at = isItem ? first + 2 : first;
    const keyLength = schemaKeyAt(text, at, end);
    if (at + keyLength - lineStart > HEAD) return false;
    if (keyLength === 0 && !(isItem && isWords(text, at, end))) return false;
    this.lastContent = this.lineNumber;
    this.scalarParent = -1;
    if (this.plainParent >= 0) {
      const isEntry = this.plainParent === 0 && isItem && keyLength > 0 && indent === this.formerColumn;
      if (indent > this.plainParent && !isEntry) return true;
      this.plainParent = -1;
    }
    const column = at - lineStart;
    this.mark(lineStart, indent, column, isItem, keyLength > 0, false);
    this.open = openedPlainly(this.open, keyLength > 0 ? column : -1, isItem ? indent : -1);
    this.value(at + keyLength, end, keyLength > 0 ? column : indent, true, false);
    return true;
  }

  /** Any line with something on it, outside block scalars. */
  private line(lineStart: number, spaces: number, end: number): void {
    const { text } = this;
    const line = text.slice(lineStart, end);

    if (this.conflictsClosed && line.startsWith('<<<<<<<')) {
      this.isMarked = true;
      const conflict = conflictAt(text, lineStart);
      this.conflictsClosed = conflict !== undefined;
      if (conflict) {
        // Our side is read on; theirs is skipped when the scan gets there.
        this.leads = 0;
        for (const { start, end } of conflict.hidden) this.report('conflict-marker', start, end, '');
        this.theirs = conflict.hidden[1];
        return;
      }
    }
    const { theirs } = this;
    if ((spaces === 0 && LONE_MARKER.test(line)) || (!this.conflictsClosed && line === '=======')) {
      this.isMarked = true;
      if (lineStart !== theirs?.start) {
        this.leads = 0;
        this.report('conflict-marker', lineStart, end, '');
        return;
      }
    }
    if (lineStart === theirs?.start) {
      this.nextStart = afterBreak(text, theirs.end);
      return;
    }

    const { lead, dashes: rawDashes, body: rawBody, bom } = leadOf(line.slice(0, HEAD));
    const ascii = spacesOf(lead);
    const blank = rawBody === '' && rawDashes === '';
    const inText = this.plainParent >= 0 && ascii > this.plainParent;
    if (blank) {
      // A line of full-width spaces looks empty and is text to the parser.
      if (lead.includes('\u3000') && !inText) {
        // Inside quotes it is text, unless they turn out never to have closed.
        if (this.astray) this.report('astray-on', lineStart, end, '');
        else if (this.openQuote === '') this.reportBlank(lineStart, end);
        else this.blanks.push({ start: lineStart, end });
      }
      return;
    }
    const foreign = ascii < lead.length;
    const reportLead = (mended: number) => this.report(kindOf(lead), lineStart, lineStart + lead.length, ' '.repeat(mended));

    if (this.scalarParent >= 0) {
      if (foreign && !isStructure(lead, rawDashes, rawBody, this.open)) {
        reportLead(this.scalarIndent < 0 ? this.scalarParent + 2 : this.scalarIndent);
        this.leads++;
        return;
      }
      this.scalarParent = -1;
    }
    if (foreign && this.openQuote !== '' && ascii <= this.valueParent && !isStructure(lead, rawDashes, rawBody, this.open)) {
      reportLead(this.valueParent + 2);
    } else if (ascii <= this.valueParent && (this.openQuote !== '' || this.flowDepth > 0) && /^[^\]}"']/.test(rawBody || '-')) {
      this.reportUnclosed();
      this.openQuote = '';
      this.flowDepth = 0;
    }
    this.lastContent = this.lineNumber;
    if (this.openQuote !== '') {
      if (closeOfQuote(this.openQuote + line, 0) >= 0) this.openQuote = '';
      return;
    }
    if (this.flowDepth > 0) {
      this.flowDepth = Math.max(0, this.flowDepth + closeOfFlow(line).balance);
      return;
    }
    if (this.plainParent >= 0) {
      const isEntry = this.plainParent === 0 && !foreign && ascii === this.formerColumn && ENTRY.test(rawDashes + rawBody);
      if (ascii > this.plainParent && !isEntry) return;
      if (foreign && !looksLikeSchemaKey(rawBody) && !isStructure(lead, rawDashes, rawBody, this.open)) {
        reportLead(this.plainParent + 2);
        return;
      }
      this.plainParent = -1;
    }
    if (rawBody.startsWith('#') && rawDashes === '') {
      if (lead.includes('\u3000')) this.report('ideographic-indent', lineStart, lineStart + lead.length, ' '.repeat(lead.length));
      return;
    }
    if (rawDashes.length > 2 * MAX_DEPTH) {
      this.report('too-deep', lineStart + lead.length, end, '');
      return;
    }
    if (!foreign && lead === '' && /^(---|\.\.\.)(\s|$)/.test(line)) {
      this.isMarked = true;
      this.cuts.push({ at: lineStart, state: undefined });
      this.open = BEGINNING.open;
      this.entryColumn = -1;
      return;
    }

    // Where the line stands: its white space as it was meant.
    const { open } = this;
    let dashes = rawDashes;
    let body = rawBody;
    let indent = lead.length;
    if (foreign && !bom) {
      indent = wantedIndent(lead, dashes !== '' || isDash(body), open);
      const from = indent < ascii ? lineStart : lineStart + ascii;
      this.report(kindOf(lead), from, lineStart + lead.length, ' '.repeat(indent - (from - lineStart)));
    }
    if (/[\t\u3000]/.test(dashes)) {
      const certain = dashes.includes('\u3000') ? open.dashes.includes(indent) || open.empty >= 0 || hasKey(body) : hasKey(body);
      if (certain) {
        dashes = dashes.replace(/-[ \t\u3000]+/g, '- ');
        this.report(kindOf(rawDashes), lineStart + lead.length, lineStart + lead.length + rawDashes.length, dashes);
      } else if (dashes.includes('\u3000')) {
        body = dashes + body;
        dashes = '';
      }
    }
    let dashesEnd = dashes === '' ? 0 : rawDashes.length;
    const mark = dashes === '' ? dashFault(body) : 0;
    if (mark > 0 && (open.dashes.includes(indent) || open.empty >= 0)) {
      const from = lineStart + (bom ? 1 : 0) + lead.length;
      this.report('dash', from, from + mark, '- ');
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
      nextAligns: () => nextColumn(text, this.nextStart) === column,
    });
    if (keyFault) this.report(keyFault.kind, at + keyFault.start, at + keyFault.end, keyFault.mended);
    const isKeyed = keyLength > 0;
    if (!isItem && column === 0 && rawBody.startsWith('%')) this.isMarked = true;
    this.mark(lineStart, indent, column, isItem, isKeyed, foreign);
    if (isKeyed || isItem) this.open = opened(open, isKeyed ? column : -1, isItem ? dashColumns(indent, dashes, body) : []);
    const parent = isKeyed ? column : isItem ? (this.open.dashes.at(-1) ?? indent) : (open.keys.at(-1) ?? -1);
    const isLoneDash = isDash(body) && !isKeyed && body.slice(1).trim() === '';
    this.value(at + keyLength, end, parent, isKeyed || isItem, isLoneDash);
  }

  /** Notes where the text may be cut at a line, before anything on it counts as open. */
  private mark(lineStart: number, indent: number, column: number, isItem: boolean, isKeyed: boolean, foreign: boolean): void {
    const isEntry = isItem && (this.entryColumn < 0 ? this.open.keys.length <= 1 : indent === this.entryColumn);
    if (!isEntry && (isItem || column > 0)) return;
    // Odd white space means something else behind a value that may run on.
    this.cuts.push({ at: lineStart, state: foreign ? undefined : this.stateNow() });
    if (isEntry) this.entryColumn = indent;
    // What is no key (a word just begun, a lone colon) ends nothing: entries go on behind it.
    else if (isKeyed || this.open.keys.length === 0) {
      if (this.entryColumn >= 0) this.formerColumn = this.entryColumn;
      this.entryColumn = -1;
    }
  }

  /**
   * What begins on a line behind its key and dashes.
   * @param from behind them
   * @param parent the column of what it belongs to
   * @param isPlaced whether there are any
   * @param isLoneDash whether there is a dash and nothing else
   */
  private value(from: number, end: number, parent: number, isPlaced: boolean, isLoneDash: boolean): void {
    const { text } = this;
    let start = from;
    while (start < end && isWhite(text.charCodeAt(start))) start++;
    this.valueParent = parent;
    this.plainParent = -1;
    const isEmpty = start === end || text.charCodeAt(start) === HASH || isLoneDash;
    this.open = awaiting(this.open, isEmpty ? parent : -1);
    if (isEmpty) return;
    this.plainStart = start;
    this.plainLine = this.lineNumber;
    if (isPlaced && isPlainValue(text, start, end)) this.plainParent = parent;
    else if (!isPlaced || !isPlainFlow(text, start, end)) {
      this.closerLook(start, end, parent, isPlaced);
      return;
    }
    this.await(undefined);
  }

  /** A value that may be amiss, or go on on the lines below. */
  private closerLook(start: number, end: number, parent: number, isPlaced: boolean): void {
    const { text } = this;
    const value = text.slice(start, end);
    const isAlone = this.open.keys.length === 0;
    if ((isPlaced || isAlone) && BLOCK_SCALAR.test(value.slice(0, HEAD))) {
      const stated = /^[^#]*?[|>][+-]?([1-9])/.exec(value)?.[1];
      this.scalarParent = parent;
      this.scalarIndent = stated ? parent + Number(stated) : -1;
      this.astray = undefined;
      this.leads = 0;
      return;
    }
    if (!isPlaced && !(isAlone && /^["'[{]/.test(value))) return;
    const fault = faultOf(value);
    if (fault && nextIndent(text, this.nextStart) <= parent) {
      this.report(fault.kind, start, start + fault.length, fault.mended);
      return;
    }
    if (value[0] === '"' || value[0] === "'") {
      this.openQuote = closeOfQuote(value, 0) < 0 ? value[0] : '';
    } else if (value[0] === '[' || value[0] === '{') {
      const { balance, deepest } = closeOfFlow(value);
      if (deepest > MAX_DEPTH) this.report('too-deep', start, end, '');
      else this.flowDepth = Math.max(0, balance);
    } else this.plainParent = parent;
    this.await(this.openQuote !== '' || this.flowDepth > 0 ? { start, text: value, line: this.lineNumber } : undefined);
  }

  private await(pending: Pending | undefined): void {
    if (this.blanks.length > 0) this.blanks.length = 0;
    this.pending = pending;
  }

  private reportBlank(lineStart: number, end: number): void {
    this.report('ideographic-indent', lineStart, end, '');
    if (this.scalarParent >= 0) this.leads++;
  }

  /** At the end a value may still be open. */
  private close(): void {
    if (this.openQuote !== '' || this.flowDepth > 0) this.reportUnclosed();
  }

  /** Told where nothing of the value stands on the lines below. */
  private reportUnclosed(): void {
    const { pending, blanks } = this;
    const fault = pending?.line === this.lastContent ? unclosed(pending.text) : undefined;
    if (!pending || !fault) return;
    this.report('unclosed', pending.start, pending.start + fault.length, fault.mended);
    for (const blank of blanks) this.report('ideographic-indent', blank.start, blank.end, '');
  }

  private report(kind: DefectKind, start: number, end: number, mended: string): void {
    this.defects.push({ kind, start, end, mended });
  }

  private stateNow(): ScanState {
    const { open, entryColumn, formerColumn } = this;
    const last = this.lastState;
    if (last.open === open && last.entryColumn === entryColumn && last.formerColumn === formerColumn) return last;
    const state = { open, entryColumn, formerColumn };
    if (!sameState(state, last)) this.lastState = state;
    return this.lastState;
  }
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

/** Columns of the plain spaces and tabs a line begins with, a tab being two. */
function columnsOf(lead: string): number {
  let columns = 0;
  for (const char of lead) {
    if (char !== ' ' && char !== '\t') break;
    columns += char === '\t' ? 2 : 1;
  }
  return columns;
}

function spacesOf(lead: string): number {
  let count = 0;
  while (lead.charCodeAt(count) === 32) count++;
  return count;
}

/** Where `character` stands first from `at` on; the end of the text where it does not. */
function placeOf(text: string, sought: string, at: number): number {
  const place = text.indexOf(sought, at);
  return place < 0 ? text.length : place;
}

function hasText(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (!isWhite(code) && code !== 0x3000) return true;
  }
  return false;
}

function isWhite(code: number): boolean {
  return code === SPACE || code === TAB;
}
