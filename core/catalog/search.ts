/** Search over catalogs: by number, word, English word and reading. */
import type { Bilingual } from '../language.ts';
import { type Catalog, categoryName } from './catalog.ts';
import type { Catalogs } from './catalogs.ts';
import type { Control } from './control.ts';
import type { Glossary } from './glossary.ts';
import { fold, matcherOf } from './match.ts';
import { controlsMeant } from './reference/read.ts';

export interface Clause {
  readonly id: string;
  readonly catalog: string;
  readonly title: Bilingual;
  readonly control: Control;
}

/**
 * Controls by number (`9`, `cl94`, `ＣＬ－９４`, `2.6.14(1)`) or words: every word must be found, in whatever field and language, as it is or by another name or
 * reading the glossary has. Width, case, katakana and hiragana make no difference. Where nothing is found, the query is read as references
 * (`[7.6.14 …] (1),(2)`), unless `asReferences` is false.
 * @returns best first: the control of that number, numbers that begin so, words in the title, in category and parts, elsewhere; then in catalog order.
 *   Empty for no words, which only makes ready for the next query.
 */
export async function searchCatalogs(
  catalogs: Catalogs,
  glossary: Glossary,
  query: string,
  asReferences = true,
): Promise<readonly Clause[]> {
  const words = wordsOf(query);
  if (words.length === 0) {
    for (const catalog of catalogs.all) void fieldsOf(catalog);
    return [];
  }
  const asked = askedBy(query, words, catalogs, glossary);
  const scored = (await Promise.all(catalogs.all.map((catalog) => scoredIn(catalog, asked)))).flat();
  // No word of it is found: it may be a reference as a guideline prints it.
  const read =
    asReferences && scored.length === 0 ? controlsMeant(query, catalogs).map(({ control }) => ({ score: 0, control })) : [];
  return [...scored, ...read]
    .sort((a, b) => a.score - b.score)
    .map(({ control }) => ({ id: control.id, catalog: control.catalog, title: control.title, control }));
}

/** What {@link searchCatalogs} finds in these of the catalogs alone, in no order. */
export async function findIn(
  among: readonly Catalog[],
  catalogs: Catalogs,
  glossary: Glossary,
  query: string,
): Promise<ReadonlySet<Control>> {
  const asked = askedBy(query, wordsOf(query), catalogs, glossary);
  const scored = await Promise.all(among.map((catalog) => scoredIn(catalog, asked)));
  const controls = scored.flatMap((ones) => ones.map(({ control }) => control));
  return new Set(controls.length > 0 ? controls : controlsMeant(query, catalogs).map(({ control }) => control));
}

/** A query as controls are compared with it. */
interface Asked {
  readonly wanted: Wanted;
  readonly byNumber: ReturnType<typeof matcherOf>;
  readonly byPartOfQuery: readonly ReturnType<typeof matcherOf>[];
  readonly meant: Control | undefined;
}

function askedBy(query: string, words: readonly string[], catalogs: Catalogs, glossary: Glossary): Asked {
  return {
    wanted: wantedBy(words, glossary),
    byNumber: matcherOf(query),
    byPartOfQuery: words.map(matcherOf),
    meant: catalogs.resolve(query)?.control,
  };
}

async function scoredIn(
  catalog: Catalog,
  { wanted, byNumber, byPartOfQuery, meant }: Asked,
): Promise<readonly { readonly score: number; readonly control: Control }[]> {
  return (await fieldsOf(catalog)).flatMap((fields) => {
    const { control } = fields;
    const number = control === meant ? 0 : (byNumber(control) ?? BY_WORD);
    const score = number < BY_WORD ? number : scoreOf(fields, wanted, byPartOfQuery);
    return score === undefined ? [] : [{ score, control }];
  });
}

/** Most words of a query that count. */
const MOST = 12;
/** Ranks of match.ts from here on are by words, not by number. */
export const BY_WORD = 3;

/** For each word of a query the alternatives, each a list of pieces that must all be found; the first is the word itself. */
export type Wanted = readonly (readonly (readonly string[])[])[];

/** The words of a query as they are compared (match.ts, `fold`). */
export function wordsOf(query: string): readonly string[] {
  return fold(query).split(/\s+/).filter(Boolean).slice(0, MOST);
}

/** What words are found by: themselves, and what else the glossary calls them. @param words folded */
export function wantedBy(words: readonly string[], glossary: Glossary): Wanted {
  return words.map((word) => [[word], ...glossary.meanings(word)]);
}

/** Folded texts of a control, the nearest first. */
interface Fields {
  readonly control: Control;
  readonly texts: readonly string[];
}

/** What a word found in each of the fields counts; one found under another name a little more. */
const WEIGHTS = [0, 4, 8, 12] as const;
const OTHER_NAME = 2;
/** Abbreviations shorter than this are whole words; so are those of this length that the glossary brings in. */
const SHORT = 3;

/**
 * Lower is better; undefined where a word is not found.
 * @param matchers for each word how it fits as a number
 */
function scoreOf(
  { control, texts }: Fields,
  wanted: Wanted,
  matchers: readonly ReturnType<typeof matcherOf>[],
): number | undefined {
  let sum = 0;
  for (const [i, alternatives] of wanted.entries()) {
    let best = wordScore(texts, alternatives);
    if (best === Number.POSITIVE_INFINITY) {
      // `METI 暗号`: part of the query may be a number.
      if ((matchers[i]?.(control) ?? BY_WORD) >= BY_WORD) return undefined;
      best = WEIGHTS[1];
    }
    sum += best;
  }
  return BY_WORD + sum / wanted.length;
}

/**
 * How near to the front of some texts a word is found; infinite where it is not. Lower is better.
 * @param texts folded, the nearest first
 * @param alternatives one of {@link Wanted}
 */
export function wordScore(texts: readonly string[], alternatives: Wanted[number]): number {
  let best = Number.POSITIVE_INFINITY;
  for (const [j, pieces] of alternatives.entries()) {
    let worst = 0;
    for (const piece of pieces) worst = Math.max(worst, weightOf(texts, piece, piece.length < SHORT + (j > 0 ? 1 : 0)));
    best = Math.min(best, worst + (j === 0 ? 0 : OTHER_NAME));
    if (best === 0) break;
  }
  return best;
}

function weightOf(texts: readonly string[], piece: string, whole: boolean): number {
  const at = texts.findIndex((text) => has(text, piece, whole));
  return at < 0 ? Number.POSITIVE_INFINITY : (WEIGHTS[at] ?? WEIGHTS[3]);
}

/** Latin words are found at their beginning: `log` in `logs`, not in `catalog`; a `whole` one to its end: the DR of disaster recovery, not of drawing. */
function has(text: string, piece: string, whole: boolean): boolean {
  const isLatin = /^[a-z]/.test(piece);
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    const begins = !isLatin || at === 0 || !/[a-z]/.test(text.charAt(at - 1));
    if (begins && !(isLatin && whole && /[a-z]/.test(text.charAt(at + piece.length)))) return true;
  }
  return false;
}

const cache = new WeakMap<Catalog, Promise<readonly Fields[]>>();

function fieldsOf(catalog: Catalog): Promise<readonly Fields[]> {
  let fields = cache.get(catalog);
  if (!fields) {
    fields = catalog.texts().then((texts) =>
      catalog.data.controls.map((control) => {
        const { summary, guidance } = texts[control.id] ?? {};
        const both = (...values: readonly (Bilingual | undefined)[]) =>
          fold(values.map((value) => (value ? `${value.ja}\n${value.en ?? ''}` : '')).join('\n'));
        const parts = control.parts.map(({ ja = '', en = '' }) => ({ ja, en }));
        return {
          control,
          texts: [
            both(control.title),
            `${both(categoryName(control, catalog))}\n${fold(control.aliases.join('\n'))}\n${both(...parts)}`,
            both(summary),
            both(guidance),
          ],
        };
      }),
    );
    cache.set(catalog, fields);
  }
  return fields;
}
