/**
 * Items of a sequence put in another order, or taken out, as a splice of its text. An item moves with the comment lines directly above it and those indented
 * below it, byte for byte. What stands between items (blank lines, commas) stays where it is; headings go where the caller says.
 */
import type { Splice } from '../text/text.ts';
import { dashOf, type Editable, endOfItem, lastScalar, lineEndWithBreak, startOfNode } from './extent.ts';
import { type MapNode, type Node, pairOf, type SeqNode, type Span, walk } from './tree.ts';

/** Comment lines above an item that are about more than it: they end in a rule (`# ── 組織 ──`), or a blank line stands between them and the item. */
export interface Heading {
  /** The lines as written. */
  readonly text: string;
  /** The item it stands above, 0-based. */
  readonly index: number;
}

/** An item with what stands between it and the one before; absolute offsets. */
interface Slot {
  /** Where the line of the item before ends, line end excluded; of the first, where the line behind the key begins. */
  readonly from: number;
  /** Behind the line end of the line before: blank lines, then perhaps a heading. */
  readonly gap: number;
  /** Where the heading begins; = `start` where there is none. */
  readonly heading: number;
  /** The item with its own comments, from the start of a line to the end of one. */
  readonly start: number;
  readonly end: number;
}

/** A comment line of the form `# ── … ──`, `# ====`, `#---`. */
const RULE = /^#[ \t]*([─━═—–=*#~-])\1/;

/** The headings among the items of a block sequence, in order. */
export function headingsOf(file: Editable, seq: SeqNode): readonly Heading[] {
  const slots = seq.flow ? undefined : slotsOf(file, seq);
  return (slots ?? []).flatMap(({ heading, start }, index) =>
    heading < start ? [{ text: file.text.slice(heading, start), index }] : [],
  );
}

/**
 * Puts the items in another order.
 * @param order the 0-based index of the item each place takes
 * @param below the item a heading goes above; the one it stands above where absent
 * @returns none where that is the order already; undefined where text would change its meaning on the way: an alias before its anchor, a scalar that keeps
 *   its blank lines, comments between the items of a flow sequence
 */
export function reorderItems(
  file: Editable,
  seq: SeqNode,
  order: readonly number[],
  below: (heading: Heading) => number = ({ index }) => index,
): readonly Splice[] | undefined {
  if (breaksAlias(seq, order)) return undefined;
  return seq.flow ? inFlow(file, seq, order) : inBlock(file, seq, order, below);
}

/**
 * Takes an item out of the sequence under a key, with its comments; the last one leaves `[]`.
 * @returns undefined where the key holds no sequence with that item
 */
export function removeItem(file: Editable, map: MapNode, key: string, index: number): Splice | undefined {
  const { text, tree } = file;
  const pair = pairOf(map, key);
  const seq = pair?.value;
  if (!pair || seq?.kind !== 'seq') return undefined;
  const item = seq.items[index];
  if (!item) return undefined;
  if (seq.flow) {
    const span = tree.spanOf(seq);
    const [before, next] = [seq.items[index - 1], seq.items[index + 1]];
    if (seq.items.length === 1) return { start: span.start + 1, end: span.end - 1, text: '' };
    if (next) return { start: startOfNode(file, item), end: startOfNode(file, next), text: '' };
    return { start: before ? tree.spanOf(before).end : span.start, end: tree.spanOf(item).end, text: '' };
  }
  const slots = slotsOf(file, seq);
  const slot = slots?.[index];
  if (!slots || !slot) return undefined;
  const next = slots[index + 1];
  if (slots.length === 1) {
    const keyEnd = tree.spanOf(pair.key).end;
    const start = keyEnd + text.slice(keyEnd, slot.from).indexOf(':') + 1;
    const kept = text.slice(start, slot.start);
    return { start, end: slot.end, text: ` []${slot.heading < slot.start ? kept : kept.trimEnd()}` };
  }
  if (index > 0 && slot.heading === slot.start) return { start: slot.from, end: slot.end, text: '' };
  const end = next && next.heading === next.start ? next.start : lineEndWithBreak(text, slot.end);
  return { start: slot.start, end, text: '' };
}

/** An item of a block sequence with its own comments, from the start of a line to the end of one; absolute. Undefined as for {@link reorderItems}. */
export function spanOfItem(file: Editable, seq: SeqNode, index: number): Span | undefined {
  if (seq.flow || !seq.items[index]) return undefined;
  const before = seq.items[index - 1];
  const slot = slotOf(file, seq, index, before && endOfItem(file, seq, before));
  return slot && { start: slot.start, end: slot.end };
}

function inFlow(file: Editable, seq: SeqNode, order: readonly number[]): readonly Splice[] | undefined {
  const { tree } = file;
  const spans = seq.items.map((item) => ({ start: startOfNode(file, item), end: tree.spanOf(item).end }));
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  const base = tree.startOf(seq.block);
  if (seq.block.comments.some(({ start }) => base + start > first.start && base + start < last.end)) return undefined;
  return exchanged(file, spans, order);
}

/** A splice for each place whose item changes; what stands between the places stays. */
function exchanged({ text }: Editable, places: readonly Span[], order: readonly number[]): readonly Splice[] {
  return places.flatMap(({ start, end }, place) => {
    const item = places[order[place] ?? place];
    return !item || order[place] === place ? [] : [{ start, end, text: text.slice(item.start, item.end) }];
  });
}

function inBlock(
  file: Editable,
  seq: SeqNode,
  order: readonly number[],
  below: (heading: Heading) => number,
): readonly Splice[] | undefined {
  const slots = slotsOf(file, seq);
  if (!slots || seq.items.some((item) => keepsBlankLines(file, item))) return undefined;
  if (slots.every(({ heading, start }) => heading === start)) return exchanged(file, slots, order);
  const gaps = gapsOf(file, slots, order, below);
  return slots.flatMap((slot, place): readonly Splice[] => {
    const moved = slots[order[place] ?? place] ?? slot;
    const gap = gaps[place] ?? '';
    const isGapSame = gap === file.text.slice(slot.gap, slot.start);
    if (isGapSame && moved === slot) return [];
    if (isGapSame) return [{ start: slot.start, end: slot.end, text: file.text.slice(moved.start, moved.end) }];
    if (moved === slot) return [{ start: slot.gap, end: slot.start, text: gap }];
    return [{ start: slot.gap, end: slot.end, text: gap + file.text.slice(moved.start, moved.end) }];
  });
}

/**
 * What stands before each place once the headings have moved: blank lines and headings, ending with a line. Blank lines stay where they are, but for those
 * above a heading, which change places with those where it comes to stand.
 */
function gapsOf(
  { text }: Editable,
  slots: readonly Slot[],
  order: readonly number[],
  below: (heading: Heading) => number,
): readonly string[] {
  const placeOf = new Map(order.map((index, place) => [index, place]));
  const blanks = slots.map(({ gap, heading }) => text.slice(gap, heading));
  const headings = slots.map(({ heading, start }) => text.slice(heading, start));
  /** By place, the places the headings above it come from. */
  const arriving = new Map<number, number[]>();
  headings.forEach((heading, from) => {
    if (heading === '') return;
    const home = below({ text: heading, index: from });
    const place = placeOf.get(home) ?? from;
    arriving.set(place, [...(arriving.get(place) ?? []), from]);
  });
  const isHeaded = (place: number) => headings[place] !== '';
  // Above the first item stands what stands below the key.
  const between = blanks.map((_, place) => place).slice(1);
  const usual = commonest(between.filter((place) => !isHeaded(place)).map((place) => blanks[place] ?? ''));
  const usualAbove = commonest(between.filter(isHeaded).map((place) => blanks[place] ?? ''));
  const freed = between.filter((place) => arriving.has(place) && !isHeaded(place)).map((place) => blanks[place] ?? '');
  return blanks.map((blank, place) => {
    const from = arriving.get(place) ?? [];
    let above = blank;
    if (place > 0 && from.length > 0 && !isHeaded(place)) above = (from[0] ? blanks[from[0]] : undefined) ?? usualAbove;
    else if (place > 0 && from.length === 0 && isHeaded(place)) above = freed.shift() ?? usual;
    return above + from.map((one) => headings[one]).join(usualAbove);
  });
}

/** The items with what stands between them; undefined where a line between is neither blank nor a comment. */
function slotsOf(file: Editable, seq: SeqNode): readonly Slot[] | undefined {
  const slots: Slot[] = [];
  for (let index = 0; index < seq.items.length; index++) {
    const slot = slotOf(file, seq, index, slots.at(-1)?.end);
    if (!slot) return undefined;
    slots.push(slot);
  }
  return slots;
}

/** @param from where the line of the item before ends; undefined for the first */
function slotOf(file: Editable, seq: SeqNode, index: number, from: number | undefined): Slot | undefined {
  const { text } = file;
  const dashLine = text.lineAt(dashOf(file, seq, index));
  let first = from === undefined ? dashLine : text.lineAt(from) + 1;
  const isBetween = (line: number) => /^[ \t]*(?:#|$)/.test(text.lineText(line));
  if (from === undefined) while (first > 0 && isBetween(first - 1)) first--;
  let own = dashLine;
  while (own > first && /^[ \t]*#/.test(text.lineText(own - 1))) own--;
  for (let line = own; line < dashLine; line++) if (RULE.test(text.lineText(line).trim())) own = line + 1;
  let heading = first;
  while (heading < own && text.lineText(heading).trim() === '') heading++;
  for (let line = first; line < dashLine; line++) if (!isBetween(line)) return undefined;
  const gap = text.lineStart(first);
  return {
    from: from ?? gap,
    gap,
    heading: text.lineStart(heading),
    start: text.lineStart(own),
    end: endOfItem(file, seq, seq.items[index] as Node),
  };
}

/** Whether an alias would come to stand before its anchor, or behind another of the same name. */
function breaksAlias(seq: SeqNode, order: readonly number[]): boolean {
  const placeOf = new Map(order.map((index, place) => [index, place]));
  const homes = new Map<Node, number>();
  const names = new Set<string>();
  let isRedefined = false;
  const aliases: { readonly target: Node | undefined; readonly index: number }[] = [];
  seq.items.forEach((item, index) => {
    for (const node of walk(item)) {
      if (node.kind === 'alias') aliases.push({ target: node.target, index });
      else if (node.anchor !== undefined) {
        homes.set(node, index);
        isRedefined ||= names.has(node.anchor);
        names.add(node.anchor);
      }
    }
  });
  return aliases.some(({ target, index }) => {
    const home = target && homes.get(target);
    if (isRedefined) return true;
    return home !== undefined && home !== index && (placeOf.get(home) ?? 0) > (placeOf.get(index) ?? 0);
  });
}

/** A `|+` or `>+` at the end of an item takes blank lines behind it for its own, wherever it stands. */
function keepsBlankLines({ text, tree }: Editable, item: Node): boolean {
  const last = lastScalar(item);
  if (last.kind !== 'scalar' || (last.style !== 'literal' && last.style !== 'folded')) return false;
  const { start } = tree.spanOf(last);
  return /^[|>][0-9]?\+/.test(text.slice(start, start + 3));
}

function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of texts) counts.set(one, (counts.get(one) ?? 0) + 1);
  let best = '';
  for (const [one, count] of counts) if (count > (counts.get(best) ?? 0)) best = one;
  return best;
}
