/**
 * The positioned tree every layer above reads. Offsets are UTF-16, half-open and relative to the node's block, so that an edit elsewhere in the file moves
 * no node; only a {@link SourceTree} turns them into offsets of the file.
 */
import type { Text } from '../text/text.ts';
import { Block, Blocks, type Span, type SyntaxFault } from './block.ts';
import { Chunked } from './chunked.ts';
import type { ScanState } from './scan-state.ts';

export { Block, Blocks, type Span, type SyntaxFault };

interface NodeBase extends Span {
  readonly block: Block;
  readonly anchor?: string;
  readonly tag?: string;
}

/** Text, always: nothing is read as number, boolean or null, so `2.10` stays "2.10" and `no` stays "no". */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  readonly text: string;
  /** Where the node ends with the trailing blank lines a `|+` keeps; elsewhere = `end`. */
  readonly outerEnd: number;
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored node; undefined where no such anchor stands before. */
  readonly target: Node | undefined;
}

export interface Pair {
  readonly key: Node;
  /** Undefined only in a flow mapping (`{ a }`); an empty block value is an empty scalar. */
  readonly value: Node | undefined;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly Node[];
  /** The items of a sequence that reaches over many blocks; `items` are made of it when somebody asks for all. */
  readonly list?: Chunked<Node>;
}

export type Node = ScalarNode | AliasNode | MapNode | SeqNode;

/** One document of a file (`---` separates several). `root` is undefined where it is empty. */
export interface YamlDocument {
  readonly root: Node | undefined;
  readonly block: Block;
  /** Where the document begins, relative to `block`. */
  readonly start: number;
  /** Whether `---` opens it. */
  readonly marked: boolean;
}

/**
 * What a line scan finds wrong before any parsing; absolute offsets. `mended` is what the parser reads in its place: what the author meant, or, of a
 * conflict and of what is nested too deep, nothing, so that the rest stands.
 */
export interface Defect extends Span {
  readonly kind: DefectKind;
  readonly mended: string;
}

/** `astray`: the first of the lines of a text that lost their indentation (or where the text begins, which has to be written otherwise); `astray-on`: the others. */
export type DefectKind =
  | 'fullwidth-colon'
  | 'missing-space'
  | 'ideographic-indent'
  | 'tab-indent'
  | 'dash'
  | 'astray'
  | 'astray-on'
  | 'unquoted'
  | 'unclosed'
  | 'conflict-marker'
  | 'too-deep';

/** A top-level key with its value, the entries of a sequence included. */
export interface Group {
  /** The block its key stands in; the blocks up to the next group's hold its entries. */
  readonly at: number;
  /** As that block has it, without the entries. */
  readonly own: Pair;
  readonly pair: Pair;
}

/** How a file of one document was cut: what its next version is read from. */
export interface Outline {
  /** For each block what a scan that begins there has to know; undefined where none can. */
  readonly states: Chunked<ScanState | undefined>;
  readonly groups: readonly Group[];
}

/** One version of one file, read. Immutable. */
export class SourceTree {
  /** @param outline what a later version is read from; undefined where the file could not be cut */
  constructor(
    readonly text: Text,
    private readonly cut: Blocks,
    readonly documents: readonly YamlDocument[],
    readonly outline?: Outline,
  ) {}

  /** The file, cut. */
  get blocks(): readonly Block[] {
    return this.cut.list.toArray();
  }

  /** The one the file begins with; every file has one. */
  get firstBlock(): Block {
    return this.cut.list.at(0) as Block;
  }

  /** The blocks with errors, in order: they are few. */
  get faulty(): readonly Block[] {
    return this.cut.faulty;
  }

  /** The blocks with comments, in order. */
  get commented(): readonly Block[] {
    return this.cut.commented;
  }

  /** The blocks with where they begin. */
  get cuts(): Blocks {
    return this.cut;
  }

  /** Offset in the file at which `block` begins. */
  startOf(block: Block): number {
    return this.cut.startOf(block);
  }

  /** Absolute span of a node. A collection may reach over several blocks: it ends with its last child. */
  spanOf(node: Node): Span {
    const base = this.startOf(node.block);
    const child = lastChild(node);
    const end = child && child.block !== node.block ? this.spanOf(child).end : base + node.end;
    return { start: base + node.start, end };
  }
}

function lastChild(node: Node): Node | undefined {
  if (node.kind === 'seq') return node.list ? node.list.at(node.list.length - 1) : node.items.at(-1);
  if (node.kind !== 'map') return undefined;
  const pair = node.pairs.at(-1);
  return pair && (pair.value ?? pair.key);
}

/** The items of a sequence as a list of which versions can be compared. */
export function listOf(seq: SeqNode): Chunked<Node> {
  if (seq.list) return seq.list;
  let list = lists.get(seq);
  if (!list) {
    list = Chunked.of(seq.items);
    lists.set(seq, list);
  }
  return list;
}

const lists = new WeakMap<SeqNode, Chunked<Node>>();

/** How many aliases in a row are followed before giving up (`*a` → `*b` → …; recursion has no end). */
const ALIAS_CHAIN = 20;

/** The node an alias stands for, through chains; undefined for an unknown anchor or an endless chain. */
export function resolve(node: Node | undefined): ScalarNode | MapNode | SeqNode | undefined {
  let current = node;
  for (let i = 0; i < ALIAS_CHAIN; i++) {
    if (current?.kind !== 'alias') return current;
    current = current.target;
  }
  return undefined;
}

export function asMap(node: Node | undefined): MapNode | undefined {
  const target = resolve(node);
  return target?.kind === 'map' ? target : undefined;
}

export function asSeq(node: Node | undefined): SeqNode | undefined {
  const target = resolve(node);
  return target?.kind === 'seq' ? target : undefined;
}

/** The scalar, where it is one with text; an empty plain value (`key:`) says nothing and is undefined. */
export function asScalar(node: Node | undefined): ScalarNode | undefined {
  const target = resolve(node);
  return target?.kind === 'scalar' && !isEmpty(target) ? target : undefined;
}

/** `key:` with nothing behind it. A quoted `""` is empty text, said on purpose. */
export function isEmpty(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.style === 'plain' && node.text === '');
}

/** The text of a key as written. */
export function keyText(pair: Pair): string | undefined {
  const key = resolve(pair.key);
  return key?.kind === 'scalar' ? key.text : undefined;
}

/** A mapping of more pairs than this is looked up in a table. */
const FEW = 32;
const tables = new WeakMap<MapNode, ReadonlyMap<string, Pair>>();

/** The first pair with this key. */
export function pairOf(map: MapNode | undefined, key: string): Pair | undefined {
  if (!map || map.pairs.length <= FEW) return map?.pairs.find((pair) => keyText(pair) === key);
  let table = tables.get(map);
  if (!table) {
    const made = new Map<string, Pair>();
    for (const pair of map.pairs) {
      const text = keyText(pair);
      if (text !== undefined && !made.has(text)) made.set(text, pair);
    }
    tables.set(map, made);
    table = made;
  }
  return table.get(key);
}

export function valueUnder(map: MapNode | undefined, key: string): Node | undefined {
  return pairOf(map, key)?.value;
}

/**
 * Whether something in the node could not be read: rules about what is absent then stay silent, for it may be there. What could be read as the author
 * meant it (a full-width colon, a missing quote) damages nothing.
 */
export function isDamaged(node: Node): boolean {
  return hasFault(node.block, node.start, node.end + 2);
}

/** For each block its faults that cost something, by start: where each begins, and how far any up to it reaches. */
const reaches = new WeakMap<Block, { readonly starts: readonly number[]; readonly ends: readonly number[] }>();

/** Whether something that could not be read touches `[start, end)` of a block. Cheap, however many faults the block has. */
export function hasFault(block: Block, start: number, end: number): boolean {
  let known = reaches.get(block);
  if (!known) {
    const starts: number[] = [];
    const ends: number[] = [];
    for (const error of block.errors) {
      if (error.mended !== undefined || error.code === 'LONE_CR') continue;
      starts.push(error.start);
      ends.push(Math.max(error.end, ends.at(-1) ?? 0));
    }
    known = { starts, ends };
    reaches.set(block, known);
  }
  let low = 0;
  let high = known.starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known.starts[middle] as number) < end) low = middle + 1;
    else high = middle;
  }
  return low > 0 && (known.ends[low - 1] as number) >= start;
}

/** Every node below and including `node`, parents first. Aliases are not entered. Iterative: nesting costs no stack. */
export function* walk(node: Node | undefined): Generator<Node> {
  const stack: Node[] = node ? [node] : [];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if (next.kind === 'seq') for (let i = next.items.length - 1; i >= 0; i--) stack.push(next.items[i] as Node);
    else if (next.kind === 'map')
      for (let i = next.pairs.length - 1; i >= 0; i--) {
        const pair = next.pairs[i] as Pair;
        if (pair.value) stack.push(pair.value);
        stack.push(pair.key);
      }
  }
}
