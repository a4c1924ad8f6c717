/**
 * Edits of a tree as splices of its text. Nothing is written anew but what is inserted: comments, blank lines, quoting, indentation and line ends elsewhere
 * stay byte for byte. Offsets in and out are absolute.
 */
import type { Splice, Text } from '../text/text.ts';
import { isEmpty, type MapNode, type Node, type Pair, pairOf, type SeqNode, type SourceTree } from './tree.ts';

/** What an edit needs of a file. */
export interface Editable {
  readonly text: Text;
  readonly tree: SourceTree;
}

/** 0-based column of an absolute offset. */
function columnAt(text: Text, offset: number): number {
  return text.positionAt(offset).character;
}

/**
 * A scalar's source for a value of one line: plain where YAML reads it back as the same text, else double-quoted.
 * @param flow inside `[ ]` or `{ }`, where commas and brackets end a plain scalar
 */
export function scalarSource(value: string, flow = false): string {
  const plain =
    /^[^\s\-?:,[\]{}#&*!|>'"%@`\u0000-\u001f\u007f\ufeff\u3000](?:[^\u0000-\u001f\u007f\ufeff]*[^\s\u0000-\u001f\u007f\ufeff])?$/.test(value) ||
    /^-[^\s\u0000-\u001f,[\]{}]+$/.test(value);
  const safe = plain && !/: |:$| #/.test(value) && !(flow && /[,[\]{}]/.test(value)) && !/^(---|\.\.\.)/.test(value);
  return safe ? value : JSON.stringify(value);
}

/** Lines of a block scalar for a text, each indented by `indent` columns more than the key: `['|', '  first', '  second']`. */
export function literalLines(value: string, indent = 2): readonly string[] {
  const body = value.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  const lines = body.split('\n');
  // A first line that begins with white space needs the indentation said.
  const header = /^\s/.test(lines.find((line) => line !== '') ?? '') ? `|${indent}` : '|';
  return [header, ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
}

/** Replaces a node's own text (its anchor and comments stay). */
export function replaceNode({ tree }: Editable, node: Node, text: string): Splice {
  const { start, end } = tree.spanOf(node);
  return { start, end, text };
}

/** The column at which the keys of a block mapping stand. */
export function keyColumn({ text, tree }: Editable, map: MapNode): number {
  const first = map.pairs[0];
  return columnAt(text, tree.spanOf(first?.key ?? map).start);
}

/**
 * Inserts a pair into a mapping.
 * @param lines the source: the first is `key: value` (or `key:`), further ones are indented relative to the key
 * @param after the key of the pair it goes behind; the last pair where absent or not there
 */
export function insertPair(file: Editable, map: MapNode, lines: readonly string[], after?: string): Splice {
  const anchor = (after === undefined ? undefined : pairOf(map, after)) ?? map.pairs.at(-1);
  if (map.flow) {
    const end = file.tree.spanOf(map).end;
    if (!anchor) return { start: end - 1, end: end - 1, text: flowSource(lines) };
    const at = file.tree.spanOf(anchor.value && !isEmpty(anchor.value) ? anchor.value : anchor.key).end;
    return { start: at, end: at, text: `, ${flowSource(lines)}` };
  }
  const at = anchor ? endOfPair(file, anchor) : lineEndAt(file, file.tree.spanOf(map).end);
  return linesAt(file, at, keyColumn(file, map), lines);
}

/**
 * Inserts an item into the sequence under a key of a mapping, making the sequence where the key is empty or absent.
 * @param lines the item's source without its dash; further lines are relative to the item's own column (2 behind the dash)
 * @param index the place it takes, 0-based; the end where absent
 */
export function insertItem(file: Editable, map: MapNode, key: string, lines: readonly string[], index?: number): Splice {
  const pair = pairOf(map, key);
  const dashed = lines.map((line, i) => (i === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`));
  if (!pair) return insertPair(file, map, [`${key}:`, ...dashed.map(indented)]);
  const { value } = pair;
  if (value?.kind === 'seq' && value.items.length > 0) return insertIntoSequence(file, value, pair, dashed, lines, index);
  if (map.flow) {
    const text = `[${flowSource(lines)}]`;
    if (value && !isEmpty(value)) return replaceNode(file, value, text);
    const at = file.tree.spanOf(value ?? pair.key).end;
    return { start: at, end: at, text: value ? text : `: ${text}` };
  }
  const column = keyColumn(file, map) + 2;
  if (value?.kind === 'seq') {
    const splice = linesAt(file, 0, column, dashed);
    return { ...file.tree.spanOf(value), text: splice.text };
  }
  return linesAt(file, lineEndAt(file, file.tree.spanOf(pair.key).end), column, dashed);
}

function insertIntoSequence(file: Editable, seq: SeqNode, pair: Pair, dashed: readonly string[], lines: readonly string[], index?: number): Splice {
  const at = Math.min(index ?? seq.items.length, seq.items.length);
  const before = seq.items[at - 1];
  if (seq.flow) {
    if (!before) {
      const start = file.tree.spanOf(seq.items[0] as Node).start;
      return { start, end: start, text: `${flowSource(lines)}, ` };
    }
    const end = file.tree.spanOf(before).end;
    return { start: end, end, text: `, ${flowSource(lines)}` };
  }
  const column = dashColumn(file, seq);
  // First place: right behind the key, so that comments above the old first entry stay with it.
  const offset = before ? endOfNode(file, before) : lineEndAt(file, file.tree.spanOf(pair.key).end);
  return linesAt(file, offset, column, dashed);
}

/** Removes an item of a block sequence with its line(s); in a flow sequence with its comma. */
export function removeItem(file: Editable, seq: SeqNode, item: Node): Splice {
  const { text, tree } = file;
  const span = tree.spanOf(item);
  if (!seq.flow) {
    const start = text.lineStart(text.lineAt(span.start));
    return { start, end: lineEndWithBreak(text, endOfNode(file, item)), text: '' };
  }
  const at = seq.items.indexOf(item);
  const next = seq.items[at + 1];
  if (next) return { start: span.start, end: tree.spanOf(next).start, text: '' };
  const previous = seq.items[at - 1];
  return { start: previous ? tree.spanOf(previous).end : span.start, end: span.end, text: '' };
}

/** Removes a pair with its line(s); in a flow mapping with its comma. The only pair of a `- ` item leaves `{}`. */
export function removePair(file: Editable, map: MapNode, pair: Pair): Splice {
  const { text, tree } = file;
  const start = tree.spanOf(pair.key).start;
  const end = pair.value && !isEmpty(pair.value) ? tree.spanOf(pair.value).end : tree.spanOf(pair.key).end;
  const at = map.pairs.indexOf(pair);
  const next = map.pairs[at + 1];
  if (map.flow) {
    if (next) return { start, end: tree.spanOf(next.key).start, text: '' };
    const previous = map.pairs[at - 1];
    return { start: previous ? tree.spanOf(previous.value ?? previous.key).end : start, end, text: '' };
  }
  if (map.pairs.length === 1) return { start, end: Math.max(end, endOfPair(file, pair)), text: '{}' };
  // The first pair of `- a: 1` shares its line with the dash: the next key moves up to its place.
  const lineStart = text.lineStart(text.lineAt(start));
  if (next && text.slice(lineStart, start).trim() !== '') return { start, end: tree.spanOf(next.key).start, text: '' };
  return { start: lineStart, end: lineEndWithBreak(text, endOfPair(file, pair)), text: '' };
}

/** Column of the dashes of a block sequence. */
function dashColumn({ text, tree }: Editable, seq: SeqNode): number {
  const first = seq.items[0];
  if (!first) return columnAt(text, tree.spanOf(seq).start);
  const start = tree.spanOf(first).start;
  const line = text.lineText(text.lineAt(start));
  const dash = line.slice(0, columnAt(text, start)).lastIndexOf('-');
  return dash >= 0 ? dash : columnAt(text, tree.spanOf(seq).start);
}

function endOfPair(file: Editable, pair: Pair): number {
  return endOfNode(file, pair.value && !isEmpty(pair.value) ? pair.value : pair.key);
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

function lastScalar(node: Node): Node {
  let current = node;
  for (;;) {
    const pair: Pair | undefined = current.kind === 'map' && !current.flow ? current.pairs.at(-1) : undefined;
    const child: Node | undefined = current.kind === 'seq' && !current.flow ? current.items.at(-1) : (pair?.value ?? pair?.key);
    if (!child) return current;
    current = child;
  }
}

function lineEndAt({ text }: Editable, offset: number): number {
  return text.lineEnd(text.lineAt(offset));
}

function lineEndWithBreak(text: Text, offset: number): number {
  return text.lineStart(text.lineAt(offset) + 1);
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

/** Lines as one flow source: `control: CL-1` → `control: CL-1`; several lines become a flow mapping. */
function flowSource(lines: readonly string[]): string {
  const [first = '', ...rest] = lines;
  return rest.length === 0 ? first : `{ ${[first, ...rest].map((line) => line.trim()).join(', ')} }`;
}
