/** An immutable map for many keys of which few change at a time: a new version copies the shards its changes fall into and shares the others. */

/** Keys a shard holds when a map is made. */
const PER_SHARD = 32;
const MOST_SHARDS = 1024;

export class ShardedMap<V> {
  /** Every key; made when first asked for. */
  #keys: ReadonlySet<string> | undefined;

  private constructor(
    private readonly shards: readonly ReadonlyMap<string, V>[],
    readonly size: number,
    keys?: ReadonlySet<string>,
  ) {
    this.#keys = keys;
  }

  static of<V>(entries: ReadonlyMap<string, V>): ShardedMap<V> {
    let count = 1;
    while (count < MOST_SHARDS && count * PER_SHARD < entries.size) count *= 2;
    const shards = Array.from({ length: count }, () => new Map<string, V>());
    for (const [key, value] of entries) shards[shardOf(key, count)]?.set(key, value);
    return new ShardedMap(shards, entries.size);
  }

  get(key: string): V | undefined {
    const { shards } = this;
    return shards[shards.length === 1 ? 0 : shardOf(key, shards.length)]?.get(key);
  }

  /** With these values; undefined takes a key out. */
  with(changes: ReadonlyMap<string, V | undefined>): ShardedMap<V> {
    const shards = [...this.shards];
    const mine = new Set<number>();
    let { size } = this;
    let sameKeys = true;
    for (const [key, value] of changes) {
      const at = shardOf(key, shards.length);
      let shard = shards[at] as Map<string, V>;
      if (!mine.has(at)) {
        mine.add(at);
        shard = new Map(shard);
        shards[at] = shard;
      }
      const had = shard.has(key);
      if (value === undefined) shard.delete(key);
      else shard.set(key, value);
      if (had === (value === undefined)) {
        sameKeys = false;
        size += had ? -1 : 1;
      }
    }
    // Grown far beyond what it was made for, it is made anew.
    if (size > 8 * PER_SHARD * shards.length && shards.length < MOST_SHARDS) {
      return ShardedMap.of(new Map(shards.flatMap((shard) => [...shard])));
    }
    return new ShardedMap(shards, size, sameKeys ? this.#keys : undefined);
  }

  /** Every key, in no order to rely on. */
  keys(): ReadonlySet<string> {
    this.#keys ??= new Set(this.shards.flatMap((shard) => [...shard.keys()]));
    return this.#keys;
  }
}

/** FNV-1a over the last characters: those of IDs differ there. */
function shardOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(0, key.length - 24); i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (count - 1);
}
