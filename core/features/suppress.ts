/** The comment that silences a finding, where a comment can stand. */
import { documentAt, type PlacedFinding } from '../check.ts';
import type { KaijiFile } from '../model/document.ts';
import { entryAt } from '../model/entry-at.ts';
import type { Splice } from '../text/text.ts';
import { itemAt, pairAt } from '../yaml/item-at.ts';
import type { Node } from '../yaml/tree.ts';
import { indentOf, type Line, lineOf } from './line.ts';
import { nodeAt } from './node-at.ts';
import { findingsByRule, findingsTouching } from './touching.ts';

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

/** Where else than at its line a rule can be silenced, by what that silences. */
export interface WiderSuppressions {
  /** The entry the finding stands in. */
  readonly entry?: Splice;
  readonly document?: Splice;
}

/**
 * Comments that silence the rule of a finding in more places: above its entry, where it is found there several times, and above the first key of its document,
 * where it is found elsewhere in the file too. The reason is left to be written.
 * @param findings of the file, by start
 */
export function widerSuppressions(
  file: KaijiFile,
  { rule, start }: PlacedFinding,
  findings: readonly PlacedFinding[],
): WiderSuppressions {
  const document = documentAt(file, start);
  const own = findingsByRule(findings).get(rule) ?? [];
  if (NEVER.has(rule) || !document?.root || own.length < 2) return {};
  const { text, tree } = file;
  const entry = entryAt(document, start);
  const span = entry && tree.spanOf(entry.node);
  const isInside = span !== undefined && start < span.end;
  const within = isInside ? findingsTouching(own, span.start, span.end - 1).length : 0;
  const line = isInside ? lineOf(text, text.lineAt(span.start)) : undefined;
  const first = tree.spanOf(document.root).start;
  const top = lineOf(text, text.lineAt(first));
  return {
    // `- - x` and `- { … }, …` on one line have no line of their own above them.
    ...(line && within > 1 && line.dashes.length === 1 && !insideFlow(file, line.start)
      ? { entry: comment(file, line, 'kaiji-disable', rule) }
      : {}),
    ...(within < own.length && !document.root.flow && top.start === first
      ? { document: comment(file, top, 'kaiji-disable', rule) }
      : {}),
  };
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
