/** The comment that silences a finding, where a comment can stand. */
import type { PlacedFinding } from '../check.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Splice } from '../text/text.ts';
import { itemAt, pairAt } from '../yaml/item-at.ts';
import type { Node } from '../yaml/tree.ts';
import { indentOf, type Line, lineOf } from './line.ts';
import { nodeAt } from './node-at.ts';

/** Never silenced in place: they speak of the file's reading, or of the silencing itself. */
const NEVER: ReadonlySet<string> = new Set([
  'internal-error',
  'file-limit',
  'yaml-syntax',
  'suppression-without-reason',
  'unused-suppression',
]);

/**
 * A `# kaiji-disable-next-line` above the finding's line, the reason left to be written (`suppression-without-reason` asks for it). A finding inside a text
 * of several lines, where a comment would be text, is silenced above that text's key, to the end of the entry.
 * @returns undefined in a flow collection of several lines, and where neither form can stand
 */
export function suppressionEdit(file: KaijiFile, { rule, start }: PlacedFinding): Splice | undefined {
  if (NEVER.has(rule)) return undefined;
  const { text } = file;
  const line = lineOf(text, text.lineAt(start));
  const found = nodeAt(file, start);
  if (found && found.span.start < line.start) {
    const key = lineOf(text, text.lineAt(found.span.start));
    const inEntry = typeof found.path[1] === 'number' && key.key !== undefined && key.dashes.length === 0;
    return inEntry && !insideFlow(file, key.start) ? comment(file, key, 'kaiji-disable', rule) : undefined;
  }
  return insideFlow(file, line.start) ? undefined : comment(file, line, 'kaiji-disable-next-line', rule);
}

function comment({ text }: KaijiFile, line: Line, directive: string, rule: string): Splice {
  return { start: line.start, end: line.start, text: `${' '.repeat(indentOf(line))}# ${directive} ${rule} -- ${text.eol}` };
}

/** Whether a line begins inside brackets opened above it. */
function insideFlow(file: KaijiFile, offset: number): boolean {
  const { tree } = file;
  const holds = (one: Node | undefined) => one !== undefined && tree.spanOf(one).start < offset && offset < tree.spanOf(one).end;
  let node = tree.documents.map(({ root }) => root).find(holds);
  while (node && holds(node)) {
    if (node.kind === 'scalar' || node.kind === 'alias') return false;
    if (node.flow) return true;
    node =
      node.kind === 'seq' ? node.items[itemAt(tree, node.items, offset)] : node.pairs[pairAt(tree, node.pairs, offset)]?.value;
  }
  return false;
}
