/** Merge conflicts left in a file (git's markers): our side is read, theirs is hidden until a person has chosen. */
import type { Span } from './tree.ts';

const CR = 13;
const LF = 10;

export interface Conflict {
  /** What is not read: the opening marker's line; from the first marker behind our side to the closing marker. Line ends are not included. */
  readonly hidden: readonly Span[];
  readonly ours: Span;
  readonly theirs: Span;
  /** All of it, markers included, up to the line end of the last. */
  readonly whole: Span;
}

/** The conflict whose `<<<<<<<` stands at `start`, a line start; undefined where its markers are not complete. */
export function conflictAt(text: string, start: number): Conflict | undefined {
  const open = marker(text, '<', start);
  if (!open || open.start !== start) return undefined;
  const middle = marker(text, '=', open.end);
  const close = middle && marker(text, '>', middle.end);
  if (!middle || !close || marker(text.slice(0, close.start), '<', open.end)) return undefined;
  const base = marker(text.slice(0, middle.start), '|', open.end);
  const oursEnd = base?.start ?? middle.start;
  return {
    hidden: [open, { start: oursEnd, end: close.end }],
    ours: { start: afterBreak(text, open.end), end: oursEnd },
    theirs: { start: afterBreak(text, middle.end), end: close.start },
    whole: { start, end: close.end },
  };
}

function marker(text: string, char: '<' | '=' | '>' | '|', from: number): Span | undefined {
  const form = new RegExp(`^\\${char}{7}(?: .*)?$`, 'gm');
  form.lastIndex = from;
  const match = form.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

/** Offset behind the line end at `offset`. */
export function afterBreak(text: string, offset: number): number {
  if (offset >= text.length) return offset;
  return text.charCodeAt(offset) === CR && text.charCodeAt(offset + 1) === LF ? offset + 2 : offset + 1;
}
