/** Another pair in the place of one. */
import type { Splice } from '../text/text.ts';
import { type Editable, endOfFlowPair } from './extent.ts';
import type { Pair } from './tree.ts';

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

/** The comment on the first line of a block scalar, with the white space before it; '' where none is. */
function commentOf(scalar: string): string {
  return /^[|>][-+0-9]*([ \t]+#[^\r\n]*)/.exec(scalar)?.[1] ?? '';
}
