/** Edits of an edited text as edits of the first one, and edits as small as they can be. */
import { inOrder, type Splice, type Text } from './text.ts';

/** A stretch of the first text that stands, or something put in. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/**
 * @param text the first text
 * @param first splices of it, which do not overlap
 * @param second splices of what `first` makes of it, which do not overlap either
 * @returns splices of `text`, by start, that do both
 */
export function composed(text: Text, first: readonly Splice[], second: readonly Splice[]): readonly Splice[] {
  return splicesOf(text, spliced(spliced([{ from: 0, to: text.length }], inOrder(first)), inOrder(second)));
}

function lengthOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.to - piece.from;
}

function part(piece: Piece, from: number, to: number): Piece {
  return 'text' in piece ? { text: piece.text.slice(from, to) } : { from: piece.from + from, to: piece.from + to };
}

function spliced(pieces: readonly Piece[], splices: readonly Splice[]): readonly Piece[] {
  const result: Piece[] = [];
  let index = 0;
  let within = 0;
  let at = 0;
  /** Goes on to an offset, over what is kept or left out. */
  const pass = (to: number, keep: boolean) => {
    while (at < to) {
      const piece = pieces[index] as Piece;
      const step = Math.min(lengthOf(piece) - within, to - at);
      if (keep) result.push(part(piece, within, within + step));
      at += step;
      within += step;
      if (within >= lengthOf(piece)) {
        index++;
        within = 0;
      }
    }
  };
  for (const { start, end, text } of splices) {
    pass(start, true);
    result.push({ text });
    pass(end, false);
  }
  pass(
    pieces.reduce((sum, piece) => sum + lengthOf(piece), 0),
    true,
  );
  return result;
}

function splicesOf(text: Text, pieces: readonly Piece[]): readonly Splice[] {
  const splices: Splice[] = [];
  let at = 0;
  let inserted = '';
  for (const piece of [...pieces, { from: text.length, to: text.length }]) {
    if ('text' in piece) inserted += piece.text;
    else {
      if (inserted !== '' || piece.from > at) splices.push({ start: at, end: piece.from, text: inserted });
      at = piece.to;
      inserted = '';
    }
  }
  return splices;
}

/** Splices without what they leave as it was at either end. No surrogate pair and no CRLF is taken apart. */
export function trimmed(text: Text, splices: readonly Splice[]): readonly Splice[] {
  return splices.flatMap((splice) => {
    const before = text.slice(splice.start, splice.end);
    const after = splice.text;
    if (before === after) return [];
    const most = Math.min(before.length, after.length);
    let head = 0;
    // They differ: at the end of the shorter, if not before.
    while (before[head] === after[head]) head++;
    while (isJoined(before, head) || isJoined(after, head)) head--;
    let tail = 0;
    while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
    while (isJoined(before, before.length - tail) || isJoined(after, after.length - tail)) tail--;
    return [{ start: splice.start + head, end: splice.end - tail, text: after.slice(head, after.length - tail) }];
  });
}

/** Whether what stands on both sides of an offset is one character or line end. */
function isJoined(text: string, offset: number): boolean {
  const [left, right] = [text.charCodeAt(offset - 1), text.charCodeAt(offset)];
  return (left === 13 && right === 10) || (left >= 0xd800 && left < 0xdc00 && right >= 0xdc00 && right < 0xe000);
}
