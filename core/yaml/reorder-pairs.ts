/**
 * The pairs of a mapping put in another order. A pair moves with the comment lines above it and those below that are indented deeper than its key, byte for
 * byte; blank lines between the pairs stay where they are.
 */
import type { Splice, Text } from '../text/text.ts';
import { type Editable, endOfFlowPair, isBlockScalar, keyColumn, lastLineOf, lastScalar, startOfNode } from './extent.ts';
import { isEmpty, type MapNode, type Node, type Pair, type Span, walk } from './tree.ts';

/** Covers what follows it, so that what it means depends on where it stands. */
const STANDING = /#\s*kaiji-disable(?=\s|$)/;

/**
 * @param order the 0-based index of the pair each place takes
 * @param inner splices within the values of the pairs, which are to be done on the way
 * @returns undefined where text would change its meaning on the way: an alias of an anchor in it, a scalar that keeps its blank lines, comments between the pairs
 *   of a flow mapping or above the one that would come to stand behind a dash, a comment that silences what follows
 */
export function reorderPairs(
  file: Editable,
  map: MapNode,
  order: readonly number[],
  inner: readonly (readonly Splice[])[],
): readonly Splice[] | undefined {
  if (isBound(file, map)) return undefined;
  const places = map.flow ? placesInFlow(file, map) : placesInBlock(file, map);
  if (!places) return undefined;
  const whole = { start: places[0]?.start ?? 0, end: places.at(-1)?.end ?? 0 };
  if (STANDING.test(file.text.slice(whole.start, whole.end))) return undefined;
  // The first pair may stand behind a dash; the others begin their lines.
  const isDashed = !map.flow && isBehindDash(file, whole.start);
  const indent = ' '.repeat(isDashed ? keyColumn(file, map) : 0);
  const texts = places.map((place, index) => withSplices(file.text, place, inner[index] ?? []));
  const leading = texts[order[0] ?? 0]?.trimStart() ?? '';
  if (isDashed && order[0] !== 0 && leading.startsWith('#')) return undefined;
  return places.flatMap(({ start, end }, place) => {
    const from = order[place] ?? place;
    if (from === place) return inner[from] ?? [];
    const text = isDashed && place === 0 ? leading : isDashed && from === 0 ? indent + texts[from] : (texts[from] ?? '');
    return [{ start, end, text }];
  });
}

/** Whether something in a mapping depends on what stands before or behind it. */
function isBound(file: Editable, map: MapNode): boolean {
  const anchors = new Set<string>();
  const aliases = new Set<string>();
  for (const node of walk(map)) {
    if (keepsBlankLines(file, node)) return true;
    if (node.kind === 'alias') aliases.add(node.name);
    else if (node.anchor !== undefined) {
      if (anchors.has(node.anchor)) return true;
      anchors.add(node.anchor);
    }
  }
  return [...aliases].some((name) => anchors.has(name));
}

function placesInFlow(file: Editable, map: MapNode): readonly Span[] | undefined {
  const base = file.tree.startOf(map.block);
  const { start, end } = file.tree.spanOf(map);
  if (map.block.comments.some((comment) => base + comment.start > start && base + comment.start < end)) return undefined;
  return map.pairs.map((pair) => ({ start: startOfNode(file, pair.key), end: endOfFlowPair(file, pair) }));
}

/** From the line of the first comment above a key, or of the key, to the end of a line; undefined where a key does not begin its line. */
function placesInBlock(file: Editable, map: MapNode): readonly Span[] | undefined {
  const { text, tree } = file;
  const column = keyColumn(file, map);
  const places: Span[] = [];
  /** The line behind the pair before. */
  let next = -1;
  for (const [index, pair] of map.pairs.entries()) {
    const { start: keyStart } = tree.spanOf(pair.key);
    const keyLine = text.lineAt(keyStart);
    const isFirstOnLine = isBlank(text.slice(text.lineStart(keyLine), keyStart));
    if (!isFirstOnLine && index > 0) return undefined;
    let first = keyLine;
    if (index === 0) while (isFirstOnLine && first > 0 && isComment(text, first - 1)) first--;
    else {
      first = next;
      while (first < keyLine && isBlank(text.lineText(first))) first++;
    }
    next = lastLineOfPair(file, pair) + 1;
    while (next < text.lineCount && isComment(text, next) && columnOf(text, next) > column) next++;
    const start = isFirstOnLine ? text.lineStart(first) : keyStart;
    places.push({ start, end: text.lineEnd(next - 1) });
  }
  return places;
}

function lastLineOfPair(file: Editable, { key, value }: Pair): number {
  return lastLineOf(file, value && !isEmpty(value) ? value : key);
}

/** `text` of a span with splices in it. */
function withSplices(text: Text, { start, end }: Span, splices: readonly Splice[]): string {
  let result = '';
  let at = start;
  for (const splice of splices) {
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at, end);
}

function keepsBlankLines({ text, tree }: Editable, node: Node): boolean {
  if (!isBlockScalar(lastScalar(node)) || node.kind !== 'scalar') return false;
  const { start } = tree.spanOf(node);
  return /^[|>]\d?\+/.test(text.slice(start, start + 3));
}

function isBehindDash({ text }: Editable, offset: number): boolean {
  return !isBlank(text.slice(text.lineStart(text.lineAt(offset)), offset));
}

function isBlank(source: string): boolean {
  return /^[ \t]*$/.test(source);
}

function isComment(text: Text, line: number): boolean {
  return /^[ \t]*#/.test(text.lineText(line));
}

function columnOf(text: Text, line: number): number {
  return /^[ \t]*/.exec(text.lineText(line))?.[0].length ?? 0;
}

/**
 * Blanks on the empty lines of a node and right below it that are no text. Behind another text than the one they stand below they could become part of it.
 * @returns splices that take them out, by start
 */
export function strayBlanks(file: Editable, root: Node): readonly Splice[] {
  const { text, tree } = file;
  const last = lastLineOf(file, root);
  const texts = new Set<number>();
  for (const node of walk(root)) {
    if (node.kind !== 'scalar') continue;
    const { start, end } = tree.spanOf(node);
    if (isBlockScalar(node) || end > start)
      for (let line = text.lineAt(start), to = lastLineOf(file, node); line <= to; line++) texts.add(line);
  }
  const splices: Splice[] = [];
  for (let line = text.lineAt(tree.spanOf(root).start); line < text.lineCount; line++) {
    const source = text.lineText(line);
    if (line > last && !isBlank(source)) break;
    if (source !== '' && isBlank(source) && !texts.has(line))
      splices.push({ start: text.lineStart(line), end: text.lineEnd(line), text: '' });
  }
  return splices;
}
