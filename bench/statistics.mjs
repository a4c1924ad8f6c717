/** What is told of many samples. Middles and tails, no means: a pause of the garbage collector belongs to the tail, not to the middle. */

/**
 * @typedef {object} Distribution
 * @property {number} n how many samples
 * @property {number} p50
 * @property {number} p95 the largest but for one in twenty; of fewer than twenty samples the largest
 * @property {number} max
 */

/**
 * @param {readonly number[]} samples
 * @returns {Distribution | undefined} undefined of none
 */
export function distribution(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const max = sorted.at(-1);
  if (max === undefined) return undefined;
  // The nearest rank: a value that was measured, none in between.
  const at = (/** @type {number} */ share) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? max);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), max: rounded(max) };
}

/** Four significant digits: the rest is noise, and results are kept in the repository. */
export function rounded(/** @type {number} */ value) {
  return Number(value.toPrecision(4));
}

/**
 * Distributions by name; none may be without samples.
 * @template {string} Name
 * @param {readonly (readonly [Name, readonly number[]])[]} samples
 */
export function distributions(samples) {
  return /** @type {Record<Name, Distribution>} */ (
    Object.fromEntries(samples.map(([name, found]) => [name, distribution(found)]))
  );
}
