/** How well a text fits a control, by the pairs of characters it shares with what the catalog says of it; what few controls say counts for more. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Control } from '../../core/catalog/control.ts';

/** What a control is known by: its title and parts, and its summary where there is one. */
export type WordsOf = (control: Control) => string;

/** @param summaryOf summaries of controls, where they have one */
export function wordsWith(summaryOf: ((control: Control) => string | undefined) | undefined): WordsOf {
  return (control) => [control.title.ja, ...control.parts.map(({ ja = '' }) => ja), summaryOf?.(control) ?? ''].join('\n');
}

/** The summaries of a catalog's controls in Japanese, which the sheets are in. */
export async function summariesOf(catalog: Catalog): Promise<(control: Control) => string | undefined> {
  const texts = await catalog.texts();
  return ({ id }) => (Object.hasOwn(texts, id) ? texts[id]?.summary?.ja : undefined);
}

export interface Fit {
  /** 0 (nothing in common) to 1. */
  score(text: string, control: Control): number;
  /** The control that fits best, and the next; undefined where no control shares anything. */
  best(text: string): { readonly control: Control; readonly score: number; readonly next: number } | undefined;
}

/** Longer texts say nothing more about whose they are. */
const LENGTH = 4000;

/** How texts fit the controls of a catalog, by their titles and parts. @param summaryOf their summaries, where there are any */
export function fitTo({ data }: Catalog, summaryOf?: (control: Control) => string | undefined): Fit {
  return fitOf(data.controls, wordsWith(summaryOf));
}

/** @param wordsOf asked once for each control */
export function fitOf(controls: readonly Control[], wordsOf: WordsOf): Fit {
  /** Pair → places in `controls` of those that say it. */
  const sayers = new Map<string, number[]>();
  const known = controls.map((control) => pairsOf(wordsOf(control)));
  for (const [place, pairs] of known.entries())
    for (const pair of pairs) {
      const places = sayers.get(pair);
      if (places) places.push(place);
      else sayers.set(pair, [place]);
    }
  const weights = new Map([...sayers].map(([pair, { length }]) => [pair, Math.log((controls.length + 1) / length) ** 2]));
  const lengthOf = (pairs: ReadonlySet<string>) => {
    let sum = 0;
    for (const pair of pairs) sum += weights.get(pair) ?? 0;
    return Math.sqrt(sum);
  };
  const lengths = known.map(lengthOf);
  /** Of each control, in order. A text has few pairs, and most pairs few controls. */
  const scoresOf = (text: string): Float64Array => {
    const pairs = pairsOf(text);
    const scores = new Float64Array(controls.length);
    for (const pair of pairs)
      for (const place of sayers.get(pair) ?? []) scores[place] = (scores[place] ?? 0) + (weights.get(pair) ?? 0);
    const length = lengthOf(pairs);
    return scores.map((shared, place) => shared / (length * (lengths[place] ?? 0) || 1));
  };
  const places = new Map(controls.map((control, place) => [control, place]));
  return {
    score(text, control) {
      return scoresOf(text)[places.get(control) ?? -1] ?? 0;
    },
    best(text) {
      let best = -1;
      let next = 0;
      const scores = scoresOf(text);
      for (const [place, score] of scores.entries())
        if (score > (scores[best] ?? 0)) {
          next = scores[best] ?? 0;
          best = place;
        } else next = Math.max(next, score);
      const control = controls[best];
      return control && { control, score: scores[best] ?? 0, next };
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
