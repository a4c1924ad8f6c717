/** Giving a key a value, whatever stands there now; values as they are written in block and flow style. */
import type { Splice } from '../text/text.ts';
import { type Editable, fillPair, insertPair, keyColumn, replaceNode } from './edit.ts';
import { commentOf } from './replace-pair.ts';
import { literalLines, scalarSource } from './source.ts';
import { isEmpty, type MapNode, pairOf, type ScalarNode } from './tree.ts';

/**
 * Writes `key: source`, in place of the value that stands there or as a new pair.
 * @param source one line of YAML
 * @param after the key of the pair a new one goes behind
 */
export function setPair(file: Editable, map: MapNode, key: string, source: string, after?: string): Splice {
  const pair = pairOf(map, key);
  if (!pair) return insertPair(file, map, [`${key}: ${source}`], after);
  return pair.value && !isEmpty(pair.value)
    ? replaceNode(file, pair.value, source)
    : fillPair(file, map, key, [`${key}: ${source}`]);
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

/**
 * Replaces a value by a text, as {@link valueSource} writes it. A comment behind the value, or behind the `|` of a block scalar, stays behind what opens the new one.
 * @param map the mapping whose value `node` is
 */
export function replaceText(file: Editable, map: MapNode, node: ScalarNode, value: string): Splice {
  const { text, tree } = file;
  const { start, end } = tree.spanOf(node);
  const source = valueSource(file, map, value);
  const lineEnd = text.lineEnd(text.lineAt(end));
  if (node.style === 'literal' || node.style === 'folded')
    return { start, end, text: source.replace(/(?=[\r\n])|$/, commentOf(text.slice(start, end)).replaceAll('$', '$$$$')) };
  const comment = /^[ \t]+#/.test(text.slice(end, lineEnd)) ? text.slice(end, lineEnd) : '';
  if (!comment || !/[\r\n]/.test(source)) return { start, end, text: source };
  return { start, end: lineEnd, text: source.replace(/(?=[\r\n])/, comment) };
}
