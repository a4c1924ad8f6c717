/** Words at the ends of a phrase. Lists rather than one regular expression: a long list behind a long text stays linear. */

/** The text without the longest of `endings` it ends in; undefined where it ends in none. */
export function withoutEnding(text: string, endings: readonly string[]): string | undefined {
  const { known, longest } = listed(endings);
  for (let length = Math.min(longest, text.length); length > 0; length--)
    if (known.has(text.slice(text.length - length))) return text.slice(0, text.length - length);
  return undefined;
}

/** The text without the longest of `beginnings` it begins with; undefined where it begins with none. */
export function withoutBeginning(text: string, beginnings: readonly string[]): string | undefined {
  const { known, longest } = listed(beginnings);
  for (let length = Math.min(longest, text.length); length > 0; length--)
    if (known.has(text.slice(0, length))) return text.slice(length);
  return undefined;
}

interface Listed {
  readonly known: ReadonlySet<string>;
  readonly longest: number;
}

const lists = new WeakMap<readonly string[], Listed>();

/** A list as a set, made once: the lists of phrases have thousands. */
function listed(list: readonly string[]): Listed {
  let made = lists.get(list);
  if (!made) {
    made = { known: new Set(list), longest: Math.max(0, ...list.map(({ length }) => length)) };
    lists.set(list, made);
  }
  return made;
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
