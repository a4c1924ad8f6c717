/** Words at the ends of a phrase. Lists rather than one regular expression: a long list behind a long text stays linear. */

/** The text without the longest of `endings` it ends in; undefined where it ends in none. */
export function withoutEnding(text: string, endings: readonly string[]): string | undefined {
  let longest = -1;
  for (const ending of endings) if (ending.length > longest && text.endsWith(ending)) longest = ending.length;
  return longest < 0 ? undefined : text.slice(0, text.length - longest);
}

/** The text without the longest of `beginnings` it begins with; undefined where it begins with none. */
export function withoutBeginning(text: string, beginnings: readonly string[]): string | undefined {
  let longest = -1;
  for (const beginning of beginnings) if (beginning.length > longest && text.startsWith(beginning)) longest = beginning.length;
  return longest < 0 ? undefined : text.slice(longest);
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
