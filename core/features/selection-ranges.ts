/**
 * Selection ranges: word, sentence, line, paragraph, value, pair, entry, category, list, document, file. Each is found by itself, from the tree or from the
 * text, and taken where it holds those within; binary search all the way down.
 */
import type { Position, SelectionRange } from 'vscode-languageserver-types';
import { documentAt } from '../check.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { referencesIn } from '../model/reference.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { dashOf } from '../yaml/extent.ts';
import { itemAt, pairAt } from '../yaml/item-at.ts';
import { keyText, type Node, type Pair, type ScalarNode, type SeqNode, type Span } from '../yaml/tree.ts';
import { categoryAt, isCategorised } from './categories.ts';
import { commentAt } from './comment-at.ts';
import { lineSpan, paragraphAt, sentenceAt, wordAt } from './selection-words.ts';

/** What may be selected around each of some positions, in their order; each range holds its position and stands within its parent, the last of which is the file. */
export function selectionRanges(whole: Package, file: KaijiFile, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = file.text.offsetAt(position);
    let range: SelectionRange | undefined;
    for (const { start, end } of nested(spansAt(whole, file, offset), offset).reverse())
      range = { range: file.text.rangeOf(start, end), ...(range ? { parent: range } : {}) };
    return range ?? { range: file.text.rangeOf(0, file.text.length) };
  });
}

/** Those spans that hold an offset, the shortest first, as far as each holds the one before. */
function nested(spans: Iterable<Span>, offset: number): Span[] {
  const taken: Span[] = [];
  let [start, end] = [offset, offset];
  for (const span of [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const holds = span.start <= start && span.end >= end;
    if (!holds || span.end - span.start === end - start) continue;
    taken.push(span);
    ({ start, end } = span);
  }
  return taken;
}

/** What stands around an offset. */
function* spansAt(whole: Package, file: KaijiFile, offset: number): Generator<Span> {
  const { text } = file;
  const document = documentAt(file, offset);
  const found = document ? around(whole, document, offset) : [];
  const innermost = found[0]?.scalar;
  yield* innermost ? ofScalar(file, innermost, offset) : ofLine(file, offset);
  for (const { spans } of found) yield* spans;
  if (document) yield wholeOf(file, document);
  yield { start: 0, end: text.length };
}

/** A step of the way from the root to an offset. */
interface Step {
  /** What it can be selected as, from the inside out. */
  readonly spans: readonly Span[];
  /** The scalar that the offset is in. */
  readonly scalar?: ScalarNode;
}

/** The nodes around an offset, innermost first. */
function around(whole: Package, document: KaijiDocument, offset: number): readonly Step[] {
  const { file } = document;
  const { tree } = file;
  const steps: Step[] = [];
  const holds = ({ start, end }: Span) => start <= offset && offset <= end;
  let node: Node | undefined = document.yaml.root;
  let key: string | undefined;
  while (node) {
    const span = tree.spanOf(node);
    if (!holds(span)) break;
    if (node.kind === 'scalar') {
      steps.push({ spans: [span], scalar: node });
      break;
    }
    if (node.kind === 'alias') {
      steps.push({ spans: [span] });
      break;
    }
    steps.push({ spans: [span] });
    if (node.kind === 'seq') {
      const index = itemAt(tree, node.items, offset);
      // The dash stands before its item: at the item above, the cursor is nowhere.
      const own = [index + 1, index].find(
        (at) => at >= 0 && at < (node as SeqNode).items.length && holds(itemSpan(file, node as SeqNode, at)),
      );
      if (own === undefined) break;
      const spans = [itemSpan(file, node, own)];
      if (steps.length === 3 && key !== undefined && isCategorised(document, key))
        spans.push(...categoryAround(whole, document, node, own));
      steps.push({ spans });
      node = node.items[own];
      continue;
    }
    // What ends where the next key begins is touched too, and comes first.
    const last = pairAt(tree, node.pairs, offset);
    const pair: Pair | undefined = [node.pairs[last - 1], node.pairs[last]].find((one) => one && holds(pairSpan(file, one)));
    if (!pair) break;
    key = steps.length === 1 ? keyText(pair) : key;
    steps.push({ spans: [pairSpan(file, pair)] });
    node = holds(tree.spanOf(pair.key)) ? pair.key : pair.value;
  }
  return steps.reverse();
}

function pairSpan({ tree }: KaijiFile, { key, value }: Pair): Span {
  const { start, end } = tree.spanOf(key);
  return { start, end: value ? Math.max(end, tree.spanOf(value).end) : end };
}

/** An item with its dash. */
function itemSpan(file: KaijiFile, seq: SeqNode, index: number): Span {
  const { start, end } = file.tree.spanOf(seq.items[index] as Node);
  return { start: seq.flow ? start : Math.min(start, dashOf(file, seq, index)), end };
}

/** How many entries a category is followed over, up and down. */
const MOST = 500;

/** The entries of one category around one of them. */
function categoryAround(whole: Package, document: KaijiDocument, seq: SeqNode, index: number): readonly Span[] {
  const { file } = document;
  const { catalogs } = whole;
  const by = { catalogs, own: ownCatalog(document, catalogs), language: 'ja' } as const;
  const nameAt = (at: number) => {
    const item = seq.items[at];
    return item && categoryAt(item, by);
  };
  const name = nameAt(index);
  if (!name) return [];
  let [first, last] = [index, index];
  while (index - first < MOST && nameAt(first - 1) === name) first--;
  while (last - index < MOST && nameAt(last + 1) === name) last++;
  if (index - first === MOST || last - index === MOST) return [];
  return [{ start: itemSpan(file, seq, first).start, end: itemSpan(file, seq, last).end }];
}

/** The document around an offset, up to the next one. */
function wholeOf({ text, tree, documents }: KaijiFile, document: KaijiDocument): Span {
  const startOf = ({ yaml }: KaijiDocument) => tree.startOf(yaml.block) + yaml.start;
  const next = documents[documents.indexOf(document) + 1];
  return { start: startOf(document), end: next ? startOf(next) : text.length };
}

/** Within a scalar: word, reference, sentence, line, paragraph, all of its text. */
function* ofScalar(file: KaijiFile, node: ScalarNode, offset: number): Generator<Span> {
  const { text, tree } = file;
  const span = tree.spanOf(node);
  const isBlock = node.style === 'literal' || node.style === 'folded';
  const inner = isBlock
    ? { start: Math.min(span.end, text.lineStart(text.lineAt(span.start) + 1)), end: span.end }
    : { start: span.start + (node.style === 'plain' ? 0 : 1), end: span.end - (node.style === 'plain' ? 0 : 1) };
  if (offset < inner.start || offset > inner.end) return;
  const base = tree.startOf(node.block);
  const line = within(lineSpan(text, offset), inner);
  yield within(wordAt(text, line, offset), line);
  // Of a long value only the line is read.
  const source = text.slice(line.start, line.end);
  const at: ScalarNode = { ...node, start: line.start - base };
  for (const reference of referencesIn(at, source)) {
    const [start, end] = [base + reference.start, base + reference.end];
    if (start > offset || end < offset) continue;
    yield { start: start + 2, end: end - 2 };
    yield { start, end };
  }
  yield within(sentenceAt(text, line, offset), line);
  yield line;
  if (isBlock) yield paragraphAt(text, inner, offset);
  yield isBlock ? { start: Math.min(inner.end, firstText(file, inner)), end: inner.end } : inner;
}

/** Outside of scalars: a word, a comment, its line, the comment lines around it. */
function* ofLine(file: KaijiFile, offset: number): Generator<Span> {
  const { text } = file;
  const line = lineSpan(text, offset);
  yield wordAt(text, line, offset);
  const comment = commentAt(file, offset);
  if (comment) yield comment;
  yield line;
  if (comment?.start !== line.start) return;
  const isComment = (number: number) =>
    number >= 0 && number < text.lineCount && text.lineText(number).trimStart().startsWith('#');
  let [first, last] = [text.lineAt(offset), text.lineAt(offset)];
  while (isComment(first - 1)) first--;
  while (isComment(last + 1)) last++;
  yield { start: lineSpan(text, text.lineStart(first)).start, end: text.lineEnd(last) };
}

/** Where the first line of a block scalar begins behind its indentation. */
function firstText({ text }: KaijiFile, { start }: Span): number {
  return lineSpan(text, start).start;
}

function within({ start, end }: Span, outer: Span): Span {
  return { start: Math.max(start, outer.start), end: Math.min(end, outer.end) };
}
