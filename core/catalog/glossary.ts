/** The terms of the field (catalogs/glossary.yaml): what else a word may be called, and how it is read. */
import { fold } from './match.ts';

export interface Term {
  readonly term: string;
  /** Hiragana. */
  readonly reading: string;
  readonly en: string;
  readonly variants?: readonly string[];
  readonly 'synonyms-en'?: readonly string[];
}

export interface GlossaryData {
  readonly terms: readonly Term[];
  /** Everyday words by their readings, for kana typed in one run. */
  readonly readings?: Readonly<Record<string, string>>;
}

/** Letters of particles between words typed in kana. */
const PARTICLES = new Set(['の', 'と', 'や', 'を', 'に', 'は', 'が', 'へ', 'で']);
/** A reading is taken for its term from this many letters on. */
const READING = 3;
/** Longest word looked into. */
const LONGEST = 40;

interface Entry {
  readonly readings: readonly string[];
  /** The term and its variants, folded. */
  readonly japanese: readonly string[];
  readonly english: readonly string[];
}

export class Glossary {
  private readonly entries: readonly Entry[];
  private readonly everyday: readonly (readonly [reading: string, word: string])[];

  constructor({ terms, readings = {} }: GlossaryData) {
    this.everyday = Object.entries(readings);
    this.entries = terms.map(({ term, reading, en, variants = [], 'synonyms-en': synonyms = [] }) => ({
      readings: [fold(reading)],
      japanese: [term, ...variants].map(fold),
      english: [en, ...synonyms].map(fold),
    }));
  }

  /**
   * What else may be meant by a word: each alternative is a list of words that must all be found. `にゅうたいしつかんり` → [入退室, 管理]; `二要素認証` → [複数要素認証], [多要素認証].
   * @param word folded (match.ts)
   */
  meanings(word: string): readonly (readonly string[])[] {
    if (word.length < 2 || word.length > LONGEST) return [];
    const found = new Set<string>();
    for (const { readings, japanese, english } of this.entries) {
      const isRead = word.length >= READING && readings.some((reading) => reading.startsWith(word));
      if (isRead || japanese.includes(word) || english.includes(word)) for (const name of japanese) found.add(name);
      if (japanese.includes(word)) for (const name of english) found.add(name);
    }
    found.delete(word);
    const pieces = found.size === 0 && /^[ぁ-ゖー]+$/.test(word) ? this.pieces(word) : undefined;
    return pieces ? [pieces] : [...found].map((name) => [name]);
  }

  /** A run of kana as terms one after the other, the fewest possible; undefined where it is none. */
  private pieces(word: string): readonly string[] | undefined {
    const best: (readonly string[] | undefined)[] = [[]];
    const words = [
      ...this.entries.flatMap(({ readings, japanese }) => readings.map((reading) => [reading, japanese[0] ?? reading] as const)),
      ...this.everyday,
    ];
    for (let at = 0; at < word.length; at++) {
      const before = best[at];
      if (!before) continue;
      const reach = (length: number, pieces: readonly string[]) => {
        const known = best[at + length];
        if (!known || pieces.length < known.length) best[at + length] = pieces;
      };
      if (before.length > 0 && PARTICLES.has(word.charAt(at))) reach(1, before);
      for (const [reading, name] of words) if (word.startsWith(reading, at)) reach(reading.length, [...before, name]);
    }
    return best[word.length];
  }
}
