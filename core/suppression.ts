/** `# kaiji-disable…` comments: which findings they silence, and whether they did. */
import type { KaijiDocument, KaijiFile } from './model/document.ts';
import { entrySequences } from './model/schema.ts';
import { columnAt, dashOf, startOfNode } from './yaml/extent.ts';
import { countUpTo, itemAt, pairAt } from './yaml/item-at.ts';
import { type Block, keyText, type Node, type Pair, type SeqNode } from './yaml/tree.ts';

export interface Suppression {
  readonly block: Block;
  /** The comment, relative to its block. */
  readonly start: number;
  readonly end: number;
  /** Rule codes named; never empty in a suppression that has an effect. */
  readonly codes: readonly string[];
  /** What stands after `--`; '' where nothing does. */
  readonly reason: string;
  /** Absolute offsets it covers, half-open. */
  readonly from: number;
  readonly to: number;
  /** Codes among `codes` that silenced something. */
  readonly used: ReadonlySet<string>;
}

const DIRECTIVE = /^#\s*kaiji-disable(-next-line|-line)?(?=\s|$)/;

/** Whether a file has suppressing comments. */
export function hasSuppressions({ text, tree }: KaijiFile): boolean {
  return tree.commented.some((block) => {
    const known = directed.get(block);
    if (known !== undefined) return known;
    const base = tree.startOf(block);
    const has = block.comments.some(({ start, end }) =>
      DIRECTIVE.test(text.slice(base + start, Math.min(base + end, base + start + 60))),
    );
    directed.set(block, has);
    return has;
  });
}

/** Of a block: its text never changes. */
const directed = new WeakMap<Block, boolean>();

/**
 * Reads the suppressing comments of a file. `-line` and `-next-line` cover a line. Bare `kaiji-disable` covers the rest of the entry it stands in, or the
 * entry it stands above; between the top-level keys, the rest of the document; above the first of them that is all of it.
 */
export function suppressionsIn(file: KaijiFile): (Suppression & { used: Set<string> })[] {
  const { text, tree } = file;
  const found: (Suppression & { used: Set<string> })[] = [];
  for (const block of tree.commented) {
    const base = tree.startOf(block);
    for (const { start, end } of block.comments) {
      const source = text.slice(base + start, base + end);
      const match = DIRECTIVE.exec(source);
      if (!match) continue;
      const [from, to] = reach(file, base + start, match[1] ?? '');
      const rest = source.slice(match[0].length);
      const dashes = rest.indexOf('--');
      const codes = (dashes < 0 ? rest : rest.slice(0, dashes)).split(/[\s,，、]+/).filter(Boolean);
      const reason = dashes < 0 ? '' : rest.slice(dashes + 2).trim();
      found.push({ block, start, end, codes, reason, from, to, used: new Set() });
    }
  }
  return found;
}

/** The absolute offsets a comment at `offset` covers, half-open. */
function reach(file: KaijiFile, offset: number, form: string): readonly [number, number] {
  const { text } = file;
  const line = text.lineAt(offset);
  if (form === '-line') return [text.lineStart(line), text.lineEnd(line) + 1];
  if (form === '-next-line') return [text.lineStart(line + 1), text.lineEnd(line + 1) + 1];
  const { document, end } = documentAt(file, offset);
  const pairs = document?.root?.pairs ?? [];
  const pair = pairs[pairAt(file.tree, pairs, offset)];
  const isSequence = document?.kind !== undefined && entrySequences(document.kind).includes((pair && keyText(pair)) ?? '');
  const covered = isSequence && pair?.value?.kind === 'seq' ? inSequence(file, offset, pair, pair.value) : undefined;
  return [offset, covered ?? end];
}

/** The end of what a comment among the entries of a sequence covers; undefined where it stands at the level of the document. */
function inSequence(file: KaijiFile, offset: number, pair: Pair, seq: SeqNode): number | undefined {
  const { text, tree } = file;
  const startOf = (index: number) => (seq.flow ? startOfNode(file, seq.items[index] as Node) : dashOf(file, seq, index));
  let next = itemAt(tree, seq.items, offset) + 1;
  if (next < seq.items.length && startOf(next) <= offset) next++;
  const before = seq.items[next - 1];
  const after = seq.items[next];
  const endOf = (item: Node) => tree.spanOf(item).end + 1;
  if (before && offset < endOf(before)) return endOf(before);
  const alone = text.slice(text.lineStart(text.lineAt(offset)), offset).trim() === '';
  const column = columnAt(file, offset);
  const dash = seq.flow ? Number.POSITIVE_INFINITY : columnAt(file, tree.spanOf(seq).start);
  if (alone && after && (!before || column <= dash)) return endOf(after);
  // Behind an entry, on its last line or indented with it: its last words, with nothing left to cover.
  return before && (!alone || column > columnAt(file, tree.spanOf(pair.key).start)) ? offset : undefined;
}

/** The document an offset stands in, and where it ends. A comment above the first line of a document is of that document. */
function documentAt(
  { documents, text, tree }: KaijiFile,
  offset: number,
): { readonly document?: KaijiDocument; readonly end: number } {
  const startOf = ({ yaml }: KaijiDocument) => tree.startOf(yaml.block) + yaml.start;
  const at = Math.max(1, countUpTo(documents, offset, startOf));
  const document = documents[at - 1];
  const next = documents[at];
  return { ...(document ? { document } : {}), end: next ? startOf(next) : text.length + 1 };
}
