/** Which of many keys begin with what is typed, by binary search. */
import { countUpTo } from '../yaml/item-at.ts';

/** Keys in order, each with the number of its owner: one may have several. Immutable. */
export class Prefixes {
  private readonly keys: readonly string[];
  private readonly owners: readonly number[];

  /** @param keysOf of each owner, by its 0-based number */
  constructor(keysOf: readonly (readonly string[])[]) {
    const all = keysOf.flatMap((keys, owner) => keys.map((key) => ({ key, owner })));
    all.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.owner - b.owner));
    this.keys = all.map(({ key }) => key);
    this.owners = all.map(({ owner }) => owner);
  }

  /** How many keys begin with `typed`. */
  count(typed: string): number {
    return this.behind(typed) - this.before(typed);
  }

  /** The owners of keys that begin with `typed`, ascending, each once. */
  starting(typed: string): readonly number[] {
    const found = this.owners.slice(this.before(typed), this.behind(typed));
    return [...new Set(found.sort((a, b) => a - b))];
  }

  /** The owners of keys that are `typed`, ascending. */
  equal(typed: string): readonly number[] {
    const from = this.before(typed);
    let to = from;
    while (this.keys[to] === typed) to++;
    return this.owners.slice(from, to);
  }

  private before(typed: string): number {
    return countWhile(this.keys, (key) => key < typed);
  }

  private behind(typed: string): number {
    return countWhile(this.keys, (key) => key < typed || key.startsWith(typed));
  }
}

/** How many elements at the start of a list satisfy what none behind them does. */
function countWhile<T>(items: readonly T[], is: (item: T) => boolean): number {
  return countUpTo(items, 0, (item) => (is(item) ? 0 : 1));
}
