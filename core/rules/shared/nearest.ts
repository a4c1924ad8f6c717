/** Names that come near to what is typed. */
import { distance } from 'fastest-levenshtein';

interface Near {
  readonly at: number;
  readonly score: number;
  /** How many characters it begins with as what is typed does. */
  readonly start: number;
}

/**
 * The `count` candidates nearest to `typed`, width and case aside: nearest first, of equals those that begin alike, then as they come. Of thousands a few are
 * compared: those whose letters come nearest first, until none of the rest can be nearer than what was found.
 * @param limitOf the length of what is typed → how many characters may differ; half of it and one where absent
 */
export function nearest(
  typed: string,
  candidates: Iterable<string>,
  count = 3,
  limitOf: (length: number) => number = (length) => Math.floor(length / 2) + 1,
): string[] {
  const wanted = plain(typed.slice(0, 80));
  const all = [...candidates];
  let limit = limitOf(wanted.length);
  /** The nearest so far, in order. */
  const best: Near[] = [];
  for (const [least, places] of byLetters(wanted, all, limit).entries()) {
    if (least > limit) break;
    for (const at of places) {
      const value = plain(all[at] as string);
      const score = distance(wanted, value);
      if (score > limit) continue;
      const near: Near = { at, score, start: alike(wanted, value) };
      const last = best.at(-1);
      if (best.length === count && last && compare(near, last) > 0) continue;
      best.push(near);
      best.sort(compare).splice(count);
      if (best.length === count) limit = best.at(-1)?.score ?? limit;
    }
  }
  return best.map(({ at }) => all[at] as string);
}

function compare(a: Near, b: Near): number {
  return a.score - b.score || b.start - a.start || a.at - b.at;
}

/** How often each UTF-16 unit occurs in the name at hand, all 0 in between: for thousands of names much faster than a Map. */
const left = new Int8Array(0x10000);

/**
 * Places of names by how far they are from `wanted` at least, for their letters alone: as many as either has that the other has not.
 * @param wanted as `plain` has it
 * @param limit those that differ by more are left out
 */
function byLetters(wanted: string, names: readonly string[], limit: number): readonly (readonly number[])[] {
  const found: number[][] = Array.from({ length: limit + 1 }, () => []);
  tally(wanted, 1);
  names.forEach((name, at) => {
    const value = OF_ONE_WIDTH.test(name) ? name : plain(name);
    if (Math.abs(value.length - wanted.length) > limit) return;
    let common = 0;
    for (let i = 0; i < value.length; i++) {
      const unit = lower(value.charCodeAt(i));
      const count = left[unit] as number;
      if (count > 0) common++;
      left[unit] = count - 1;
    }
    tally(value, 1);
    found[Math.max(value.length, wanted.length) - common]?.push(at);
  });
  tally(wanted, -1);
  return found;
}

/** Counts the letters of a name, case aside. */
function tally(name: string, by: 1 | -1): void {
  for (let at = 0; at < name.length; at++) {
    const unit = lower(name.charCodeAt(at));
    left[unit] = (left[unit] as number) + by;
  }
}

/** An ASCII letter in lower case, any other unit as it is: what costs no new text. */
function lower(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
}

/** Most names are ASCII, which has one width. */
const OF_ONE_WIDTH = /^[ -~]*$/;

/** Width and case aside. */
function plain(text: string): string {
  return (OF_ONE_WIDTH.test(text) ? text : text.normalize('NFKC')).toLowerCase();
}

/** How many characters two names have in common at their start. */
function alike(wanted: string, value: string): number {
  let at = 0;
  while (at < wanted.length && wanted[at] === value[at]) at++;
  return at;
}
