/** Half-typed flow collections (`[a, `, `{ control: C`): where the end of the source stands in them. */

export interface FlowPlace {
  /** Keys and indexes from the outermost open bracket inward. */
  readonly path: readonly (string | number)[];
  readonly form: 'flow-key' | 'flow-item' | 'flow-value';
  /** Where the token being typed begins, white space and an opening quote left off. */
  readonly start: number;
  readonly quote: '' | '"' | "'";
  /** Keys already complete in the innermost mapping, before the place. */
  readonly keys: readonly string[];
}

interface Level {
  readonly open: string;
  index: number;
  key: string | undefined;
  readonly keys: string[];
}

/**
 * Reads `source` from an opening bracket to its end, which is where the cursor stands.
 * @returns undefined where every bracket is closed again, or a comment has begun
 */
export function placeInFlow(source: string): FlowPlace | undefined {
  const levels: Level[] = [];
  let token = 0;
  let quote: '' | '"' | "'" = '';
  const typed = (end: number) => source.slice(token, end).trim();
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string;
    if (quote) {
      if (char === '\\' && quote === '"') i++;
      else if (char === quote) quote = '';
      continue;
    }
    const fresh = typed(i) === '';
    if ((char === '"' || char === "'") && fresh) quote = char;
    else if ((char === '[' || char === '{') && fresh) {
      levels.push({ open: char, index: 0, key: undefined, keys: [] });
      token = i + 1;
    } else if (char === ']' || char === '}') {
      levels.pop();
      if (levels.length === 0) return undefined;
      token = i + 1;
    } else if (char === ',') {
      const level = levels.at(-1);
      if (level) {
        level.index++;
        level.key = undefined;
      }
      token = i + 1;
    } else if (char === '#' && /\s/.test(source[i - 1] ?? ' ')) {
      const end = source.slice(i).search(/[\r\n]/);
      if (end < 0) return undefined;
      i += end;
      token = i;
    } else if (char === ':' && levels.at(-1)?.open === '{' && /[\s"'[{]|^$/.test(source[i + 1] ?? '')) {
      const level = levels.at(-1) as Level;
      if (level.key !== undefined) continue;
      level.key = typed(i).replace(/^(["'])(.*)\1$/, '$2');
      level.keys.push(level.key);
      token = i + 1;
    }
  }
  const innermost = levels.at(-1);
  if (!innermost) return undefined;
  const path = levels.flatMap(({ open, index, key }): (string | number)[] =>
    open === '[' ? [index] : key === undefined ? [] : [key],
  );
  const form = innermost.open === '[' ? 'flow-item' : innermost.key === undefined ? 'flow-key' : 'flow-value';
  let start = token;
  while (start < source.length && /\s/.test(source[start] as string)) start++;
  if (quote) start++;
  const keys = innermost.key === undefined ? innermost.keys : innermost.keys.slice(0, -1);
  return { path, form, start, quote, keys };
}

/** Keys of the mapping that goes on in `rest`, up to its closing bracket. */
export function keysAhead(rest: string): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let i = 0; i < rest.length; i++) {
    const char = rest[i] as string;
    if (char === '[' || char === '{') depth++;
    else if ((char === ']' || char === '}') && --depth < 0) break;
    else if (char === ',' && depth === 0) {
      const key = /^\s*["']?([^\s"':,[\]{}]+)["']?\s*:/.exec(rest.slice(i + 1, i + 200))?.[1];
      if (key !== undefined) keys.push(key);
    }
  }
  return keys;
}
