/** Random numbers that are the same in every run and on every machine. */

/**
 * @typedef {object} Random
 * @property {() => number} next a number in [0, 1)
 * @property {(low: number, high: number) => number} integer a whole number, both ends included
 * @property {<T>(items: readonly T[]) => T} pick one of a list that is not empty
 */

/**
 * SplitMix32: one multiplication chain a number, no state beside a counter.
 * @param {number} seed a whole number
 * @returns {Random}
 */
export function randomFrom(seed) {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const integer = (/** @type {number} */ low, /** @type {number} */ high) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    pick(items) {
      if (items.length === 0) throw new Error('nothing to pick from');
      return /** @type {typeof items[number]} */ (items[integer(0, items.length - 1)]);
    },
  };
}
