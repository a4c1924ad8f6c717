/** The least part of a text that still fails: stretches are taken out as long as it does, half of it first, then ever smaller ones. */
export function shrink(text: string, fails: (text: string) => boolean): string {
  const cuts = cutting(text, (from, start, end) => from.slice(0, start) + from.slice(end));
  let next = cuts.next();
  while (!next.done) next = cuts.next(fails(next.value));
  return next.value;
}

/** What stretches can be taken out of. */
interface Long {
  readonly length: number;
}

/**
 * The same of anything long, for tests that take their time: gives what is to be tried next, and is told whether it still fails.
 * @param without a stretch
 */
export function* cutting<T extends Long>(
  whole: T,
  without: (from: T, start: number, end: number) => T,
): Generator<T, T, boolean> {
  let least = whole;
  for (let size = Math.max(1, least.length >> 1); ; size = Math.max(1, size >> 1)) {
    let found = false;
    for (let at = 0; at + size <= least.length; ) {
      const shorter = without(least, at, at + size);
      if (yield shorter) {
        least = shorter;
        found = true;
      } else at += size;
    }
    if (size === 1 && !found) return least;
  }
}
