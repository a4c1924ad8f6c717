/** Places of a piece of a scalar's text. */
import type { Piece } from '../../model/answer-text.ts';
import type { KaijiFile } from '../../model/document.ts';
import type { ScalarNode } from '../../yaml/tree.ts';
import type { Place } from '../rule.ts';

/** Where a piece of a scalar's text stands in the file; the whole scalar for an empty piece, and where it is spelled otherwise there (escapes, folded lines). */
export function placeOfPiece(file: KaijiFile, node: ScalarNode, { start, end }: Piece): Place {
  if (start >= end) return node;
  const base = file.tree.startOf(node.block);
  const source = file.text.slice(base + node.start, base + node.end);
  const piece = node.text.slice(start, end);
  let at = headerLength(node, source);
  // The same words may occur before: the place is that of the occurrence with as many before it.
  for (let from = node.text.indexOf(piece); ; from = node.text.indexOf(piece, from + 1)) {
    at = source.indexOf(piece, at);
    if (at < 0 || from < 0) return node;
    if (from >= start) break;
    at += 1;
  }
  return { block: node.block, start: node.start + at, end: node.start + at + piece.length };
}

/** `|` or `>` with its line end: not part of the text. */
function headerLength(node: ScalarNode, source: string): number {
  return node.style === 'literal' || node.style === 'folded' ? (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(source)?.[0].length ?? 0) : 0;
}
