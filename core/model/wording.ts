/** What texts of a document have in common with others, worked out once for each. */
import { fingerprintOf, likenessKeys, runsOf, wordsAlone } from '../prose/likeness.ts';
import type { ScalarNode } from '../yaml/tree.ts';
import { memoized } from './field.ts';

export interface Wording {
  /** The same for the same words. */
  readonly key: string;
  /** Of the words alone, in UTF-16 units. */
  readonly length: number;
}

/** The words of a text: copies have the same key. */
export const wordingOf = memoized(({ text }: ScalarNode): Wording => {
  const words = wordsAlone(text);
  return { key: words === '' ? '' : fingerprintOf(words), length: words.length };
});

export interface Likeness {
  /** Texts that say nearly the same share one; none for a text too short to tell. */
  readonly keys: readonly string[];
  readonly runs: ReadonlySet<number>;
}

/** Shorter texts are alike by chance: a sentence in which but one name differs. */
const SHORTEST = 80;

/** What tells whether a longer text says nearly the same as another. */
export const likenessOf = memoized(({ text }: ScalarNode): Likeness => {
  const words = wordsAlone(text);
  const runs = words.length < SHORTEST ? new Set<number>() : runsOf(words);
  return { keys: likenessKeys(runs), runs };
});
