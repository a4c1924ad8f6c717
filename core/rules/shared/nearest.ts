/** Names that come near to what is typed. */
import { distance } from 'fastest-levenshtein';

/**
 * The `count` candidates nearest to `typed`, width and case aside: nearest first, of equals those that begin alike.
 * @param limitOf the length of what is typed → how many characters may differ; half of it and one where absent
 */
export function nearest(
  typed: string,
  candidates: Iterable<string>,
  count = 3,
  limitOf: (length: number) => number = (length) => Math.floor(length / 2) + 1,
): string[] {
  const wanted = plain(typed.slice(0, 80));
  const limit = limitOf(wanted.length);
  const scored: { readonly candidate: string; readonly score: number; readonly start: number }[] = [];
  for (const candidate of candidates) {
    const value = plain(candidate);
    if (Math.abs(value.length - wanted.length) > limit) continue;
    const score = distance(wanted, value);
    if (score <= limit) scored.push({ candidate, score, start: alike(wanted, value) });
  }
  return scored
    .sort((a, b) => a.score - b.score || b.start - a.start)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Width and case aside. Most names are ASCII, which has one width. */
function plain(text: string): string {
  return (/[^ -~]/.test(text) ? text.normalize('NFKC') : text).toLowerCase();
}

/** How many characters two names have in common at their start. */
function alike(wanted: string, value: string): number {
  let at = 0;
  while (at < wanted.length && wanted[at] === value[at]) at++;
  return at;
}
