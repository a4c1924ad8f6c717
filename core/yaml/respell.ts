/** Another text for a scalar, as the scalar is written. */
import type { Splice } from '../text/text.ts';
import type { Editable } from './extent.ts';
import { scalarSource } from './source.ts';
import type { ScalarNode } from './tree.ts';

/** Puts another text of one line in the place of a scalar's own, in its style where that can hold it; white space around it is kept. */
export function respelled(file: Editable, node: ScalarNode, text: string): Splice {
  const { start, end } = file.tree.spanOf(node);
  const old = node.text.trim();
  const value = node.text.replace(old, () => text);
  const source = file.text.slice(start, end);
  // The text may stand in its quotes, or below the line that opens a block, as it is.
  const at = source.indexOf(old, node.style === 'plain' ? 0 : 1);
  const inPlace = SPELLED[node.style](text);
  if (at >= 0 && old !== '' && (node.style !== 'plain' || scalarSource(value, true) === value))
    return { start: start + at, end: start + at + old.length, text: inPlace };
  return { start, end, text: node.style === 'single' ? `'${SPELLED.single(value)}'` : scalarSource(value, true) };
}

/** A text within a scalar of each style. */
const SPELLED: Readonly<Record<ScalarNode['style'], (text: string) => string>> = {
  plain: (text) => text,
  single: (text) => text.replaceAll("'", "''"),
  double: (text) => JSON.stringify(text).slice(1, -1),
  literal: (text) => text,
  folded: (text) => text,
};
