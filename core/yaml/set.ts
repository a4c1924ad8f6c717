/** Giving a key a value, whatever stands there now; values as they are written in block and flow style. */
import type { Splice } from '../text/text.ts';
import { type Editable, insertPair, keyColumn, literalLines, replaceNode, scalarSource } from './edit.ts';
import { isEmpty, type MapNode, pairOf } from './tree.ts';

/**
 * Writes `key: source`, in place of the value that stands there or as a new pair.
 * @param source one line of YAML
 * @param after the key of the pair a new one goes behind
 */
export function setPair(file: Editable, map: MapNode, key: string, source: string, after?: string): Splice {
  const pair = pairOf(map, key);
  if (!pair) return insertPair(file, map, [`${key}: ${source}`], after);
  if (pair.value && !isEmpty(pair.value)) return replaceNode(file, pair.value, source);
  const { end } = file.tree.spanOf(pair.key);
  const colon = /^[ \t]*:/.exec(file.text.slice(end, end + 20))?.[0].length;
  const at = end + (colon ?? 0);
  return { start: at, end: at, text: colon === undefined ? `: ${source}` : ` ${source}` };
}

/** A text as the value of a key of `map`: on the key's line where it is one line, else as a block scalar; in a flow mapping always on one line. */
export function valueSource(file: Editable, map: MapNode, value: string): string {
  const text = value.trim();
  if (map.flow) return scalarSource(text, true);
  if (!/[\r\n]/.test(text)) return scalarSource(text);
  const column = ' '.repeat(keyColumn(file, map));
  const [first = '', ...rest] = literalLines(text);
  return [first, ...rest.map((line) => (line === '' ? '' : column + line))].join(file.text.eol);
}
