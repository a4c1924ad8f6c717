/**
 * White space as it should be, as splices of the text: indentation of two columns a level, one space behind dashes and colons, `[a, b]` and `{ a: b }`, no
 * blanks at the ends of lines, one blank line at most in a row, one line end at the end of the file. Text of scalars is not touched: lines they run on to
 * move with the line they begin on. Comments stay at the level they stand at. Linear.
 */
import type { Splice } from '../text/text.ts';
import { columnAt, dashOf, type Editable, isBlockScalar, keyColumn, lastLineOf, startOfNode } from './extent.ts';
import { flowSplices } from './flow-layout.ts';
import { isBlank, LayoutLines, type LayoutOptions, type Level, type Lines } from './layout-lines.ts';
import { type Block, hasFault, isEmpty, type MapNode, type Node, type Pair, type SeqNode } from './tree.ts';

export type { LayoutOptions, Lines };

/** A top-level key without its entries, or an entry: laid out as a whole or not at all. */
interface Unit extends Lines {
  readonly block: Block;
  lay(layout: LayoutLines): void;
}

/** What of YAML is not laid out (`? key`, keys of several lines): its unit stays as it is. */
class Unlaid extends Error {}

/**
 * @param range only units that these lines reach; their lists then keep their columns. Absent for the whole file
 * @returns splices by start, none overlapping. What cannot be read, and what is not laid out, stays byte for byte
 */
export function layoutSplices(file: Editable, options: LayoutOptions = {}, range?: Lines): readonly Splice[] {
  const isPartial = range !== undefined || file.tree.faulty.some(isBroken);
  return attempt(file, options, range, isPartial) ?? attempt(file, options, range, true) ?? [];
}

/** Whether something in a block is not, or not certainly, as it was read. */
export function isBroken(block: Block): boolean {
  return hasFault(block, 0, block.length + 1) || block.errors.some(({ mended }) => mended !== undefined);
}

/** @returns undefined where a unit cannot be laid out and the columns of lists were to change */
function attempt(
  file: Editable,
  options: LayoutOptions,
  range: Lines | undefined,
  keepsColumns: boolean,
): readonly Splice[] | undefined {
  const lines = new LayoutLines(file, options);
  for (const { root } of file.tree.documents) {
    if (root?.kind !== 'map' || root.flow) continue;
    for (const unit of unitsOf(file, root, keepsColumns, range)) {
      if (isBroken(unit.block)) continue;
      try {
        lines.unit(unit.from, unit.to, () => unit.lay(lines));
      } catch (error) {
        if (!(error instanceof Unlaid)) throw error;
        if (!keepsColumns) return undefined;
      }
    }
  }
  return lines.splices();
}

/** The units of a document that a range reaches, in order. */
function* unitsOf(file: Editable, root: MapNode, keepsColumns: boolean, range: Lines | undefined): Generator<Unit> {
  const { text, tree } = file;
  const lineOf = (offset: number) => text.lineAt(offset);
  const from = keyColumn(file, root);
  const top: Level = { above: undefined, from, to: keepsColumns ? from : 0 };
  const isIndented = indentsLists(file, root);
  const end = endOfDocument(file, root);
  for (const [index, pair] of root.pairs.entries()) {
    const next = root.pairs[index + 1];
    const keyLine = lineOf(tree.spanOf(pair.key).start);
    const pairEnd = next ? lineOf(tree.spanOf(next.key).start) - 1 : end;
    const start = index === 0 ? startOfDocument(file, keyLine) : keyLine;
    if (range && (pairEnd < range.from || start > range.to)) continue;
    const { value } = pair;
    const list = value?.kind === 'seq' && !value.flow ? value : undefined;
    const layPair = (lines: LayoutLines, own: Pair) => new Writer(file, lines, isIndented).pair(own, top);
    if (!list) {
      yield { from: start, to: pairEnd, block: pair.key.block, lay: (lines) => layPair(lines, pair) };
      continue;
    }
    const column = columnAt(file, tree.spanOf(list).start);
    const dashes: Level = { above: top, from: column, to: keepsColumns ? column : top.to + (isIndented ? 2 : 0) };
    const dashLine = (at: number) => lineOf(dashOf(file, list, at));
    const headEnd = dashLine(0) - 1;
    // Comments above the first entry stand with the key, at the level of the entries.
    if (!range || headEnd >= range.from)
      yield {
        from: start,
        to: headEnd,
        block: pair.key.block,
        lay: (lines) => {
          layPair(lines, { key: pair.key, value: undefined });
          lines.behind(dashes);
        },
      };
    const first = range ? Math.max(0, countBefore(list, (item) => lineOf(tree.spanOf(item).start) < range.from) - 1) : 0;
    for (let at = first; at < list.items.length; at++) {
      const item = list.items[at] as Node;
      const itemStart = dashLine(at);
      if (range && itemStart > range.to) break;
      const to = at + 1 < list.items.length ? dashLine(at + 1) - 1 : pairEnd;
      if (range && to < range.from) continue;
      yield {
        from: itemStart,
        to,
        block: item.block,
        lay: (lines) => new Writer(file, lines, isIndented).item(list, at, dashes),
      };
    }
  }
}

/** How many items stand before the first of which `isBefore` is false; they are in an order in which it is true of none behind. */
function countBefore({ items }: SeqNode, isBefore: (item: Node) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as Node)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether most entries of the lists at the top are indented deeper than their key; so where there are none. */
function indentsLists(file: Editable, root: MapNode): boolean {
  const column = keyColumn(file, root);
  let balance = 0;
  for (const { value } of root.pairs) {
    if (value?.kind !== 'seq' || value.flow) continue;
    balance += columnAt(file, file.tree.spanOf(value).start) > column ? value.items.length : -value.items.length;
  }
  return balance >= 0;
}

/** The first line of a document: behind the mark that opens it, or that of the file. */
function startOfDocument({ text }: Editable, keyLine: number): number {
  let line = keyLine;
  while (line > 0 && /^\uFEFF?[ \t]*(?:#|$)/.test(text.lineText(line - 1))) line--;
  return line;
}

/** The last line of a document: before the mark or directive that follows it, or that of the file. */
function endOfDocument({ text, tree }: Editable, root: MapNode): number {
  let line = text.lineAt(tree.spanOf(root).end);
  while (line + 1 < text.lineCount && !/^(?:%|(?:---|\.\.\.)(?:\s|$))/.test(text.lineText(line + 1))) line++;
  return line;
}

/** Lays the nodes of a unit out. */
class Writer {
  constructor(
    private readonly file: Editable,
    private readonly lines: LayoutLines,
    private readonly isIndented: boolean,
  ) {}

  /** @param level of the key */
  pair({ key, value }: Pair, level: Level): void {
    const { text, tree } = this.file;
    const span = tree.spanOf(key);
    const line = text.lineAt(span.start);
    // The name of an alias takes the colon in.
    if (key.kind !== 'scalar' || isEmpty(key) || text.lineAt(span.end) !== line) throw new Unlaid();
    // Beside dashes such a key is read as one of them.
    if (text.slice(span.start, span.start + 1) === '-') throw new Unlaid();
    const before = text.slice(text.lineStart(line), startOfNode(this.file, key));
    if (isBlank(before)) this.lines.begin(line, level);
    else if (!/^\uFEFF?[ \t]*(?:-[ \t]+)*(?:[&!]\S*[ \t]+)*$/.test(before)) throw new Unlaid();
    else this.lines.within(level);
    const colon = /^[ \t]*:/.exec(text.slice(span.end, text.lineEnd(line)))?.[0].length ?? 0;
    if (colon === 0) throw new Unlaid();
    this.lines.splice({ start: span.end, end: span.end + colon - 1, text: '' });
    this.lines.oneSpace(span.end + colon);
    if (!value || isEmpty(value)) return;
    if (value.kind === 'map' && !value.flow)
      this.map(value, { above: level, from: keyColumn(this.file, value), to: level.to + 2 });
    else if (value.kind === 'seq' && !value.flow) {
      const from = columnAt(this.file, tree.spanOf(value).start);
      this.seq(value, { above: level, from, to: level.to + (this.isIndented ? 2 : 0) });
    } else this.leaf(value, line, level);
  }

  /** @param dashes the level of the dashes */
  item(seq: SeqNode, index: number, dashes: Level): void {
    const { text } = this.file;
    const item = seq.items[index] as Node;
    const dash = dashOf(this.file, seq, index);
    const line = text.lineAt(dash);
    if (text.slice(dash, dash + 1) !== '-') throw new Unlaid();
    if (isBlank(text.slice(text.lineStart(line), dash))) this.lines.begin(line, dashes);
    else this.lines.within(dashes);
    this.lines.oneSpace(dash + 1);
    if (isEmpty(item)) return;
    if (item.kind === 'map' && !item.flow) this.map(item, { above: dashes, from: keyColumn(this.file, item), to: dashes.to + 2 });
    else if (item.kind === 'seq' && !item.flow) {
      const from = columnAt(this.file, this.file.tree.spanOf(item).start);
      this.seq(item, { above: dashes, from, to: dashes.to + 2 });
    } else this.leaf(item, line, dashes);
  }

  private map({ pairs }: MapNode, level: Level): void {
    for (const pair of pairs) this.pair(pair, level);
  }

  private seq(seq: SeqNode, level: Level): void {
    for (let index = 0; index < seq.items.length; index++) this.item(seq, index, level);
  }

  /** What has no lines of its own but those it runs on to. */
  private leaf(node: Node, line: number, { from, to }: Level): void {
    const first = this.file.text.lineAt(this.file.tree.spanOf(node).start);
    const keepsFirst = first + (isBlockScalar(node) ? 1 : 0);
    this.lines.text({ from: line, to: lastLineOf(this.file, node) }, to - from, keepsFirst, isBlockScalar(node));
    if (node.kind === 'map' || node.kind === 'seq') for (const splice of flowSplices(this.file, node)) this.lines.splice(splice);
  }
}
