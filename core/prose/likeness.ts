/** Whether texts say the same, or nearly: keys by which copies find each other without each being held against each. */

/** What two spellings of the same words share: width, case, white space and punctuation aside. */
export function wordsAlone(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      // Piece by piece: megabytes in one match are more than the engine's stack holds.
      .replace(/[^\p{L}\p{N}]{1,64}/gu, '')
  );
}

/** The same for the same words, and for no others (64 bits and the length). */
export function fingerprintOf(words: string): string {
  return `${words.length}:${hash(words, 0, words.length, SEEDS[0]).toString(36)}${hash(words, 0, words.length, SEEDS[1]).toString(36)}`;
}

/** Characters that are held together: shorter runs are common to all prose, longer ones break at every change. */
const RUN = 5;
/** Only so much of a text is looked at; what is longer and the same so far is the same. */
const LONGEST = 20_000;

/** The runs of five characters of a text, each as a number. @param words as {@link wordsAlone} makes them */
export function runsOf(words: string): ReadonlySet<number> {
  const runs = new Set<number>();
  const end = Math.min(words.length, LONGEST) - RUN;
  for (let at = 0; at <= end; at++) runs.add(hash(words, at, at + RUN, SEEDS[0]));
  return runs;
}

/** How much of what either text says both say, 0 to 1 (Jaccard). */
export function resemblance(first: ReadonlySet<number>, second: ReadonlySet<number>): number {
  const [small, large] = first.size < second.size ? [first, second] : [second, first];
  let common = 0;
  for (const run of small) if (large.has(run)) common++;
  const all = first.size + second.size - common;
  return all === 0 ? 0 : common / all;
}

/** Each band puts together so many minima: texts that have half in common seldom share one, those that have 0.85 always do (1 − 0.386¹⁰ > 0.9999). */
const BANDS = 10;
const ROWS = 3;

/**
 * Keys that nearly the same texts have in common, at least one of them (MinHash with bands: Broder 1997). The same text has the same keys everywhere.
 */
export function likenessKeys(runs: ReadonlySet<number>): readonly string[] {
  if (runs.size === 0) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const run of runs) {
    for (let i = 0; i < least.length; i++) {
      const mixed = scrambled(run ^ Math.imul(i + 1, 0x9e3779b1));
      if (mixed < (least[i] as number)) least[i] = mixed;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = least.subarray(band * ROWS, band * ROWS + ROWS);
    return `${band}:${Array.from(rows, (row) => row.toString(36)).join('.')}`;
  });
}

const SEEDS = [0x811c9dc5, 0x1b873593] as const;

/** FNV-1a over UTF-16 units, 32 bits, unsigned. */
function hash(text: string, start: number, end: number, seed: number): number {
  let value = seed;
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return scrambled(value);
}

/** Every bit of the result depends on every bit of the number (MurmurHash3, final mix). */
function scrambled(number: number): number {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
