/** The stretches a file is read in, and where they stand: what lies within one is relative to it, so that an edit elsewhere moves nothing. */

import { Chunked } from './chunked.ts';

/** Half-open, relative to a block unless said otherwise. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What the YAML parser rejects: `code` is the parser's own, or ours for what it cannot see (`DEFECT:` and the kind of a {@link Defect}). */
export interface SyntaxFault extends Span {
  readonly code: string;
  /** What the span was read as instead: what the author meant. The tree is then whole, and this is the fix. */
  readonly mended?: string;
}

/** A stretch of the file that was read on its own: a top-level key, an entry of a top-level sequence; the whole file where it cannot be cut (read.ts). */
export class Block {
  /** Where it stood in the newest list it was looked for in; mostly it stands there or nearby in the next one. */
  #index = 0;
  #errors: readonly SyntaxFault[] = NONE;
  #comments: readonly Span[] = NONE;

  constructor(readonly length: number) {}

  get errors(): readonly SyntaxFault[] {
    return this.#errors;
  }

  get comments(): readonly Span[] {
    return this.#comments;
  }

  /** Notes, once, what was found beside the nodes. Lists are taken over as they are. */
  found(errors: readonly SyntaxFault[], comments: readonly Span[]): void {
    if (errors.length > 0) this.#errors = errors;
    if (comments.length > 0) this.#comments = comments;
  }

  /** Its place among `blocks`, 0-based; -1 where it is not one of them. Mostly as cheap as a few comparisons. */
  indexIn(blocks: Chunked<Block>): number {
    for (let step = 0; step <= NEARBY; step++) {
      if (blocks.at(this.#index + step) === this) return this.noted(this.#index + step);
      if (blocks.at(this.#index - step) === this) return this.noted(this.#index - step);
    }
    return this.noted(blocks.toArray().indexOf(this));
  }

  /** Says where it stands in a list it is put into. */
  placedAt(index: number): void {
    this.#index = index;
  }

  private noted(index: number): number {
    if (index >= 0) this.#index = index;
    return index;
  }
}

/** How far from where it stood last a block is looked for before the list is gone through: more than is inserted at a time. */
const NEARBY = 64;
const NONE: readonly never[] = Object.freeze([]);

/** The blocks of one version of a file. Immutable; a later version shares what did not change. */
export class Blocks {
  /** Offsets in the file at which the chunks of the list begin, and its end. */
  private readonly chunkStarts: readonly number[];

  private constructor(
    readonly list: Chunked<Block>,
    /** Those with errors, in order. */
    readonly faulty: readonly Block[],
    /** Those with comments, in order. */
    readonly commented: readonly Block[],
  ) {
    const starts = [0];
    for (const chunk of list.chunks) starts.push((starts.at(-1) as number) + (endsOf(chunk).at(-1) ?? 0));
    this.chunkStarts = starts;
  }

  static of(list: readonly Block[]): Blocks {
    return new Blocks(Chunked.of<Block>([]), [], []).replace(0, 0, list);
  }

  /** With `fresh` in place of the blocks `[from, to)`. */
  replace(from: number, to: number, fresh: readonly Block[]): Blocks {
    const among = (some: readonly Block[], isMeant: (block: Block) => boolean) => {
      const first = countUpTo(some, from - 1, (block) => block.indexIn(this.list));
      const last = countUpTo(some, to - 1, (block) => block.indexIn(this.list));
      const mine = fresh.filter(isMeant);
      return first === last && mine.length === 0 ? some : [...some.slice(0, first), ...mine, ...some.slice(last)];
    };
    for (const [i, block] of fresh.entries()) block.placedAt(from + i);
    return new Blocks(
      this.list.splice(from, to, fresh),
      among(this.faulty, ({ errors }) => errors.length > 0),
      among(this.commented, ({ comments }) => comments.length > 0),
    );
  }

  /** Offset at which the block at `index` begins; the length of the file behind the last one. */
  startAt(index: number): number {
    const { list, chunkStarts } = this;
    if (index >= list.length) return chunkStarts.at(-1) as number;
    const chunk = list.chunkAt(index);
    const within = index - list.offsetOf(chunk);
    return (
      (chunkStarts[chunk] as number) + (within > 0 ? (endsOf(list.chunks[chunk] as readonly Block[])[within - 1] as number) : 0)
    );
  }

  /** Offset at which a block begins; throws RangeError for one of another version. */
  startOf(block: Block): number {
    const index = this.indexOf(block);
    if (index < 0) throw new RangeError('block of another version');
    return this.startAt(index);
  }

  /** A block's place, 0-based; -1 for one of another version. */
  indexOf(block: Block): number {
    return block.indexIn(this.list);
  }

  /** The index of the block an offset stands in; of the last one for the end of the file. */
  indexAt(offset: number): number {
    const { list, chunkStarts } = this;
    const chunk =
      Math.min(
        countUpTo(chunkStarts, offset, (start) => start),
        list.chunks.length,
      ) - 1;
    if (chunk < 0) return 0;
    const ends = endsOf(list.chunks[chunk] as readonly Block[]);
    const within = countUpTo(ends, offset - (chunkStarts[chunk] as number), (end) => end);
    return list.offsetOf(chunk) + Math.min(within, ends.length - 1);
  }
}

/** For each block of a chunk where it ends, counted from the start of the chunk. */
const ends = new WeakMap<readonly Block[], Uint32Array>();

function endsOf(chunk: readonly Block[]): Uint32Array {
  let known = ends.get(chunk);
  if (!known) {
    known = new Uint32Array(chunk.length);
    let at = 0;
    for (let i = 0; i < chunk.length; i++) {
      at += (chunk[i] as Block).length;
      known[i] = at;
    }
    ends.set(chunk, known);
  }
  return known;
}

/**
 * How many of `items` begin at or before `offset`.
 * @param items in the order of the text, or of whatever `startOf` gives
 */
export function countUpTo<T>(items: ArrayLike<T>, offset: number, startOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(items[middle] as T) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
