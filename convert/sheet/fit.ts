/** How well a text fits a control, by the pairs of characters it shares with what the catalog says of it; what few controls say counts for more. */
import type { Control } from '../../core/catalog/control.ts';

/** What a control is known by: its title and parts, and its summary where there is one. */
export type WordsOf = (control: Control) => string;

export interface Fit {
  /** 0 (nothing in common) to 1. */
  score(text: string, control: Control): number;
  /** The control that fits best, and the next; undefined where no control shares anything. */
  best(text: string): { readonly control: Control; readonly score: number; readonly next: number } | undefined;
}

/** Longer texts say nothing more about whose they are. */
const LENGTH = 4000;

export function fitOf(controls: readonly Control[], wordsOf: WordsOf): Fit {
  const known = controls.map((control) => ({ control, pairs: pairsOf(wordsOf(control)) }));
  const spread = new Map<string, number>();
  for (const { pairs } of known) for (const pair of pairs) spread.set(pair, (spread.get(pair) ?? 0) + 1);
  const weight = (pair: string) => Math.log((known.length + 1) / (spread.get(pair) ?? known.length)) ** 2;
  const lengthOf = (pairs: ReadonlySet<string>) => {
    let sum = 0;
    for (const pair of pairs) if (spread.has(pair)) sum += weight(pair);
    return Math.sqrt(sum);
  };
  const lengths = new Map(known.map(({ control, pairs }) => [control, lengthOf(pairs)]));
  const pairsByControl = new Map(known.map(({ control, pairs }) => [control, pairs]));
  const cosine = (pairs: ReadonlySet<string>, length: number, control: Control) => {
    let shared = 0;
    for (const pair of pairsByControl.get(control) ?? []) if (pairs.has(pair)) shared += weight(pair);
    return shared / (length * (lengths.get(control) ?? 0) || 1);
  };
  return {
    score(text, control) {
      const pairs = pairsOf(text);
      return cosine(pairs, lengthOf(pairs), control);
    },
    best(text) {
      const pairs = pairsOf(text);
      const length = lengthOf(pairs);
      const ranked = controls
        .map((control) => ({ control, score: cosine(pairs, length, control) }))
        .sort((a, b) => b.score - a.score);
      const [first, second] = ranked;
      return first && first.score > 0 ? { ...first, next: second?.score ?? 0 } : undefined;
    },
  };
}

/** Pairs of letters and digits that stand beside each other, width and case aside. */
function pairsOf(text: string): ReadonlySet<string> {
  const letters = text
    .slice(0, LENGTH)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  const pairs = new Set<string>();
  for (let i = 1; i < letters.length; i++) pairs.add(letters.slice(i - 1, i + 1));
  return pairs;
}
