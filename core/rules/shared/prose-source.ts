/** Prose values as they are spelled in the file: places and edits of words are exact in every quoting style there. */
import type { Entry, KaijiFile } from '../../model/document.ts';
import { type Prose, proseOf } from '../../model/prose.ts';
import type { KindName } from '../../model/schema.ts';
import type { Splice } from '../../text/text.ts';
import type { ScalarNode } from '../../yaml/tree.ts';
import type { Place } from '../rule.ts';

/** The kinds whose prose is the author's own: a catalog speaks the words of a guideline. */
export const authoredKinds: readonly KindName[] = ['disclosure', 'checklist', 'statements', 'risks', 'assessment', 'evidence'];

export interface ProseSource extends Prose {
  /** The spelling, without the line that opens a block scalar. */
  readonly source: string;
  /** Where `source` begins, relative to the node's block. */
  readonly start: number;
}

/**
 * The prose of an entry with its spelling.
 * @param hint what must occur in the value: a quick test, so that most are passed over
 */
export function* proseSourcesOf(entry: Entry, hint?: RegExp): Generator<ProseSource> {
  const { file } = entry.document;
  for (const prose of proseOf(entry)) {
    if (hint && !hint.test(prose.node.text)) continue;
    const { source, start } = sourceOf(file, prose.node);
    yield { ...prose, source, start };
  }
}

/** The spelling of a scalar and where it begins, relative to its block. */
export function sourceOf({ text, tree }: KaijiFile, node: ScalarNode): { readonly source: string; readonly start: number } {
  const base = tree.startOf(node.block);
  const whole = text.slice(base + node.start, base + node.end);
  const isBlock = node.style === 'literal' || node.style === 'folded';
  const opening = isBlock ? (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(whole)?.[0].length ?? 0) : 0;
  return { source: whole.slice(opening), start: node.start + opening };
}

/** The place of a stretch of the source of a prose value. */
export function placeIn(
  { node, start: base }: ProseSource,
  { start, end }: { readonly start: number; readonly end: number },
): Place {
  return { block: node.block, start: base + start, end: base + end };
}

/** Words to be put in place of others. A finding may outlive an edit elsewhere in the file: what it remembers is relative to its block. */
export interface Correction {
  readonly at: Place;
  readonly text: string;
}

/** The edit that puts other words there. */
export function spliceIn(file: KaijiFile, { block, start, end }: Place, text: string): Splice {
  const base = file.tree.startOf(block);
  return { start: base + start, end: base + end, text };
}
