/** A tree as plain data, for schema validation. Everything is text; the validator coerces. */
import { isEmpty, keyText, type Node } from '../yaml/tree.ts';

/** How many nodes aliases may bring in before expansion stops ("billion laughs"). */
export const ALIAS_LIMIT = 10_000;

export interface Json {
  readonly value: unknown;
  /** Aliases brought in more than {@link ALIAS_LIMIT} nodes, or an alias contains itself; the value is cut there. */
  readonly overLimit: boolean;
}

/**
 * The data of a tree. Keys with nothing behind them are left out, duplicates keep the first value.
 * @param skip keys of the topmost mapping whose sequences are given as empty (entries, checked on their own)
 */
export function toJson(node: Node, skip: ReadonlySet<string> = new Set()): Json {
  let viaAlias = 0;
  let overLimit = false;
  const visit = (current: Node, depth: number, inAlias: boolean, top: boolean): unknown => {
    if (inAlias && ++viaAlias > ALIAS_LIMIT) overLimit = true;
    if (overLimit || depth > 200) return undefined;
    switch (current.kind) {
      case 'scalar':
        return current.text;
      case 'alias':
        return current.target ? visit(current.target, depth + 1, true, top) : undefined;
      case 'seq':
        return current.items.map((item) => visit(item, depth + 1, inAlias, false));
      case 'map': {
        const result: Record<string, unknown> = Object.create(null);
        for (const pair of current.pairs) {
          const key = keyText(pair);
          if (key === undefined || key in result || isEmpty(pair.value)) continue;
          result[key] =
            top && skip.has(key) && pair.value?.kind === 'seq' ? [] : visit(pair.value as Node, depth + 1, inAlias, false);
        }
        return result;
      }
    }
  };
  const value = visit(node, 0, false, true);
  return { value, overLimit };
}
