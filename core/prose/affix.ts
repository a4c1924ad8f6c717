/** Words at the ends of a phrase. Lists rather than one regular expression: a long list behind a long text stays linear. */

/** The text without the longest of `endings` it ends in; undefined where it ends in none. */
export function withoutEnding(text: string, endings: readonly string[]): string | undefined {
  const { known, byLast } = listed(endings);
  for (const length of byLast.get(text.charCodeAt(text.length - 1)) ?? NONE)
    if (length <= text.length && known.has(text.slice(text.length - length))) return text.slice(0, text.length - length);
  return undefined;
}

/** The text without the longest of `beginnings` it begins with; undefined where it begins with none. */
export function withoutBeginning(text: string, beginnings: readonly string[]): string | undefined {
  const { known, byFirst } = listed(beginnings);
  for (const length of byFirst.get(text.charCodeAt(0)) ?? NONE)
    if (length <= text.length && known.has(text.slice(0, length))) return text.slice(length);
  return undefined;
}

interface Listed {
  readonly known: ReadonlySet<string>;
  /** The lengths of those that begin, or end, in a UTF-16 unit, the longest first. */
  readonly byFirst: ReadonlyMap<number, readonly number[]>;
  readonly byLast: ReadonlyMap<number, readonly number[]>;
}

const NONE: readonly number[] = [];

const lists = new WeakMap<readonly string[], Listed>();

/** A list as a set, made once: the lists of phrases have thousands. */
function listed(list: readonly string[]): Listed {
  let made = lists.get(list);
  if (!made) {
    made = {
      known: new Set(list),
      byFirst: lengthsBy(list, (word) => word.charCodeAt(0)),
      byLast: lengthsBy(list, (word) => word.charCodeAt(word.length - 1)),
    };
    lists.set(list, made);
  }
  return made;
}

function lengthsBy(list: readonly string[], unitOf: (word: string) => number): ReadonlyMap<number, readonly number[]> {
  const lengths = new Map<number, Set<number>>();
  for (const word of list) {
    if (word === '') continue;
    const known = lengths.get(unitOf(word)) ?? new Set();
    lengths.set(unitOf(word), known.add(word.length));
  }
  return new Map([...lengths].map(([unit, some]) => [unit, [...some].sort((a, b) => b - a)]));
}

/** As {@link withoutEnding}, again and again until none is left. */
export function withoutEndings(text: string, endings: readonly string[]): string {
  let rest = text;
  for (let less = withoutEnding(rest, endings); less !== undefined && less !== rest; less = withoutEnding(rest, endings))
    rest = less;
  return rest;
}

/** Every one of `stems` before every one of `tails`. */
export function combined(stems: readonly string[], tails: readonly string[]): readonly string[] {
  return stems.flatMap((stem) => tails.map((tail) => stem + tail));
}

/** A list written as words with white space between. */
export function words(list: string): readonly string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}
