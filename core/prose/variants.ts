/** Other spellings of a term, found as words of their own. */
import { protectedIn, touches } from './protected.ts';
import type { Span } from './span.ts';

export interface Variant {
  readonly written: string;
  /** What it should be called. */
  readonly term: string;
}

export interface VariantUse extends Variant, Span {}

/**
 * The places where a text uses one of the variants, in order. Where words overlap the longest one stands: 運用責任者 within 運用責任者会議 or within a name
 * of `names` is no use of it.
 * @param text a prose value, or its spelling in the source
 * @param names further words a variant may be part of: the terms themselves and what else has a name
 */
export function variantsIn(text: string, variants: readonly Variant[], names: Iterable<string> = []): readonly VariantUse[] {
  const uses: VariantUse[] = [];
  for (const variant of variants) {
    const { written } = variant;
    if (written === '') continue;
    for (let start = text.indexOf(written); start >= 0; start = text.indexOf(written, start + written.length)) {
      if (isWord(text, start, start + written.length)) uses.push({ ...variant, start, end: start + written.length });
    }
  }
  if (uses.length === 0) return uses;
  // By place; of those that begin together the longest first.
  uses.sort((a, b) => a.start - b.start || b.end - a.end);
  const longer = namesAround(text, uses, names);
  const isProtected = touches(protectedIn(text));
  let end = 0;
  return uses.filter((use) => {
    if (use.start < end || isProtected(use.start, use.end) || longer(use)) return false;
    end = use.end;
    return true;
  });
}

/** Tells of a use whether it lies within one of the names. */
function namesAround(text: string, uses: readonly VariantUse[], names: Iterable<string>): (use: VariantUse) => boolean {
  const written = new Set(uses.map((use) => use.written));
  const around: { readonly within: string; readonly name: string; readonly offset: number }[] = [];
  for (const name of names) {
    for (const within of written) {
      if (name.length <= within.length) continue;
      for (let offset = name.indexOf(within); offset >= 0; offset = name.indexOf(within, offset + 1))
        around.push({ within, name, offset });
    }
  }
  return (use) =>
    around.some(
      ({ within, name, offset }) => within === use.written && text.startsWith(name, use.start - offset) && use.start >= offset,
    );
}

const KANJI = /[一-鿿々〆ヶ]/;
const KATAKANA = /[ァ-ヺー]/;
const LATIN = /[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]/;
/** 各運用責任者, 当該責任者: still the same word. */
const BEFORE = /[各本同該全両新旧]$/;
/** 運用責任者等, 運用責任者及び…. */
const BEHIND = /^(?:等|側|宛|様|殿|兼|及び|並びに|又は|若しくは|且つ|以[外下上])/;

/** Whether what stands at a place is a word of its own and no part of a compound. What is a compound depends on the script the word begins and ends in. */
function isWord(text: string, start: number, end: number): boolean {
  const previous = text.charAt(start - 1);
  const next = text.charAt(end);
  return !(
    (clings(text.charAt(start), previous) && !BEFORE.test(previous)) ||
    (clings(text.charAt(end - 1), next) && !BEHIND.test(text.slice(end, end + 4)))
  );
}

/** Whether a neighbour belongs to the same word as the edge: ユーザ登録 is ユーザ and 登録, but 責任者会議 one thing. */
function clings(edge: string, neighbour: string): boolean {
  if (neighbour === '') return false;
  if (KANJI.test(edge)) return KANJI.test(neighbour) || KATAKANA.test(neighbour);
  if (KATAKANA.test(edge)) return KATAKANA.test(neighbour);
  return LATIN.test(edge) && LATIN.test(neighbour);
}
