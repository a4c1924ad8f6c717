/** `[[…]]` in prose: links to controls, sections, evidence, tables, roles. */
import type { Node, ScalarNode } from '../yaml/tree.ts';

/** A stretch of a text that has the form of a reference. */
export interface ReferenceForm {
  /** The text between the brackets, trimmed. */
  readonly target: string;
  /** Half-open, brackets included. */
  readonly start: number;
  readonly end: number;
}

/** One in a value; its place is relative to the node's block. */
export interface Reference extends ReferenceForm {
  readonly node: ScalarNode;
}

const FORM = /\[\[([^[\]\r\n]{1,120})\]\]/g;

/**
 * The references of a prose value.
 * @param source the node's own source text (spelling, not value), so that places are exact in every quoting style
 */
export function referencesIn(node: Node, source: string): readonly Reference[] {
  if (node.kind !== 'scalar' || !source.includes('[[')) return [];
  return referenceForms(source).map(({ target, start, end }) => ({
    target,
    node,
    start: node.start + start,
    end: node.start + end,
  }));
}

/** What has the form of a reference anywhere in a text, comments and keys included; places within the text. */
export function referenceForms(source: string): readonly ReferenceForm[] {
  return [...source.matchAll(FORM)].map(({ 0: written, 1: target = '', index }) => ({
    target: target.trim(),
    start: index,
    end: index + written.length,
  }));
}

/** 添付1, 別添資料２, 添付書類③: an annex by its number. */
const ANNEX = /(添付|別添)(?:資料|書類|文書)?[ \u3000]*(?:No\.?)?([0-9０-９]{1,2}|[①-⑳])(?![0-9０-９]|[.．-][0-9０-９])/g;

export interface AnnexMention {
  /** As compared: `添付1`. */
  readonly name: string;
  /** Within the text, half-open. */
  readonly start: number;
  readonly end: number;
}

/** The numbered annexes a text names. */
export function annexesNamed(text: string): readonly AnnexMention[] {
  if (!text.includes('添')) return [];
  return [...text.matchAll(ANNEX)].map((match) => ({
    name: `${match[1]}${Number((match[2] as string).normalize('NFKC'))}`,
    start: match.index,
    end: match.index + match[0].length,
  }));
}
