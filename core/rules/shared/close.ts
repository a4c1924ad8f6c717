/** Candidates near enough to be what was meant: a slip of the keyboard, not another word. */
import { nearest } from './nearest.ts';

/** As `nearest`, but none further than a quarter of its length (one character at least). */
export function closest(typed: string, candidates: Iterable<string>, count = 3): readonly string[] {
  return nearest(typed, candidates, count, (length) => Math.max(1, Math.floor(length / 4)));
}

/** Reckons a value when it is first asked for: what is suggested matters only once a finding is shown. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
