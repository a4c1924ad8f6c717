/** Putting the items of a sequence into another order, each with its comments, as splices. Offsets are absolute, UTF-16, half-open. */
import type { Splice } from '../text/text.ts';
import { type Editable, endOfItem, startOfNode } from './extent.ts';
import { type Node, type SeqNode, walk } from './tree.ts';

/**
 * The edit that puts the items of `seq` into another order. In a block sequence an item takes along the comments and blank lines above it and the comments
 * that belong to its end; only the blank lines above the first place stay there. In a flow sequence the items change places and all between them stays.
 * @param order for each place the 0-based index of the item that goes there: every index once
 * @returns one splice a place that changes; undefined where an order would change what is read (an anchor that has to stand before its alias, a text
 *   that keeps the blank lines behind it, a sequence that begins behind something else on its line)
 */
export function reorderItems(file: Editable, seq: SeqNode, order: readonly number[]): readonly Splice[] | undefined {
  for (const item of seq.items) if (isBound(file, item)) return undefined;
  const places = seq.flow ? flowPlaces(file, seq) : blockPlaces(file, seq);
  if (!places) return undefined;
  const sources = places.map(({ start, end }) => file.text.slice(start, end));
  const gaps = places.map(({ gap, start }) => file.text.slice(gap, start));
  const [first = 0] = order;
  /** Blank lines go with their item; what comes first stands below what was above the first, which leaves it its own. */
  const gapOf = (index: number) => gaps[index === first ? 0 : index === 0 ? first : index] ?? '';
  return places.flatMap(({ gap, end }, place) => {
    const index = order[place] ?? place;
    const text = `${gapOf(index)}${sources[index] ?? ''}`;
    return text === file.text.slice(gap, end) ? [] : [{ start: gap, end, text }];
  });
}

interface Stretch {
  /** Where the blank lines above it begin. */
  readonly gap: number;
  readonly start: number;
  readonly end: number;
}

function flowPlaces(file: Editable, seq: SeqNode): readonly Stretch[] {
  return seq.items.map((item) => {
    const start = startOfNode(file, item);
    return { gap: start, start, end: file.tree.spanOf(item).end };
  });
}

/** Whole lines each, without the last line end. */
function blockPlaces(file: Editable, seq: SeqNode): readonly Stretch[] | undefined {
  const { text, tree } = file;
  const first = text.lineAt(tree.spanOf(seq).start);
  if (text.slice(text.lineStart(first), tree.spanOf(seq).start).replace('\uFEFF', '').trim() !== '') return undefined;
  const places: Stretch[] = [];
  let line = first;
  while (line > 0 && isGap(text.lineText(line - 1))) line--;
  for (const item of seq.items) {
    const gap = text.lineStart(line);
    while (line < text.lineCount - 1 && text.lineText(line).trim() === '') line++;
    const end = endOfItem(file, seq, item);
    places.push({ gap, start: text.lineStart(line), end });
    line = text.lineAt(end) + 1;
  }
  return places;
}

/** Blank, or nothing but a comment. */
function isGap(line: string): boolean {
  return /^[ \t]*(?:#|$)/.test(line);
}

/** Whether an item cannot go elsewhere without a change of what is read. */
function isBound({ text, tree }: Editable, item: Node): boolean {
  for (const node of walk(item)) {
    if (node.anchor !== undefined) return true;
    if (node.kind !== 'scalar' || (node.style !== 'literal' && node.style !== 'folded')) continue;
    const { start } = tree.spanOf(node);
    if (/^[|>][0-9]?\+/.test(text.slice(start, start + 3))) return true;
  }
  return false;
}
