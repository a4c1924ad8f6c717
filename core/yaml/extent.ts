/** Where what an edit touches begins and ends in the text: with its dash, its anchor, its comments, the blank lines it keeps. Offsets are absolute. */
import type { Text } from '../text/text.ts';
import { isEmpty, type MapNode, type Node, type Pair, type ScalarNode, type SeqNode, type SourceTree } from './tree.ts';

/** What an edit needs of a file. */
export interface Editable {
  readonly text: Text;
  readonly tree: SourceTree;
}

/** The column at which the keys of a block mapping stand, 0-based. */
export function keyColumn(file: Editable, map: MapNode): number {
  const first = map.pairs[0];
  return columnAt(file, file.tree.spanOf(first?.key ?? map).start);
}

/** 0-based column of an absolute offset, as it is read: a tab taken for spaces counts as those, and a byte order mark takes none. */
export function columnAt({ text, tree }: Editable, offset: number): number {
  const { line, character } = text.positionAt(offset);
  const column = character + mendedBefore(tree, offset - character, offset);
  return line === 0 && text.slice(0, 1) === '\uFEFF' ? column - 1 : column;
}

/** How many characters longer `[from, to)`, part of a line, is as it was read than as it is written. */
function mendedBefore({ cuts, faulty }: SourceTree, from: number, to: number): number {
  if (faulty.length === 0) return 0;
  const index = cuts.indexAt(to);
  const base = cuts.startAt(index);
  let longer = 0;
  for (const { start, end, mended } of cuts.list.at(index)?.errors ?? [])
    if (mended !== undefined && base + start >= from && base + end <= to) longer += mended.length - (end - start);
  return longer;
}

/** Where a node begins with its anchor and tag. */
export function startOfNode({ text, tree }: Editable, node: Node): number {
  const { start } = tree.spanOf(node);
  if (node.kind === 'alias' || (node.anchor === undefined && node.tag === undefined)) return start;
  return start - propertiesAtEnd(text.slice(Math.max(0, start - 200), start));
}

/** How many characters at the end of `source` are anchors and tags, with the white space between and behind them. */
export function propertiesAtEnd(source: string): number {
  let start = source.length;
  for (let end = start; end > 0; ) {
    while (end > 0 && /\s/.test(source.charAt(end - 1))) end--;
    let from = end;
    while (from > 0 && !/[\s,[\]{}]/.test(source.charAt(from - 1))) from--;
    const sign = source.slice(from, end).search(/[&!]/);
    if (sign < 0) break;
    start = from + sign;
    if (sign > 0) break;
    end = from;
  }
  return source.length - start;
}

/** The dash of an item of a block sequence: the last one at the sequence's column that stands before the item. */
export function dashOf(file: Editable, seq: SeqNode, index: number): number {
  const { text, tree } = file;
  const { start } = tree.spanOf(seq);
  if (index === 0) return start;
  const column = text.positionAt(start).character;
  const item = tree.spanOf(seq.items[index] as Node).start;
  for (let line = text.lineAt(item); line >= 0; line--) {
    const at = text.lineStart(line) + column;
    if (at <= item && text.slice(at, at + 1) === '-' && text.slice(at - column, at).trim() === '') return at;
  }
  return item;
}

/** Where a pair of a flow mapping ends; of one with nothing behind its key, behind the colon. */
export function endOfFlowPair({ text, tree }: Editable, pair: Pair): number {
  if (pair.value && !isEmpty(pair.value)) return tree.spanOf(pair.value).end;
  const { end } = tree.spanOf(pair.key);
  return end + (/^[ \t]*:/.exec(text.slice(end, end + 20))?.[0].length ?? 0);
}

/** As {@link endOfNode}, of a pair: of its key where nothing stands behind it. */
export function endOfPair(file: Editable, pair: Pair): number {
  return endOfNode(file, pair.value && !isEmpty(pair.value) ? pair.value : pair.key);
}

/** The end of an item of a block sequence, with the comment lines below it that are indented deeper than its dash. */
export function endOfItem(file: Editable, seq: SeqNode, item: Node): number {
  const { text } = file;
  const column = columnAt(file, file.tree.spanOf(seq).start);
  let end = endOfNode(file, item);
  for (let line = text.lineAt(end) + 1; line < text.lineCount; line++) {
    const indent = /^( *)#/.exec(text.lineText(line))?.[1];
    if (indent === undefined || indent.length <= column) break;
    end = text.lineEnd(line);
  }
  return end;
}

/** The end of the line on which a node ends (its trailing comment included); for a `|+` scalar, behind the blank lines it keeps. */
function endOfNode(file: Editable, node: Node): number {
  const last = lastScalar(node);
  if (last.kind === 'scalar' && last.outerEnd > last.end) {
    const outer = file.tree.startOf(last.block) + last.outerEnd;
    const line = file.text.lineAt(outer);
    return outer === file.text.lineStart(line) && line > 0 ? file.text.lineEnd(line - 1) : outer;
  }
  return lineEndAt(file, file.tree.spanOf(node).end);
}

/** What a node written over several lines ends with: a scalar, or a collection on one line. */
export function lastScalar(node: Node): Node {
  let current = node;
  for (;;) {
    const pair: Pair | undefined = current.kind === 'map' && !current.flow ? current.pairs.at(-1) : undefined;
    const child: Node | undefined = current.kind === 'seq' && !current.flow ? current.items.at(-1) : (pair?.value ?? pair?.key);
    if (!child) return current;
    current = child;
  }
}

/** The end of the line an offset is on, before its line end. */
export function lineEndAt({ text }: Editable, offset: number): number {
  return text.lineEnd(text.lineAt(offset));
}

/** The start of the line behind that of an offset; the end of the text on the last one. */
export function lineEndWithBreak(text: Text, offset: number): number {
  return text.lineStart(text.lineAt(offset) + 1);
}

/** The last line of a node, 0-based: of a block scalar with the lines of mere white space, or blank ones, that are its text. */
export function lastLineOf(file: Editable, node: Node): number {
  const { text, tree } = file;
  const last = lastScalar(node);
  const { start, end } = tree.spanOf(last);
  const line = text.lineAt(end);
  if (!isBlockScalar(last)) return line;
  const header = text.slice(start, start + 4);
  if (/^[|>]\d?\+/.test(header)) {
    const outer = tree.startOf(last.block) + last.outerEnd;
    const outerLine = text.lineAt(outer);
    return Math.max(line, outer === text.lineStart(outerLine) ? outerLine - 1 : outerLine);
  }
  // Said, it counts from the column of the key or dash.
  const said = /^[|>][+-]?(\d)/.exec(header)?.[1];
  let indent = said === undefined ? -1 : Number(said) + parentColumn(text.slice(text.lineStart(text.lineAt(start)), start));
  let result = line;
  for (let next = text.lineAt(start) + 1; next < text.lineCount; next++) {
    const source = text.lineText(next);
    // A full-width space is text, though no node ends with one.
    if (next > line && source.trim() !== '') break;
    if (indent < 0) indent = columnOfContent(source);
    if (next > line && indent >= 0 && source.length > indent) result = next;
  }
  return result;
}

/** Whether a node is text behind `|` or `>`. */
export function isBlockScalar(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
}

/** How many spaces a line with more than spaces begins with; -1 for others. */
function columnOfContent(line: string): number {
  return /^ *(?=[^ ])/.exec(line)?.[0].length ?? -1;
}

/** The column of the innermost key or dash in what stands on a line before a value; 0 where there is none. */
function parentColumn(before: string): number {
  const [lead = ''] = /^\uFEFF?[ ]*(?:-[ \t]+)*/.exec(before) ?? [];
  return Math.max(0, /^(?:[&!]|$)/.test(before.slice(lead.length)) ? lead.lastIndexOf('-') : lead.length);
}
