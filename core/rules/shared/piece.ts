/** Places of a piece of a scalar's text. */
import type { Piece } from '../../model/answer-text.ts';
import type { KaijiFile } from '../../model/document.ts';
import { memoized } from '../../model/field.ts';
import type { ScalarNode } from '../../yaml/tree.ts';
import type { Place } from '../rule.ts';

/** How far the occurrences of some words have been followed in a scalar: two ways to write the same place. */
interface Followed {
  /** In its text. */
  readonly from: number;
  /** In its spelling. */
  readonly at: number;
}

/** What was followed in a scalar so far, by the words: pieces asked for one after the other cost one walk over a text of megabytes, not one each. */
const followed = memoized((_: ScalarNode): { source?: string; readonly words: Map<string, Followed> } => ({ words: new Map() }));

/** Where a piece of a scalar's text stands in the file; the whole scalar for an empty piece, and where it is spelled otherwise there (escapes, folded lines). */
export function placeOfPiece(file: KaijiFile, node: ScalarNode, { start, end }: Piece): Place {
  if (start >= end) return node;
  const known = followed(node);
  const base = file.tree.startOf(node.block);
  known.source ??= file.text.slice(base + node.start, base + node.end);
  const { source, words } = known;
  const piece = node.text.slice(start, end);
  const last = words.get(piece);
  const isAhead = last !== undefined && last.from <= start;
  let at = isAhead ? last.at : headerLength(node, source);
  // The same words may occur before: the place is that of the occurrence with as many before it.
  for (let from = isAhead ? last.from : node.text.indexOf(piece); ; from = node.text.indexOf(piece, from + 1)) {
    at = source.indexOf(piece, at);
    if (at < 0 || from < 0) return node;
    if (from >= start) break;
    at += 1;
  }
  words.set(piece, { from: start, at });
  return { block: node.block, start: node.start + at, end: node.start + at + piece.length };
}

/** `|` or `>` with its line end: not part of the text. */
function headerLength(node: ScalarNode, source: string): number {
  return node.style === 'literal' || node.style === 'folded' ? (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(source)?.[0].length ?? 0) : 0;
}
