/** Whether two texts are one: the same but for white space, width and the full stop at the end, or nearly the same. */
import { withoutEnd } from '../text/edges.ts';

/** How much two texts have in common to be nearly the same, 0 to 1: a word or two of a sentence. */
const NEAR = 0.9;
/** Longer texts are compared for sameness only. */
const LONGEST = 20_000;

export interface Compared {
  /** As compared for sameness. */
  readonly plain: string;
  /** How many of its bigrams fall into each of {@link BUCKETS}: texts that differ much there differ as much at least in the bigrams themselves. */
  readonly outline: Uint8Array;
  /** Made when first asked for. */
  bigrams(): ReadonlyMap<string, number>;
}

/** How long an outline is. */
export const BUCKETS = 32;

/** A text made ready to be held against others. */
export function compared(text: string): Compared {
  const plain = withoutStop(text.normalize('NFKC').replace(/\s+/g, ''));
  let made: ReadonlyMap<string, number> | undefined;
  return {
    plain,
    outline: outlineOf(plain),
    bigrams: () => {
      made ??= bigramsOf(plain);
      return made;
    },
  };
}

export type Likeness = 'same' | 'near';

/** undefined for two texts that say different things. A figure or a negation that differs makes a difference, however much else is the same. */
export function compare(a: Compared, b: Compared): Likeness | undefined {
  if (a.plain === b.plain) return 'same';
  if (Math.max(a.plain.length, b.plain.length) > LONGEST || !couldBeAlike(a, b.plain.length, b.outline)) return undefined;
  return common(a.bigrams(), b.bigrams()) >= NEAR && sense(a.plain) === sense(b.plain) ? 'near' : undefined;
}

/** The share of the bigrams of both that both have (Sørensen–Dice, recurring ones counted). */
function common(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let all = 0;
  for (const [bigram, count] of a) {
    shared += 2 * Math.min(count, b.get(bigram) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all === 0 ? 0 : shared / all;
}

/** Counts end at 255, which makes no two texts more different than they are. */
function outlineOf(text: string): Uint8Array {
  const counts = new Uint8Array(BUCKETS);
  for (let i = 0; i + 1 < Math.min(text.length, LONGEST); i++) {
    const bucket = (text.charCodeAt(i) * 31 + text.charCodeAt(i + 1)) % BUCKETS;
    const count = counts[bucket] as number;
    if (count < 255) counts[bucket] = count + 1;
  }
  return counts;
}

/**
 * Whether {@link compare} may find two texts alike: false tells that it does not.
 * @param length of the other text's `plain`
 * @param outlines among others the other text's, which begins at `at`
 */
export function couldBeAlike({ plain, outline }: Compared, length: number, outlines: Uint8Array, at = 0): boolean {
  const all = plain.length + length;
  // 2s / (s + l) is the most that texts of these lengths can have in common.
  if (2 * Math.min(plain.length, length) < NEAR * all) return false;
  const most = (1 - NEAR) * all;
  let differ = 0;
  for (let i = 0; i < BUCKETS && differ <= most; i++) differ += Math.abs((outline[i] as number) - (outlines[at + i] as number));
  return differ <= most;
}

function bigramsOf(text: string): ReadonlyMap<string, number> {
  const bigrams = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const bigram = text.slice(i, i + 2);
    bigrams.set(bigram, (bigrams.get(bigram) ?? 0) + 1);
  }
  return bigrams;
}

/** What turns a sentence into another one: its figures, and what is denied. */
function sense(text: string): string {
  return (text.match(/[0-9]+|ません|ない|なし|せず|不要|禁止|\bnot?\b|n't/g) ?? []).join(' ');
}

function withoutStop(text: string): string {
  return withoutEnd(text, /[。．.、，,;；]/);
}
