/** Folding: entries, what stands under a key, block scalars, runs of comments, documents. Linear; from the tree that is there already. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { KaijiFile } from '../model/document.ts';
import { isEmpty, type Node } from '../yaml/tree.ts';

/** One range a line at most: the longest that begins there. Lines are 0-based, both ends included. */
export function foldingRanges(file: KaijiFile): FoldingRange[] {
  const { text, tree } = file;
  const ends = new Map<number, number>();
  const fold = (from: number, to: number) => {
    const start = text.lineAt(from);
    const end = text.lineAt(Math.max(from, to));
    if (end > start && end > (ends.get(start) ?? 0)) ends.set(start, end);
  };
  const visit = (node: Node): void => {
    if (node.kind === 'seq') {
      for (const item of node.items) {
        if (item.kind !== 'alias') fold(tree.spanOf(item).start, tree.spanOf(item).end);
        visit(item);
      }
    } else if (node.kind === 'map') {
      for (const { key, value } of node.pairs) {
        if (!value || isEmpty(value) || value.kind === 'alias') continue;
        fold(tree.spanOf(key).start, tree.spanOf(value).end);
        visit(value);
      }
    }
  };
  for (const { root } of tree.documents) if (root) visit(root);
  const ranges: FoldingRange[] = [...ends].map(([startLine, endLine]) => ({ startLine, endLine }));
  return [...ranges, ...comments(file)].sort((a, b) => a.startLine - b.startLine);
}

/** Runs of two comment lines or more. */
function comments({ text, tree }: KaijiFile): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let from = -1;
  let last = -1;
  const close = () => {
    if (last > from) ranges.push({ startLine: from, endLine: last, kind: FoldingRangeKind.Comment });
  };
  for (const block of tree.commented) {
    const base = tree.startOf(block);
    for (const { start } of block.comments) {
      const line = text.lineAt(base + start);
      if (text.slice(text.lineStart(line), base + start).trim() !== '') continue;
      if (line === last + 1 && from >= 0) last = line;
      else {
        close();
        from = line;
        last = line;
      }
    }
  }
  close();
  return ranges;
}
