/** `[[…]]` in prose: links to controls, sections, evidence, tables, roles. */
import type { Node, ScalarNode } from '../yaml/tree.ts';

export interface Reference {
  /** The text between the brackets, trimmed. */
  readonly target: string;
  readonly node: ScalarNode;
  /** Relative to the node's block, brackets included. */
  readonly start: number;
  readonly end: number;
}

const FORM = /\[\[([^[\]\r\n]{1,120})\]\]/g;

/**
 * The references of a prose value.
 * @param source the node's own source text (spelling, not value), so that places are exact in every quoting style
 */
export function referencesIn(node: Node, source: string): readonly Reference[] {
  if (node.kind !== 'scalar' || !source.includes('[[')) return [];
  const references: Reference[] = [];
  for (const match of source.matchAll(FORM)) {
    const start = node.start + match.index;
    references.push({ target: (match[1] as string).trim(), node, start, end: start + match[0].length });
  }
  return references;
}
