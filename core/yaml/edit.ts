/**
 * Edits of a tree as splices of its text. Nothing is written anew but what is inserted: comments, blank lines, quoting, indentation and line ends elsewhere
 * stay byte for byte. Offsets in and out are absolute, UTF-16, half-open.
 */
import type { Splice } from '../text/text.ts';
import {
  columnAt,
  type Editable,
  endOfFlowPair,
  endOfItem,
  endOfPair,
  keyColumn,
  lineEndAt,
  lineEndWithBreak,
  startOfNode,
} from './extent.ts';
import { flowSource, itemSource, pairsSource } from './source.ts';
import { asSeq, isEmpty, type MapNode, type Node, type Pair, pairOf, type SeqNode } from './tree.ts';

export { type Editable, keyColumn } from './extent.ts';
export { literalLines, scalarSource } from './source.ts';

/** Replaces a node's own text (its anchor and comments stay). */
export function replaceNode({ tree }: Editable, node: Node, text: string): Splice {
  const { start, end } = tree.spanOf(node);
  return { start, end, text };
}

/**
 * Inserts a pair into a mapping.
 * @param lines the source: the first is `key: value` (or `key:`), further ones are indented relative to the key; in a flow mapping they become one line,
 *   without their comments
 * @param after the key of the pair it goes behind; the last pair where absent or not there
 */
export function insertPair(file: Editable, map: MapNode, lines: readonly string[], after?: string): Splice {
  const anchor = (after === undefined ? undefined : pairOf(map, after)) ?? map.pairs.at(-1);
  if (map.flow) {
    const { start, end } = file.tree.spanOf(map);
    if (!anchor) return inEmptyFlow(file, { start, end }, pairsSource(lines));
    const at = endOfFlowPair(file, anchor);
    return { start: at, end: at, text: `, ${pairsSource(lines)}` };
  }
  const at = anchor ? endOfPair(file, anchor) : lineEndAt(file, file.tree.spanOf(map).end);
  return linesAt(file, at, keyColumn(file, map), lines);
}

/**
 * Inserts a pair of one line before the first of a mapping: what names an entry stands first.
 * @param line `key: value`
 */
export function prependPair(file: Editable, map: MapNode, line: string): Splice {
  const first = map.pairs[0];
  if (!first) return insertPair(file, map, [line]);
  const { start } = file.tree.spanOf(first.key);
  const separator = map.flow ? ', ' : file.text.eol + ' '.repeat(keyColumn(file, map));
  return { start, end: start, text: line + separator };
}

/**
 * As {@link insertPair}, but a key that already stands there with nothing behind it is given the value, its comment kept.
 * @param key that of the first line
 */
export function fillPair(file: Editable, map: MapNode, key: string, lines: readonly string[], after?: string): Splice {
  const pair = pairOf(map, key);
  if (!pair || !isEmpty(pair.value)) return insertPair(file, map, lines, after);
  const start = endOfFlowPair(file, pair);
  if (map.flow)
    return {
      start,
      end: start,
      text: pairsSource(lines).slice(key.length + (file.text.slice(start - 1, start) === ':' ? 1 : 0)),
    };
  const [first = '', ...rest] = lines;
  const end = lineEndAt(file, start);
  const below = rest.length > 0 ? linesAt(file, end, keyColumn(file, map), rest).text : '';
  return { start, end, text: first.slice(key.length + 1) + file.text.slice(start, end) + below };
}

/**
 * Inserts an item into the sequence under a key of a mapping, making the sequence where the key is empty or absent.
 * @param lines the item's source without its dash; further lines are relative to the item's own column (2 behind the dash)
 * @param index the place it takes, 0-based; the end where absent
 */
export function insertItem(file: Editable, map: MapNode, key: string, lines: readonly string[], index?: number): Splice {
  return insertItems(file, map, key, [lines], index);
}

/** As {@link insertItem}, several in a row. */
export function insertItems(
  file: Editable,
  map: MapNode,
  key: string,
  items: readonly (readonly string[])[],
  index?: number,
): Splice {
  const { text, tree } = file;
  const pair = pairOf(map, key);
  const dashed = items.flatMap((lines) => lines.map((line, i) => (i === 0 ? `- ${line}` : indented(line))));
  if (!pair) return insertPair(file, map, [`${key}:`, ...dashed.map(indented)]);
  const { value } = pair;
  if (value?.kind === 'seq' && value.items.length > 0) return intoSequence(file, value, pair, items, dashed, index);
  const flow = items.map(itemSource).join(', ');
  if (!value || isEmpty(value)) {
    if (!map.flow) return linesAt(file, lineEndAt(file, tree.spanOf(pair.key).end), keyColumn(file, map) + 2, dashed);
    const at = endOfFlowPair(file, pair);
    return { start: at, end: at, text: text.slice(at - 1, at) === ':' ? ` [${flow}]` : `: [${flow}]` };
  }
  const span = tree.spanOf(value);
  if (value.kind !== 'seq') {
    // One value where a list may stand (`evidence: ev-a`): the list takes it in.
    const old = asSeq(value)?.items.map(flowSource) ?? [flowSource(value)];
    return { ...span, text: `[${[...old, flow].join(', ')}]` };
  }
  if (map.flow || value.anchor !== undefined || (items.length === 1 && items[0]?.length === 1))
    return inEmptyFlow(file, span, flow);
  // `key: []` makes room for the block sequence; a comment behind it stays behind the key.
  const { end: keyEnd } = tree.spanOf(pair.key);
  const start = keyEnd + text.slice(keyEnd, span.start).indexOf(':') + 1;
  const end = lineEndAt(file, span.end);
  const comment = text.slice(span.end, end).trim();
  return { start, end, text: `${comment && ` ${comment}`}${linesAt(file, 0, keyColumn(file, map) + 2, dashed).text}` };
}

function intoSequence(
  file: Editable,
  seq: SeqNode,
  pair: Pair,
  items: readonly (readonly string[])[],
  dashed: readonly string[],
  index = seq.items.length,
): Splice {
  const before = seq.items[Math.min(index, seq.items.length) - 1];
  if (seq.flow) {
    const source = items.map(itemSource).join(', ');
    if (!before) {
      const start = startOfNode(file, seq.items[0] as Node);
      return { start, end: start, text: `${source}, ` };
    }
    const { end } = file.tree.spanOf(before);
    return { start: end, end, text: `, ${source}` };
  }
  // First place: right behind the key, so that comments above the old first entry stay with it.
  const offset = before ? endOfItem(file, seq, before) : lineEndAt(file, file.tree.spanOf(pair.key).end);
  return linesAt(file, offset, columnAt(file, file.tree.spanOf(seq).start), dashed);
}

/** Removes a pair with its line(s); in a flow mapping with its comma. The only pair of a mapping leaves `{}`. */
export function removePair(file: Editable, map: MapNode, pair: Pair): Splice {
  const { text, tree } = file;
  const { start } = tree.spanOf(pair.key);
  const at = map.pairs.indexOf(pair);
  const next = map.pairs[at + 1];
  if (map.flow) {
    const span = tree.spanOf(map);
    if (map.pairs.length === 1) return { start: span.start + 1, end: insideEnd(file, span), text: '' };
    if (next) return { start, end: tree.spanOf(next.key).start, text: '' };
    return { start: endOfFlowPair(file, map.pairs[at - 1] as Pair), end: endOfFlowPair(file, pair), text: '' };
  }
  const end = endOfPair(file, pair);
  if (map.pairs.length === 1) return { start, end, text: '{}' };
  // The first pair of `- a: 1` shares its line with the dash, that of a file with its byte order mark: the next key moves up to its place.
  const lineStart = text.lineStart(text.lineAt(start));
  if (next && text.slice(lineStart, start).replace(/^ +/, '') !== '')
    return { start, end: tree.spanOf(next.key).start, text: '' };
  return { start: lineStart, end: lineEndWithBreak(text, end), text: '' };
}

/** New lines behind the line that ends at `offset`, each indented by `column`. */
function linesAt({ text }: Editable, offset: number, column: number, lines: readonly string[]): Splice {
  const eol = text.eol;
  const source = lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join(eol);
  return { start: offset, end: offset, text: eol + source };
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

/** Where the content of a flow collection ends: before its bracket, or with it where the bracket is still to be typed. */
function insideEnd({ text }: Editable, { start, end }: { readonly start: number; readonly end: number }): number {
  return end - 1 > start && /[}\]]/.test(text.slice(end - 1, end)) ? end - 1 : end;
}

/** The edit of `[]` or `{}` (perhaps with a comment inside) that puts something into it. */
function inEmptyFlow(file: Editable, span: { readonly start: number; readonly end: number }, source: string): Splice {
  const { text } = file;
  const { start } = span;
  const end = insideEnd(file, span);
  const inside = text.slice(start + 1, end);
  const content = text.slice(start, start + 1) === '{' ? ` ${source} ` : source;
  return { start: start + 1, end: inside.trim() === '' ? end : start + 1, text: content };
}
