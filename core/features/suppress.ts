/** The comment that silences a finding, where a comment can stand. */
import type { PlacedFinding } from '../check.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Splice } from '../text/text.ts';
import { indentOf, lineOf } from './line.ts';
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
 * A `# kaiji-disable-next-line` above the finding's line, the reason left to be written (`suppression-without-reason` asks for it).
 * @returns undefined inside a text of several lines, where a comment would be text, and in a flow collection of several lines
 */
export function suppressionEdit(file: KaijiFile, { rule, start }: PlacedFinding): Splice | undefined {
  if (NEVER.has(rule)) return undefined;
  const { text } = file;
  const number = text.lineAt(start);
  const line = lineOf(text, number);
  const scalar = nodeAt(file, start)?.span;
  if (scalar && scalar.start < line.start) return undefined;
  if (number > 0 && insideFlow(file, line.start)) return undefined;
  const comment = `${' '.repeat(indentOf(line))}# kaiji-disable-next-line ${rule} -- `;
  return { start: line.start, end: line.start, text: `${comment}${text.eol}` };
}

/** Whether a line begins inside brackets opened above it. */
function insideFlow(file: KaijiFile, offset: number): boolean {
  const { tree } = file;
  let nodes = tree.documents.flatMap(({ root }) => root ?? []);
  for (;;) {
    const node = nodes.find((one) => tree.spanOf(one).start < offset && offset < tree.spanOf(one).end);
    if (!node || node.kind === 'scalar' || node.kind === 'alias') return false;
    if (node.flow) return true;
    nodes = node.kind === 'seq' ? [...node.items] : node.pairs.flatMap(({ value }) => value ?? []);
  }
}
