/** The stretches a file is read in, and where they stand: what lies within one is relative to it, so that an edit elsewhere moves nothing. */

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

  /** Its place among `blocks`, 0-based; -1 where it is not one of them. Mostly as cheap as a comparison. */
  indexIn(blocks: readonly Block[]): number {
    for (let step = 0; step <= NEARBY; step++) {
      if (blocks[this.#index + step] === this) return this.noted(this.#index + step);
      if (blocks[this.#index - step] === this) return this.noted(this.#index - step);
    }
    return this.noted(blocks.indexOf(this));
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
  private constructor(
    readonly list: readonly Block[],
    /** Offsets in the file at which they begin. */
    readonly starts: Uint32Array,
    /** Those with errors, in order. */
    readonly faulty: readonly Block[],
    /** Those with comments, in order. */
    readonly commented: readonly Block[],
  ) {}

  static of(list: readonly Block[]): Blocks {
    return new Blocks([], new Uint32Array(0), [], []).replace(0, 0, list);
  }

  /** With `fresh` in place of the blocks `[from, to)`; the cost is that of `fresh` and of copying the lists. */
  replace(from: number, to: number, fresh: readonly Block[]): Blocks {
    const list = this.list.slice(0, from).concat(fresh, this.list.slice(to));
    const starts = new Uint32Array(list.length);
    starts.set(this.starts.subarray(0, from));
    let at = this.startAt(from);
    for (const [i, block] of fresh.entries()) {
      starts[from + i] = at;
      at += block.length;
    }
    const delta = at - this.startAt(to);
    for (let i = to, j = from + fresh.length; i < this.list.length; i++, j++) starts[j] = (this.starts[i] as number) + delta;
    const among = (some: readonly Block[], isMeant: (block: Block) => boolean) => {
      const first = countBefore(some, from, (block) => block.indexIn(this.list));
      const last = countBefore(some, to, (block) => block.indexIn(this.list));
      return [...some.slice(0, first), ...fresh.filter(isMeant), ...some.slice(last)];
    };
    return new Blocks(
      list,
      starts,
      among(this.faulty, ({ errors }) => errors.length > 0),
      among(this.commented, ({ comments }) => comments.length > 0),
    );
  }

  /** Offset at which the block at `index` begins; the length of the file behind the last one. */
  startAt(index: number): number {
    const last = this.list.length - 1;
    return index <= last
      ? (this.starts[index] as number)
      : last < 0
        ? 0
        : (this.starts[last] as number) + (this.list[last] as Block).length;
  }

  /** Offset at which a block begins; throws RangeError for one of another version. */
  startOf(block: Block): number {
    const start = this.starts[this.indexOf(block)];
    if (start === undefined) throw new RangeError('block of another version');
    return start;
  }

  /** A block's place, 0-based; -1 for one of another version. */
  indexOf(block: Block): number {
    return block.indexIn(this.list);
  }

  /** The index of the block an offset stands in; of the last one for the end of the file. */
  indexAt(offset: number): number {
    return Math.max(0, countBefore(this.starts, offset + 1, (start) => start) - 1);
  }
}

/** How many of `list`, in which `of` ascends, are below `limit`. */
export function countBefore<T>(list: ArrayLike<T>, limit: number, of: (one: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (of(list[middle] as T) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
