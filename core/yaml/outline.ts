/** Stretches of one document put together into its tree, and put together again where some of them are read anew. */
import type { Text } from '../text/text.ts';
import { type Block, Blocks, countUpTo } from './block.ts';
import { Chunked } from './chunked.ts';
import { isKey } from './join.ts';
import { isHarmless, type Parsed, settled } from './parse.ts';
import type { ScanState } from './scan-state.ts';
import { type Group, isEmpty, type MapNode, type Node, type Outline, type Pair, type SeqNode, SourceTree } from './tree.ts';

/** What replaces the blocks `[from, to)` of a tree. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly Parsed[];
  readonly states: readonly (ScanState | undefined)[];
}

/**
 * The tree of a file cut into `parts`.
 * @param states for each part what a scan that begins there has to know
 * @returns undefined where the parts do not add up to a mapping of keys and their entries, or do not say enough by themselves
 */
export function outlined(text: Text, parts: readonly Parsed[], states: Replacement['states']): SourceTree | undefined {
  return joined(
    text,
    Blocks.of([]),
    { states: Chunked.of<ScanState | undefined>([]), groups: [] },
    { from: 0, to: 0, parts, states },
  );
}

/** The tree of a later version of a file: all but the blocks replaced are those of `before`. */
export function replaced(before: SourceTree, text: Text, replacement: Replacement): SourceTree | undefined {
  return before.outline && joined(text, before.cuts, before.outline, replacement);
}

function joined(text: Text, before: Blocks, outline: Outline, { from, to, parts, states }: Replacement): SourceTree | undefined {
  const groups = groupsOf(before.list, outline.groups, from, to, parts, text);
  const first = groups?.[0];
  if (!groups || !first) return undefined;
  const blocks = before.replace(from, to, parts.map(settled));
  const { key, value } = first.pair;
  const root: MapNode = {
    kind: 'map',
    block: key.block,
    start: key.start,
    end: Math.max(value?.block === key.block ? value.end : 0, Math.min(key.end + 1, key.block.length)),
    flow: false,
    pairs: groups.map(({ pair }) => pair),
  };
  const document = { root, block: blocks.list.at(0) as Block, start: 0, marked: false };
  return new SourceTree(text, blocks, [document], { states: outline.states.splice(from, to, states), groups });
}

/** The groups of a tree once its blocks `[from, to)` are replaced; undefined where something is neither a key nor an entry of the key before it. */
function groupsOf(
  blocks: Chunked<Block>,
  before: readonly Group[],
  from: number,
  to: number,
  parts: readonly Parsed[],
  text: Text,
): readonly Group[] | undefined {
  const kept = countUpTo(before, from - 1, ({ at }) => at);
  const behind = countUpTo(before, to - 1, ({ at }) => at);
  const groups = before.slice(0, Math.max(0, kept - 1));
  // The last group that begins before what is replaced may lose or gain entries.
  const open = before[kept - 1];
  const margin = text.slice(0, 1) === '\uFEFF' ? 1 : 0;
  let growing = open && Growing.cutOff(open, blocks, from);
  for (const [i, part] of parts.entries()) {
    const content = contentOf(part);
    if (content === null) return undefined;
    if (content?.kind === 'map') {
      const [pair, ...others] = content.pairs;
      if (!pair || others.length > 0 || content.flow || !isKey(pair.key)) return undefined;
      // A byte order mark begins a file; in front of any other key it is a part of it, or of no key at all.
      if (pair.key.start !== (from + i === 0 ? margin : 0)) return undefined;
      if (growing) groups.push(growing.done());
      growing = new Growing(from + i, pair);
    } else if (content?.kind === 'seq' && !content.flow) {
      if (!growing?.add(content, content.items)) return undefined;
    } else if (content) {
      // Half a key just being typed: it stands by itself, and what follows goes on.
      if (!growing || !part.errors.every(isHarmless)) return undefined;
      part.errors.push({ code: 'STRAY', start: content.start, end: content.end });
    }
  }
  // Entries behind what was replaced belong to the key that stands before them now.
  const last = before[behind - 1]?.pair.value;
  if (last?.kind === 'seq' && last.list) {
    const { list } = last;
    const rest = list.length - list.countWhile((item) => item.block.indexIn(blocks) < to);
    if (rest > 0 && !growing?.goOn(last, list, rest)) return undefined;
  }
  if (growing) groups.push(growing.done());
  const delta = parts.length - (to - from);
  for (const group of before.slice(behind)) groups.push({ ...group, at: group.at + delta });
  return groups;
}

/** A group while it takes in entries. */
class Growing {
  /** Where the sequence begins; undefined while there is none. */
  private head: SeqNode | undefined;
  /** The items it had before, and how many of them are kept at their beginning. */
  private former = NO_ITEMS;
  private kept = 0;
  private readonly added: Node[] = [];
  /** How many of {@link former} go on behind what was added. */
  private rest = 0;
  /** As it was before, where nothing came or went. */
  private group: Group | undefined;

  constructor(
    private readonly at: number,
    private readonly own: Pair,
  ) {}

  /** A group without the entries that stand in block `end` or behind it. */
  static cutOff(group: Group, blocks: Chunked<Block>, end: number): Growing {
    const growing = new Growing(group.at, group.own);
    const { value } = group.pair;
    growing.group = group;
    if (value?.kind !== 'seq' || !value.list) return growing;
    growing.former = value.list;
    growing.kept = value.list.countWhile((item) => item.block.indexIn(blocks) < end);
    if (growing.kept < value.list.length) growing.group = undefined;
    growing.head = growing.kept > 0 ? value : undefined;
    return growing;
  }

  /** @returns false where the entries do not belong here: the key has a value already, or those before stand in another column */
  add(sequence: SeqNode, items: readonly Node[]): boolean {
    if (!this.takes(sequence)) return false;
    for (const item of items) this.added.push(item);
    return true;
  }

  /** As {@link add}, of the last `count` entries of another version's sequence; nothing may be added behind them. */
  goOn(sequence: SeqNode, list: Chunked<Node>, count: number): boolean {
    const first = list.at(list.length - count);
    if (!first) return true;
    if (!this.takes({ ...sequence, block: first.block, end: first.end })) return false;
    if (this.former === list) this.rest = count;
    else for (const item of list.slice(list.length - count)) this.added.push(item);
    return true;
  }

  private takes(sequence: SeqNode): boolean {
    const { value } = this.own;
    if (this.head ? this.head.start !== sequence.start : !isEmpty(value) || value?.tag) return false;
    this.head ??= sequence;
    this.group = undefined;
    return true;
  }

  done(): Group {
    const { head, own, at, former, kept, rest } = this;
    if (this.group) return this.group;
    if (!head) return { at, own, pair: own };
    return {
      at,
      own,
      pair: { key: own.key, value: new LongSequence(head, former.splice(kept, former.length - rest, this.added)) },
    };
  }
}

const NO_ITEMS = Chunked.of<Node>([]);

/** A sequence over many blocks. */
class LongSequence implements SeqNode {
  readonly kind = 'seq';
  readonly block: Block;
  readonly start: number;
  /** With its last item in the block it begins in; `spanOf` asks the last one of all. */
  readonly end: number;
  readonly flow = false;

  constructor(
    head: SeqNode,
    readonly list: Chunked<Node>,
  ) {
    this.block = head.block;
    this.start = head.start;
    let count = 1;
    while (list.at(count)?.block === head.block) count++;
    this.end = list.at(count - 1)?.end ?? head.end;
  }

  get items(): readonly Node[] {
    return this.list.toArray();
  }
}

/** What a part says; undefined for nothing, null where it says too little or too much by itself. */
function contentOf({ documents, errors, isAnchored }: Parsed): Node | undefined | null {
  const [document] = documents;
  if (isAnchored || !document || documents.length > 1 || document.marked || document.root?.tag !== undefined) return null;
  const { root } = document;
  // A tag on nothing, or on a key with nothing behind it yet: what it is for may stand in the stretches that follow.
  const isOpen = isEmpty(root) || (root?.kind === 'map' && root.pairs.some(({ value }) => isEmpty(value)));
  if (isOpen && errors.some(({ code }) => code === 'TAG_RESOLVE_FAILED')) return null;
  return isEmpty(root) ? undefined : root;
}
