/** What a layout (layout.ts) says of each line, gathered unit by unit, and made into splices. */
import type { Splice } from '../text/text.ts';
import { countUpTo } from './block.ts';
import type { Editable } from './extent.ts';

/** As LSP's FormattingOptions; what is absent is done. Indentation is two columns, as in everything we insert. */
export interface LayoutOptions {
  readonly insertFinalNewline?: boolean | undefined;
  readonly trimFinalNewlines?: boolean | undefined;
  readonly trimTrailingWhitespace?: boolean | undefined;
}

/** Lines, 0-based, both ends included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** A collection that is open at a line: the column its keys or dashes stand at, and that which they get. */
export interface Level {
  readonly above: Level | undefined;
  readonly from: number;
  readonly to: number;
}

interface Line {
  /** The column it gets and had, of one that begins with a key or dash. */
  readonly level?: Level;
  /** By how many columns it moves, of one a text runs on to. */
  readonly shift?: number;
  /** Its end is part of a text. */
  readonly keepsEnd?: boolean;
}

export class LayoutLines {
  private done: Splice[] = [];
  private unitLines = new Map<number, Line>();
  private unitSplices: Splice[] = [];
  /** The innermost level open behind the last line told of; of a unit, by line. */
  private levels: { readonly line: number; readonly level: Level }[] = [];
  private behindUnit: Level | undefined;

  constructor(
    private readonly file: Editable,
    private readonly options: LayoutOptions,
  ) {}

  /** A key or dash begins a line. */
  begin(line: number, level: Level): void {
    this.unitLines.set(line, { ...this.unitLines.get(line), level });
    this.levels.push({ line, level });
  }

  /** A key or dash stands behind another on its line. */
  within(level: Level): void {
    const last = this.levels.at(-1);
    if (last) this.levels.push({ line: last.line, level });
  }

  /** What follows the unit stands at this level. */
  behind(level: Level): void {
    this.behindUnit = level;
  }

  /**
   * A text, or a flow collection, with its key or dash on the first of the lines. Those behind it move by `shift` columns.
   * @param keptFrom the first line whose end is part of it
   * @param keepsLast whether that of the last one is, too
   */
  text({ from, to }: Lines, shift: number, keptFrom: number, keepsLast: boolean): void {
    for (let line = from; line <= to; line++) {
      const keepsEnd = line >= keptFrom && (keepsLast || line < to);
      this.unitLines.set(line, { ...this.unitLines.get(line), ...(line > from ? { shift } : {}), keepsEnd });
    }
  }

  splice(splice: Splice): void {
    if (splice.start < splice.end || splice.text !== '') this.unitSplices.push(splice);
  }

  /** White space at an offset becomes one space where something other than a comment follows on the line. */
  oneSpace(offset: number): void {
    const { text } = this.file;
    const white = /^[ \t]*(?=[^ \t\r\n#])/.exec(text.slice(offset, text.lineEnd(text.lineAt(offset))))?.[0];
    if (white !== undefined && white !== ' ') this.splice({ start: offset, end: offset + white.length, text: ' ' });
  }

  /** Lays out the lines `from` to `to` as `lay` says. If it throws they stay as they are. */
  unit(from: number, to: number, lay: () => void): void {
    this.unitLines = new Map();
    this.unitSplices = [];
    this.levels = [];
    this.behindUnit = undefined;
    lay();
    const ends = this.commentsIn(from, to);
    let blankFrom = -1;
    for (let line = from; line <= to; line++) {
      const told = this.unitLines.get(line);
      const isText = told?.shift !== undefined;
      if (!told && isBlank(this.file.text.lineText(line))) {
        if (blankFrom < 0) blankFrom = line;
        continue;
      }
      this.blank(blankFrom, line - 1);
      blankFrom = -1;
      if (told?.level) this.indent(line, told.level.to - told.level.from);
      else if (isText) this.indent(line, told.shift ?? 0);
      else if (ends.has(line)) this.comment(line);
      if (told && !told.keepsEnd && !ends.has(line)) this.trimEnd(line);
    }
    this.blank(blankFrom, to);
    this.done.push(...this.unitSplices);
  }

  splices(): readonly Splice[] {
    return this.done.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** The lines with comments that are no text. */
  private commentsIn(from: number, to: number): ReadonlySet<number> {
    const { text, tree } = this.file;
    const found = new Set<number>();
    const [start, end] = [text.lineStart(from), text.lineEnd(to)];
    const { cuts } = tree;
    for (let index = cuts.indexAt(start); index < cuts.list.length && cuts.startAt(index) <= end; index++) {
      const block = cuts.list.at(index);
      const base = cuts.startAt(index);
      const comments = block?.comments ?? [];
      for (let i = countUpTo(comments, start - base - 1, (comment) => comment.start); i < comments.length; i++) {
        const at = base + (comments[i]?.start ?? 0);
        if (at > end) break;
        found.add(text.lineAt(at));
      }
    }
    return found;
  }

  /** A comment on a line of its own goes to the level it stands at, or the next deeper one. */
  private comment(line: number): void {
    const { text } = this.file;
    const column = /^\uFEFF?( *)#/.exec(text.lineText(line))?.[1]?.length;
    if (column === undefined) return;
    const at = countUpTo(this.levels, line, (one) => one.line);
    let best: Level | undefined;
    let deepest: Level | undefined;
    // Of two that stand at one column that of the line below.
    for (const innermost of [this.levels[at]?.level ?? this.behindUnit, this.levels[at - 1]?.level])
      for (let level = innermost; level; level = level.above) {
        if (level.from >= column && (!best || level.from < best.from)) best = level;
        if (!deepest || level.from > deepest.from) deepest = level;
      }
    const level = best ?? deepest;
    if (level) this.indent(line, level.to - column);
  }

  /** Moves a line by so many columns; not beyond its start. */
  private indent(line: number, by: number): void {
    const { text } = this.file;
    const bom = line === 0 && text.slice(0, 1) === '\uFEFF' ? 1 : 0;
    const start = text.lineStart(line) + bom;
    if (by > 0 && start < text.lineEnd(line)) this.splice({ start, end: start, text: ' '.repeat(by) });
    if (by >= 0) return;
    const spaces = /^ */.exec(text.slice(start, text.lineEnd(line)))?.[0].length ?? 0;
    this.splice({ start, end: start + Math.min(spaces, -by), text: '' });
  }

  /** Blank lines, both ends included: one stays; of those at the end of the file none. */
  private blank(from: number, to: number): void {
    const { text } = this.file;
    const { trimFinalNewlines, trimTrailingWhitespace } = this.options;
    const isEnd = to >= text.lineCount - 1;
    if (from < 0 || from > to) {
      if (isEnd) this.finalNewline(text.length);
      return;
    }
    if (isEnd && from > 0) {
      if (trimFinalNewlines !== false) this.splice({ start: text.lineStart(from), end: text.length, text: '' });
      return;
    }
    if (trimTrailingWhitespace !== false) this.splice({ start: text.lineStart(from), end: text.lineEnd(from), text: '' });
    if (to > from) this.splice({ start: text.lineEnd(from), end: text.lineEnd(to), text: '' });
  }

  private finalNewline(end: number): void {
    const { text } = this.file;
    if (this.options.insertFinalNewline === false || text.length === 0) return;
    this.splice({ start: end, end, text: text.eol });
  }

  private trimEnd(line: number): void {
    if (this.options.trimTrailingWhitespace === false) return;
    const { text } = this.file;
    const end = text.lineEnd(line);
    const source = text.lineText(line);
    const kept = source.replace(/(?<![ \t])[ \t]+$/, '').length;
    this.splice({ start: end - (source.length - kept), end, text: '' });
  }
}

/** Whether a line has nothing but white space and a byte order mark. */
export function isBlank(source: string): boolean {
  return /^\uFEFF?[ \t]*$/.test(source);
}
