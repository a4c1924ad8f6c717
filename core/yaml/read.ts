/**
 * Text → positioned tree. Never fails: what the parser rejects becomes errors beside the part of the tree that stands.
 *
 * A sound file is one block. Where the parser objects, the file is cut at its top-level keys and entries (lines.ts) and each stretch is parsed on its own,
 * so that a broken entry costs that entry and no other.
 */
import { Composer, type CST, Parser, isAlias, isMap, isScalar, isSeq, Scalar, type Document, type ParsedNode } from 'yaml';
import { Text } from '../text/text.ts';
import { MAX_DEPTH, mendDefects, scanLines } from './lines.ts';
import {
  isEmpty,
  type AliasNode,
  type Block,
  type Defect,
  type MapNode,
  type Node,
  type Pair,
  type ScalarNode,
  type SeqNode,
  SourceTree,
  type Span,
  type SyntaxError,
  type YamlDocument,
} from './tree.ts';

/**
 * Reads a whole file.
 * @returns its tree; `documents` has one element at least, perhaps without root.
 */
export function readYaml(text: Text): SourceTree {
  const source = text.toString();
  const { defects, cuts } = scanLines(source);
  const mended = mendDefects(source, defects);
  const whole = parseBlock(mended, defectErrors(defects, 0, source.length));
  if (whole.block.errors.every((error) => error.code.startsWith('DEFECT'))) return new SourceTree(text, [whole.block], whole.documents, defects);
  const bounds = [...new Set([0, ...cuts])];
  if (bounds.length < 2) return new SourceTree(text, [whole.block], whole.documents, defects);
  const parts = bounds.map((start, i) => {
    const end = bounds[i + 1] ?? source.length;
    return parseBlock(mended.slice(start, end), defectErrors(defects, start, end));
  });
  forgetForeignAnchors(parts);
  return new SourceTree(
    text,
    parts.map((part) => part.block),
    join(parts),
    defects,
  );
}

interface Parsed {
  readonly block: MutableBlock;
  readonly documents: readonly YamlDocument[];
}

interface MutableBlock extends Block {
  errors: SyntaxError[];
  comments: Span[];
}

function defectErrors(defects: readonly Defect[], start: number, end: number): SyntaxError[] {
  return defects
    .filter((defect) => defect.start >= start && defect.start < end)
    .map((defect) => ({ code: `DEFECT:${defect.kind}`, start: defect.start - start, end: defect.end - start }));
}

function parseBlock(source: string, known: readonly SyntaxError[]): Parsed {
  const block: MutableBlock = { length: source.length, errors: [...known], comments: [] };
  const documents: YamlDocument[] = [];
  try {
    const tokens = [...new Parser().parse(source)];
    const depth = inspect(tokens, block);
    if (depth > MAX_DEPTH) {
      block.errors.push({ code: 'TOO_DEEP', start: 0, end: Math.min(source.length, 1) });
      return { block, documents: [emptyDocument(block)] };
    }
    const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent' });
    for (const document of composer.compose(tokens, true, source.length)) {
      for (const problem of [...document.errors, ...document.warnings]) {
        block.errors.push({ code: problem.code, start: problem.pos[0], end: Math.max(problem.pos[1], problem.pos[0]) });
      }
      documents.push({
        root: convert(document, block, source),
        block,
        start: document.range?.[0] ?? 0,
        marked: document.directives?.docStart === true,
      });
    }
  } catch (error) {
    // The parser's recursion ran out, or it broke on something unforeseen: the block has no tree, the others have theirs.
    block.errors.push({ code: error instanceof RangeError ? 'TOO_DEEP' : 'UNREADABLE', start: 0, end: Math.min(source.length, 1) });
  }
  for (let i = 0; i < source.length; i++) {
    i = source.indexOf('\r', i);
    if (i < 0) break;
    if (source.charCodeAt(i + 1) !== 10) {
      block.errors.push({ code: 'LONE_CR', start: i, end: i + 1 });
      break;
    }
  }
  block.errors.sort((a, b) => a.start - b.start);
  if (documents.length === 0) documents.push(emptyDocument(block));
  return { block, documents };
}

/** Collects the comments of a token stream and measures its depth, without recursion. */
function inspect(tokens: readonly CST.Token[], block: MutableBlock): number {
  let deepest = 0;
  const stack: [unknown, number][] = [...tokens].reverse().map((token) => [token, 0]);
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [token, depth] = top as [Record<string, unknown>, number];
    if (depth > deepest) deepest = depth;
    if (deepest > MAX_DEPTH * 2) break;
    if (token.type === 'comment') {
      const start = token.offset as number;
      block.comments.push({ start, end: start + (token.source as string).length });
    }
    for (const name of ['end', 'value', 'items', 'sep', 'key', 'start', 'props']) {
      const child = token[name];
      if (Array.isArray(child)) for (let i = child.length - 1; i >= 0; i--) stack.push([child[i], name === 'items' ? depth + 1 : depth]);
      else if (child && typeof child === 'object') stack.push([child, depth]);
    }
  }
  block.comments.sort((a, b) => a.start - b.start);
  return deepest;
}

function convert(document: Document.Parsed, block: Block, source: string): Node | undefined {
  const anchors = new Map<string, Node>();
  const node = (parsed: ParsedNode | null | undefined): Node | undefined => {
    if (!parsed?.range) return undefined;
    const [start, valueEnd] = parsed.range;
    if (isAlias(parsed)) {
      const alias: AliasNode = { kind: 'alias', block, start, end: valueEnd, name: parsed.source, target: anchors.get(parsed.source) };
      return alias;
    }
    const extra = {
      ...(parsed.anchor === undefined ? {} : { anchor: parsed.anchor }),
      ...(parsed.tag === undefined || parsed.tag.startsWith('tag:yaml.org,2002:') ? {} : { tag: parsed.tag }),
    };
    if (isScalar(parsed)) {
      const style = STYLES[parsed.type ?? 'PLAIN'] ?? 'plain';
      const blockStyle = style === 'literal' || style === 'folded';
      const end = blockStyle ? trimmedEnd(source, start, valueEnd) : valueEnd;
      const keeps = blockStyle && /^[|>][0-9]?\+/.test(source.slice(start, start + 3));
      const text = typeof parsed.value === 'string' ? parsed.value : (parsed.source ?? '');
      const scalar: ScalarNode = { kind: 'scalar', block, start, end, outerEnd: keeps ? valueEnd : end, style, text, ...extra };
      if (parsed.anchor !== undefined) anchors.set(parsed.anchor, scalar);
      return scalar;
    }
    if (isSeq(parsed)) {
      const items: Node[] = [];
      const seq = { kind: 'seq' as const, block, start, end: valueEnd, flow: parsed.flow === true, items, ...extra };
      if (parsed.anchor !== undefined) anchors.set(parsed.anchor, seq);
      for (const item of parsed.items) {
        const child = node(item as ParsedNode);
        if (child) items.push(child);
      }
      if (!seq.flow) seq.end = endOfLast(items.at(-1), valueEnd);
      return seq;
    }
    if (isMap(parsed)) {
      const pairs: Pair[] = [];
      const map = { kind: 'map' as const, block, start, end: valueEnd, flow: parsed.flow === true, pairs, ...extra };
      if (parsed.anchor !== undefined) anchors.set(parsed.anchor, map);
      for (const item of parsed.items) {
        const key = node(item.key as ParsedNode);
        if (key) pairs.push({ key, value: node(item.value as ParsedNode | null) });
      }
      const last = pairs.at(-1);
      if (!map.flow && last) map.end = endOfLast(last.value, Math.max(last.key.end, last.value?.end ?? 0), last.key.end + 1);
      return map;
    }
    return undefined;
  };
  return node(document.contents);
}

const STYLES: Record<string, ScalarNode['style']> = {
  [Scalar.PLAIN]: 'plain',
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.BLOCK_LITERAL]: 'literal',
  [Scalar.BLOCK_FOLDED]: 'folded',
};

function endOfLast(last: Node | undefined, fallback: number, atLeast = 0): number {
  return Math.max(last ? last.end : fallback, atLeast);
}

/** A block scalar's end without its trailing line ends, so that what follows it is put on the next line. */
function trimmedEnd(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && /[\s]/.test(source[at - 1] as string)) at--;
  return at;
}

/** An alias whose anchor stands in another block is no error; blocks are parsed apart only here. */
function forgetForeignAnchors(parts: readonly Parsed[]): void {
  for (const { block } of parts) block.errors = block.errors.filter((error) => error.code !== 'BAD_ALIAS');
}

function emptyDocument(block: Block): YamlDocument {
  return { root: undefined, block, start: 0, marked: false };
}

/** Puts documents parsed in stretches together again: keys into one mapping, entries under the key before them. */
function join(parts: readonly Parsed[]): YamlDocument[] {
  const documents: YamlDocument[] = [];
  let root: MutableMap | undefined;
  let sequence: MutableSeq | undefined;
  for (const piece of parts.flatMap((part) => part.documents)) {
    const { block, root: content } = piece;
    if (piece.marked) root = undefined;
    if (!content || content.kind === 'alias') continue;
    if (!root) {
      root = { kind: 'map', block, start: content.start, end: content.end, flow: false, pairs: [] };
      sequence = undefined;
      documents.push({ ...piece, root });
    }
    if (content.kind === 'map' && !content.flow) {
      for (const { key, value } of content.pairs) {
        sequence = value?.kind === 'seq' && !value.flow ? { ...value, items: [...value.items] } : undefined;
        root.pairs.push({ key, value: sequence ?? value });
      }
    } else if (content.kind === 'seq' && !content.flow) {
      const last = root.pairs.at(-1);
      if (!sequence && last && isEmpty(last.value)) {
        sequence = { kind: 'seq', block, start: content.start, end: content.end, flow: false, items: [] };
        root.pairs[root.pairs.length - 1] = { key: last.key, value: sequence };
      }
      sequence?.items.push(...content.items);
    }
    if (block === root.block) root.end = Math.max(root.end, content.end);
  }
  const first = parts[0];
  return documents.length > 0 || !first ? documents : [emptyDocument(first.block)];
}

type MutableMap = Omit<MapNode, 'pairs' | 'end'> & { pairs: Pair[]; end: number };
type MutableSeq = Omit<SeqNode, 'items'> & { items: Node[] };
