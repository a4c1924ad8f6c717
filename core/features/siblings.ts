/** The other keys of the mapping a line belongs to, read from the lines: the tree may have lost a half-typed mapping. */
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { keyText } from '../yaml/tree.ts';
import { endOfValue, indentOf, isDocumentMark, type Line, lineOf } from './line.ts';

/** How many lines of a mapping are looked at on either side. */
const LINES = 3000;

/**
 * Keys that stand at `column` in the mapping around line `number` (0-based), on other lines than it, with the source of their values.
 * @param dash the column of the dashes of the top-level sequence around, where there is one: no mapping has its keys there
 */
export function siblingsOf(
  document: KaijiDocument | undefined,
  { text, tree }: KaijiFile,
  number: number,
  column: number,
  dash?: number,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  if (column > 0 && column === dash) return keys;
  const here = lineOf(text, number);
  const add = (line: Line) =>
    line.key && keys.set(line.key.text, line.source.slice(line.value, endOfValue(line.source, line.value)));
  if (column === 0 && !(document?.root?.flow ?? false)) {
    for (const pair of document?.root?.pairs ?? []) {
      const name = keyText(pair);
      if (name !== undefined && text.lineAt(tree.spanOf(pair.key).start) !== number)
        keys.set(name, pair.value?.kind === 'scalar' ? pair.value.text : '');
    }
  }
  if (here.dashes.length === 0) {
    for (let n = number - 1; column > 0 && n >= Math.max(0, number - LINES); n--) {
      const line = lineOf(text, n);
      if (line.blank || indentOf(line) > column) continue;
      if (line.key?.column === column) add(line);
      if (indentOf(line) < column) break;
    }
  }
  for (let n = number + 1; column > 0 && n < Math.min(text.lineCount, number + LINES); n++) {
    const line = lineOf(text, n);
    if (line.blank || indentOf(line) > column) continue;
    if (indentOf(line) < column || isDocumentMark(line)) break;
    if (line.dashes.length === 0 && line.key) add(line);
  }
  return keys;
}
