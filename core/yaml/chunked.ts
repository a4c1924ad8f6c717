/**
 * An immutable list kept in chunks. Another version with some elements replaced copies the chunks the change falls into and shares the rest: its cost does
 * not grow with the list, and neither does telling two versions apart.
 */

/** Elements a chunk is made with; it is divided at twice as many, and joins a neighbour below a quarter. */
const CHUNK = 256;

/** How many elements two lists share at their beginning, and at their end beside those. */
export interface Shared {
  readonly head: number;
  readonly tail: number;
}

type Chunk<T> = readonly T[];

export class Chunked<T> {
  readonly length: number;
  /** For each chunk how many elements stand before it. */
  private readonly offsets: readonly number[];
  #array: readonly T[] | undefined;

  private constructor(readonly chunks: readonly (readonly T[])[]) {
    const offsets: number[] = [];
    let length = 0;
    for (const chunk of chunks) {
      offsets.push(length);
      length += chunk.length;
    }
    this.offsets = offsets;
    this.length = length;
  }

  static of<T>(items: readonly T[]): Chunked<T> {
    return new Chunked(chunksOf(items));
  }

  /** The element at a 0-based index; undefined where there is none. */
  at(index: number): T | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const chunk = this.chunkAt(index);
    return this.chunks[chunk]?.[index - (this.offsets[chunk] as number)];
  }

  /** The index of the first element of a chunk. */
  offsetOf(chunk: number): number {
    return this.offsets[chunk] ?? this.length;
  }

  /** With `items` in place of `[from, to)`. */
  splice(from: number, to: number, items: readonly T[]): Chunked<T> {
    if (from === to && items.length === 0) return this;
    if (this.length === 0) return Chunked.of(items);
    let first = this.chunkAt(Math.min(from, this.length - 1));
    let last = to > from ? this.chunkAt(to - 1) : first;
    const size = () => (this.offsets[last] as number) + (this.chunks[last] as Chunk<T>).length - (this.offsets[first] as number);
    // What is left small takes a neighbour in.
    const left = size() - (to - from) + items.length;
    if (left < CHUNK / 4) {
      if (first > 0) first--;
      else if (last < this.chunks.length - 1) last++;
    }
    const base = this.offsets[first] as number;
    const touched = first === last ? (this.chunks[first] as Chunk<T>) : this.chunks.slice(first, last + 1).flat();
    const middle = touched.slice(0, from - base).concat(items, touched.slice(to - base));
    return new Chunked(this.chunks.slice(0, first).concat(chunksOf(middle), this.chunks.slice(last + 1)));
  }

  /** How many elements stand before the first for which `isBefore` is false; they are in an order in which it is true of none behind. */
  countWhile(isBefore: (item: T) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.at(middle) as T)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of an element; -1 where it is not there. */
  indexOf(item: T): number {
    for (const [i, chunk] of this.chunks.entries()) {
      const index = chunk.indexOf(item);
      if (index >= 0) return (this.offsets[i] as number) + index;
    }
    return -1;
  }

  /** The elements of `[from, to)`. */
  slice(from: number, to: number = this.length): readonly T[] {
    const result: T[] = [];
    for (let at = Math.max(0, from); at < Math.min(to, this.length); ) {
      const chunk = this.chunkAt(at);
      const base = this.offsets[chunk] as number;
      const items = this.chunks[chunk] as Chunk<T>;
      for (let i = at - base; i < items.length && base + i < to; i++) result.push(items[i] as T);
      at = base + items.length;
    }
    return result;
  }

  /** All of it as an array, made once. */
  toArray(): readonly T[] {
    this.#array ??= this.chunks.length === 1 ? (this.chunks[0] as Chunk<T>) : this.chunks.flat();
    return this.#array;
  }

  /** What it shares with another version, found by the chunks both have. */
  shared(other: Chunked<T>): Shared {
    if (this === other) return { head: this.length, tail: 0 };
    const [mine, theirs] = [this.chunks, other.chunks];
    const fewer = Math.min(mine.length, theirs.length);
    let first = 0;
    while (first < fewer && mine[first] === theirs[first]) first++;
    let last = 0;
    while (last < fewer - first && mine[mine.length - 1 - last] === theirs[theirs.length - 1 - last]) last++;
    const base = this.offsets[first] ?? this.length;
    const [end, otherEnd] = [
      this.offsets[mine.length - last] ?? this.length,
      other.offsets[theirs.length - last] ?? other.length,
    ];
    const shorter = Math.min(end, otherEnd);
    let head = base;
    while (head < shorter && this.at(head) === other.at(head)) head++;
    let tail = 0;
    while (tail < shorter - head && this.at(end - 1 - tail) === other.at(otherEnd - 1 - tail)) tail++;
    return { head, tail: this.length - end + tail };
  }

  /** The chunk an index falls into; the last one for those behind the end. */
  chunkAt(index: number): number {
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.offsets[middle] as number) <= index) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function chunksOf<T>(items: readonly T[]): Chunk<T>[] {
  if (items.length < 2 * CHUNK) return items.length === 0 ? [] : [items];
  const chunks: Chunk<T>[] = [];
  const count = Math.ceil(items.length / CHUNK);
  for (let i = 0; i < count; i++)
    chunks.push(items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count)));
  return chunks;
}
