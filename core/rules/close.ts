/** Candidates near enough to be what was meant: a slip of the keyboard, not another word. */
import { distance } from 'fastest-levenshtein';
import { nearest } from '../catalog/catalog.ts';

/** As `nearest`, but none further than a quarter of its length (one character at least), width and case aside. */
export function closest(typed: string, candidates: Iterable<string>, count = 3): readonly string[] {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const limit = Math.max(1, Math.floor(plain(typed).length / 4));
  return nearest(typed, candidates, count).filter((candidate) => distance(plain(typed.slice(0, 80)), plain(candidate)) <= limit);
}
