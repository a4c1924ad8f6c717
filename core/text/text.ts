/**
 * Text as an immutable value kept in pieces.
 *
 * Offsets count UTF-16 code units from 0; ranges are half-open; lines count from 0. A line ends at `\n`, `\r\n` or a lone `\r`, as the Language
 * Server Protocol 3.17 ("Text Documents") says. A piece never ends between the `\r` and `\n` of one line end.
 */

/** A place as LSP means it: 0-based line, 0-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open, as LSP's Range. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Replace the half-open `[start, end)` by `text`. The only form an edit takes. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Splices by start; an insertion before what replaces text from that offset on. */
export function inOrder(splices: readonly Splice[]): readonly Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}

interface Piece {
  readonly text: string;
  /** Offsets within the piece at which a line begins, i.e. just behind a line end. */
  readonly lineStarts: readonly number[];
}

const PIECE = 4096;
const CR = 13;
const LF = 10;

export class Text {
  readonly length: number;
  readonly lineCount: number;
  /** Proportional to its length, however often it was edited. */
  private readonly pieces: readonly Piece[];
  /** Offset at which each piece begins. */
  private readonly offsets: readonly number[];
  /** How many line starts stand before each piece. */
  private readonly lines: readonly number[];

  /** @param whole the text in one string, where there is one: its pieces, and whatever is read of it, are then stretches of that one */
  private constructor(
    pieces: readonly Piece[],
    private readonly whole?: string,
  ) {
    // Made at every keystroke: not grown element by element.
    const offsets = new Array<number>(pieces.length);
    const lines = new Array<number>(pieces.length);
    let offset = 0;
    let line = 0;
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i] as Piece;
      offsets[i] = offset;
      lines[i] = line;
      offset += piece.text.length;
      line += piece.lineStarts.length;
    }
    this.pieces = pieces;
    this.offsets = offsets;
    this.lines = lines;
    this.length = offset;
    this.lineCount = line + 1;
  }

  static of(text: string): Text {
    return new Text(piecesOf(text), text);
  }

  /** The characters of `[start, end)`; out-of-range bounds are clamped. */
  slice(start = 0, end = this.length): string {
    const from = clamp(start, 0, this.length);
    const to = clamp(end, from, this.length);
    if (this.whole !== undefined) return this.whole.slice(from, to);
    let index = lastAtOrBelow(this.offsets, from);
    let result = '';
    for (; index < this.pieces.length; index++) {
      const base = this.offsets[index] as number;
      if (base >= to) break;
      const { text } = this.pieces[index] as Piece;
      result += text.slice(Math.max(0, from - base), to - base);
    }
    return result;
  }

  toString(): string {
    return this.whole ?? this.slice();
  }

  /** Offset of the first character of `line`; the length of the text where there is no such line. */
  lineStart(line: number): number {
    if (line <= 0) return 0;
    if (line >= this.lineCount) return this.length;
    const index = lastAtOrBelow(this.lines, line - 1);
    const piece = this.pieces[index] as Piece;
    return (this.offsets[index] as number) + (piece.lineStarts[line - 1 - (this.lines[index] as number)] as number);
  }

  /** Offset behind the last character of `line`, before its line end. */
  lineEnd(line: number): number {
    const end = this.lineStart(line + 1);
    if (line + 1 >= this.lineCount) return end;
    return end - (this.slice(end - 2, end) === '\r\n' ? 2 : 1);
  }

  /** The line that holds `offset`, 0-based; an offset behind a line end is on the next line. */
  lineAt(offset: number): number {
    if (this.pieces.length === 0) return 0;
    const at = clamp(offset, 0, this.length);
    const index = lastAtOrBelow(this.offsets, at);
    const piece = this.pieces[index] as Piece;
    return (this.lines[index] as number) + countAtOrBelow(piece.lineStarts, at - (this.offsets[index] as number));
  }

  /** The text of one line without its line end. */
  lineText(line: number): string {
    return this.slice(this.lineStart(line), this.lineEnd(line));
  }

  positionAt(offset: number): Position {
    const at = clamp(offset, 0, this.length);
    const line = this.lineAt(at);
    return { line, character: Math.min(at, this.lineEnd(line)) - this.lineStart(line) };
  }

  /** The offset of a position; a column past the end of its line is the line's end, as LSP says. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.lineStart(position.line);
    return clamp(start + position.character, start, this.lineEnd(position.line));
  }

  rangeOf(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** A new text with `[start, end)` replaced. Pieces the edit does not touch are shared with this one. */
  splice({ start, end, text }: Splice): Text {
    const from = clamp(start, 0, this.length);
    const to = clamp(end, from, this.length);
    if (this.pieces.length === 0) return Text.of(text);
    const first = lastAtOrBelow(this.offsets, from);
    // The piece that begins at `to` is taken in, and the one that ends at `from`: line ends that fall together at a seam belong to one piece.
    const last = lastAtOrBelow(this.offsets, to);
    const low = from === this.offsets[first] && first > 0 ? first - 1 : first;
    const base = this.offsets[low] as number;
    const stop = (this.offsets[last] as number) + (this.pieces[last] as Piece).text.length;
    const middle = this.slice(base, from) + text + this.slice(to, stop);
    // What is left small takes a neighbour in, so that a day of typing leaves no more pieces than the text is worth.
    const isShort = middle.length < PIECE / 2;
    const left = isShort ? this.pieces[low - 1] : undefined;
    const right = isShort && !left ? this.pieces[last + 1] : undefined;
    const fresh = piecesOf((left?.text ?? '') + middle + (right?.text ?? ''));
    const before = this.pieces.slice(0, left ? low - 1 : low);
    return new Text(before.concat(fresh, this.pieces.slice(right ? last + 2 : last + 1)));
  }

  /**
   * All of `splices` at once; they refer to this text and must not overlap (throws RangeError). They may stand in any order, but insertions at one offset
   * keep theirs, as LSP's text edits do; what replaces text from that offset on comes behind them.
   */
  spliceAll(splices: readonly Splice[]): Text {
    // From the end backwards, so that offsets before stay what they are.
    const sorted = [...splices].reverse().sort((a, b) => b.start - a.start || b.end - a.end);
    sorted.forEach(({ end }, i) => {
      if (end > (sorted[i - 1]?.start ?? Number.POSITIVE_INFINITY)) throw new RangeError('overlapping splices');
    });
    // Of so many no piece is left to be shared, and each of them would cost as much as there are pieces.
    if (sorted.length > this.pieces.length) return this.rebuilt(sorted);
    let result: Text = this;
    for (const splice of sorted) result = result.splice(splice);
    return result;
  }

  /** @param splices from the end of the text backwards */
  private rebuilt(splices: readonly Splice[]): Text {
    const parts: string[] = [];
    let at = 0;
    for (let i = splices.length - 1; i >= 0; i--) {
      const { start, end, text } = splices[i] as Splice;
      parts.push(this.slice(at, start), text);
      at = Math.max(at, end);
    }
    parts.push(this.slice(at));
    return Text.of(parts.join(''));
  }

  /**
   * Where this text differs from another version of it: what stands in `[start, end)` here stands in `[start, formerEnd)` there, the rest is the same. The
   * cost is that of the pieces the versions do not share.
   */
  difference(former: Text): { readonly start: number; readonly end: number; readonly formerEnd: number } {
    const [mine, theirs] = [this.pieces, former.pieces];
    const shorter = Math.min(mine.length, theirs.length);
    let first = 0;
    while (first < shorter && mine[first] === theirs[first]) first++;
    let last = 0;
    while (last < shorter - first && mine[mine.length - 1 - last] === theirs[theirs.length - 1 - last]) last++;
    const base = this.offsets[first] ?? this.length;
    const here = this.slice(base, this.offsets[mine.length - last] ?? this.length);
    const there = former.slice(base, former.offsets[theirs.length - last] ?? former.length);
    const most = Math.min(here.length, there.length);
    let head = 0;
    // Behind the end of either there is NaN, which equals nothing.
    while (here.charCodeAt(head) === there.charCodeAt(head)) head++;
    let tail = 0;
    while (tail < most - head && here.charCodeAt(here.length - 1 - tail) === there.charCodeAt(there.length - 1 - tail)) tail++;
    return { start: base + head, end: base + here.length - tail, formerEnd: base + there.length - tail };
  }

  /** The line end this text uses first, `\n` where it has none. */
  get eol(): '\n' | '\r\n' | '\r' {
    const end = this.lineStart(1);
    const tail = this.slice(end - 2, end);
    return tail === '\r\n' ? tail : tail.endsWith('\r') ? '\r' : '\n';
  }
}

/** Pieces of at least half of {@link PIECE} each, unless the text is shorter. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < text.length; ) {
    const rest = text.length - start;
    let end = rest <= PIECE ? text.length : start + (rest < PIECE * 1.5 ? Math.ceil(rest / 2) : PIECE);
    if (text.charCodeAt(end - 1) === CR && text.charCodeAt(end) === LF) end++;
    const piece = text.slice(start, end);
    pieces.push({ text: piece, lineStarts: lineStartsOf(piece) });
    start = end;
  }
  return pieces;
}

function lineStartsOf(text: string): number[] {
  const starts: number[] = [];
  if (!text.includes('\r')) {
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) starts.push(feed + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  return starts;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Index of the last element ≤ value in ascending `sorted`; 0 where none is. */
function lastAtOrBelow(sorted: readonly number[], value: number): number {
  return Math.max(0, countAtOrBelow(sorted, value) - 1);
}

function countAtOrBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
