/** Another pair in the place of one. */
import type { Splice } from '../text/text.ts';
import { columnAt, type Editable, endOfFlowPair, lineEndAt } from './extent.ts';
import { pairsSource } from './source.ts';
import type { MapNode, Pair } from './tree.ts';

/**
 * Replaces a pair, key and all. A comment behind the value stays, also one behind the `|` of a block scalar.
 * @param source one line of YAML: `key: value`
 */
export function replacePair(file: Editable, pair: Pair, source: string): Splice {
  const { text, tree } = file;
  const { start } = tree.spanOf(pair.key);
  const end = endOfFlowPair(file, pair);
  const { value } = pair;
  if (value?.kind !== 'scalar' || (value.style !== 'literal' && value.style !== 'folded')) return { start, end, text: source };
  // White space at the end of its last line belongs to it.
  const lineEnd = text.lineEnd(text.lineAt(end));
  const comment = commentOf(text.slice(tree.spanOf(value).start, end));
  return { start, end: text.slice(end, lineEnd).trim() === '' ? lineEnd : end, text: source + comment };
}

/**
 * Replaces a pair by others of several lines. A comment behind the value comes to stand behind the first of them; in a flow mapping they become one line.
 * @param lines the source of a block mapping, relative to the column of its keys
 */
export function replacePairByLines(file: Editable, map: MapNode, pair: Pair, lines: readonly string[]): readonly Splice[] {
  if (map.flow) return [replacePair(file, pair, pairsSource(lines))];
  const [first = '', ...rest] = lines;
  const splice = replacePair(file, pair, first);
  const column = ' '.repeat(columnAt(file, file.tree.spanOf(pair.key).start));
  const below = rest.map((line) => file.text.eol + (line === '' ? '' : column + line)).join('');
  const end = lineEndAt(file, splice.end);
  if (end === splice.end) return [{ ...splice, text: splice.text + below }];
  return [splice, { start: end, end, text: below }];
}

/** The comment on the first line of a block scalar, with the white space before it; '' where none is. */
export function commentOf(scalar: string): string {
  return /^[|>][-+0-9]*([ \t]+#[^\r\n]*)/.exec(scalar)?.[1] ?? '';
}
