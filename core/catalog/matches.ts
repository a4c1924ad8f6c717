/** Which controls of a catalog match what is typed, found without holding each of a long catalog against it. */
import type { Catalog } from './catalog.ts';
import type { Control, Part } from './control.ts';
import { compact, fold, keysOf, matcherOf } from './match.ts';
import { Prefixes } from './prefixes.ts';

export interface Match {
  readonly control: Control;
  /** As `matcherOf` gives it: lower is better. */
  readonly score: number;
}

/** Of a catalog with more controls than this, no more matches are looked for: typing on narrows them. */
export const MOST_MATCHES = 600;

/**
 * The controls that match as `matcherOf` says, from the 0-based place `from` on in catalog order and round. Of a catalog of more than {@link MOST_MATCHES} no
 * more than that: the control of that number first, then those whose number begins so, then those with an alias or with words that do, each likewise.
 */
export function matchesIn(catalog: Catalog, typed: string, from = 0): readonly Match[] {
  const { controls } = catalog.data;
  const matches = matcherOf(typed);
  const found = new Map<number, Match>();
  const look = (places: Iterable<number>, most = Number.POSITIVE_INFINITY) => {
    for (const place of places) {
      if (found.size >= most) return;
      const control = controls[place];
      const score = control && !found.has(place) ? matches(control) : undefined;
      if (control && score !== undefined) found.set(place, { control, score });
    }
  };
  if (controls.length <= MOST_MATCHES) look(round(controls.length, from));
  else for (const places of likely(catalog, typed, from)) look(places, MOST_MATCHES);
  return [...found.values()];
}

/** The sub-items whose number begins with what is typed, in catalog order. */
export function partsIn(catalog: Catalog, typed: string): readonly (readonly [control: Control, part: Part])[] {
  let known = parts.get(catalog);
  if (!known) {
    const all = catalog.data.controls.flatMap((control) => control.parts.map((part) => [control, part] as const));
    known = {
      all,
      prefixes: new Prefixes(all.map(([control, part]) => numbersOf({ ...control, id: `${control.id}${part.id}` }))),
    };
    parts.set(catalog, known);
  }
  const { all, prefixes } = known;
  return prefixes.starting(compact(typed)).flatMap((i) => (all[i] ? [all[i]] : []));
}

const parts = new WeakMap<
  Catalog,
  { readonly all: readonly (readonly [control: Control, part: Part])[]; readonly prefixes: Prefixes }
>();

/** Places of controls that may match, the likeliest first; every control that does is among them. */
function* likely(catalog: Catalog, typed: string, from: number): Generator<Iterable<number>> {
  const { length } = catalog.data.controls;
  const begins = compact(typed);
  const starting = (prefixes: Prefixes, key: string) =>
    // Of so many, enough come soon one after the other.
    prefixes.count(key) > 4 * MOST_MATCHES ? round(length, from) : turned(prefixes.starting(key), from);
  if (begins === '') {
    yield round(length, from);
    return;
  }
  const { numbers, aliases, bigrams } = indexOf(catalog);
  yield numbers.equal(begins);
  yield starting(numbers, begins);
  yield starting(aliases, begins);
  // All words must be found: the control is among those of the word that the fewest may have.
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const [rarest] = words
    .map((word) => ({ places: placesOf(bigrams(), word), number: compact(word) }))
    .sort((a, b) => (a.places?.length ?? length) - (b.places?.length ?? length));
  if (!rarest) return;
  yield rarest.places ? turned(rarest.places, from) : round(length, from);
  if (words.length > 1 && rarest.number !== '') yield starting(numbers, rarest.number);
}

/** What of a catalog is found by what is typed. */
interface Index {
  readonly numbers: Prefixes;
  readonly aliases: Prefixes;
  /** Two characters → ascending places of the controls whose texts have them; made when words are first typed. */
  bigrams(): Bigrams;
}

type Bigrams = ReadonlyMap<string, readonly number[]>;

const indexes = new WeakMap<Catalog, Index>();

function indexOf(catalog: Catalog): Index {
  let index = indexes.get(catalog);
  if (!index) {
    const { controls } = catalog.data;
    let made: Bigrams | undefined;
    index = {
      numbers: new Prefixes(controls.map(numbersOf)),
      aliases: new Prefixes(controls.map((control) => keysOf(control).aliases)),
      bigrams: () => {
        made ??= bigramsOf(controls);
        return made;
      },
    };
    indexes.set(catalog, index);
  }
  return index;
}

function numbersOf(control: Control): readonly string[] {
  const { id, number } = keysOf(control);
  return id === number ? [id] : [id, number];
}

function bigramsOf(controls: readonly Control[]): Bigrams {
  const bigrams = new Map<string, number[]>();
  controls.forEach((control, place) => {
    const { all } = keysOf(control);
    for (let i = 0; i + 1 < all.length; i++) {
      const bigram = all.slice(i, i + 2);
      const places = bigrams.get(bigram);
      if (!places) bigrams.set(bigram, [place]);
      else if (places.at(-1) !== place) places.push(place);
    }
  });
  return bigrams;
}

/** Ascending places of the controls that may have a word, by the rarest two characters of it; undefined for a single one, which may be anywhere. */
function placesOf(bigrams: Bigrams, word: string): readonly number[] | undefined {
  let rarest: readonly number[] | undefined;
  for (let i = 0; i + 1 < word.length; i++) {
    const places = bigrams.get(word.slice(i, i + 2)) ?? [];
    if (!rarest || places.length < rarest.length) rarest = places;
  }
  return rarest;
}

/** Every place, from `from` on and round. */
function* round(length: number, from: number): Generator<number> {
  for (let i = 0; i < length; i++) yield (from + i) % length;
}

/** Ascending places, those from `from` on first. */
function turned(places: readonly number[], from: number): readonly number[] {
  const first = places.findIndex((place) => place >= from);
  return first <= 0 ? places : [...places.slice(first), ...places.slice(0, first)];
}
