/** A tree as plain data, for schema validation. Everything is text; the validator coerces. */
import { isEmpty, keyText, type Node } from '../yaml/tree.ts';

/** Deeper than any schema looks. */
const DEPTH = 200;

/**
 * The data of a tree. Keys with nothing behind them are left out, duplicates keep the first value. What aliases may bring in is limited where the tree is
 * made (core/yaml/convert.ts).
 * @param skip keys of the topmost mapping whose sequences are given as empty (entries, checked on their own)
 */
export function toJson(node: Node, skip: ReadonlySet<string> = new Set()): unknown {
  const visit = (current: Node, depth: number): unknown => {
    if (depth > DEPTH) return undefined;
    switch (current.kind) {
      case 'scalar':
        return current.text;
      case 'alias':
        return current.target ? visit(current.target, depth) : undefined;
      case 'seq':
        return current.items.map((item) => visit(item, depth + 1));
      case 'map': {
        const result: Record<string, unknown> = Object.create(null);
        for (const pair of current.pairs) {
          const key = keyText(pair);
          if (key === undefined || key in result || isEmpty(pair.value)) continue;
          result[key] = depth === 0 && skip.has(key) && pair.value?.kind === 'seq' ? [] : visit(pair.value as Node, depth + 1);
        }
        return result;
      }
    }
  };
  return visit(node, 0);
}
