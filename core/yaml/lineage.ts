/**
 * What two versions of a list have in common. A list made from another by {@link derived} knows it, so that telling them apart costs nothing; of others the
 * ends are compared.
 */

/** How many elements two lists share at their beginning, and at their end beside those. */
export interface Shared {
  readonly head: number;
  readonly tail: number;
}

interface Origin extends Shared {
  /** The number of the list it was made from: the list itself need not live on. */
  readonly of: number;
}

const numbers = new WeakMap<object, number>();
const origins = new WeakMap<object, Origin>();
let last = 0;

/** The list with `items` in place of what is between the first `head` and the last `tail` elements of `from`. */
export function derived<T>(from: readonly T[], head: number, items: readonly T[], tail: number): readonly T[] {
  const list = from.slice(0, head).concat(items, tail > 0 ? from.slice(-tail) : []);
  origins.set(list, { of: numberOf(from), head, tail });
  return list;
}

/** @returns as much as is known to be shared; elements between may be in both lists as well */
export function shared<T>(a: readonly T[], b: readonly T[]): Shared {
  const origin = origins.get(b);
  if (origin && origin.of === numbers.get(a)) return origin;
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}

function numberOf(list: object): number {
  let number = numbers.get(list);
  if (number === undefined) {
    number = ++last;
    numbers.set(list, number);
  }
  return number;
}
