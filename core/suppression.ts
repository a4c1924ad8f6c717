/** `# kaiji-disable…` comments: which findings they silence, and whether they did. */
import type { KaijiFile } from './model/document.ts';
import type { Block } from './yaml/tree.ts';

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

const FORM = /^#\s*kaiji-disable(-next-line|-line)?(?=\s|$)\s*([\s\S]*?)(?:\s*--\s*([\s\S]*))?$/;

/**
 * Reads the suppressing comments of a file. `-line` and `-next-line` cover a line; bare `kaiji-disable` covers the rest of the entry it stands in, or of the
 * document where it stands above the entries.
 */
export function suppressionsIn(file: KaijiFile): (Suppression & { used: Set<string> })[] {
  const { text, tree } = file;
  const found: (Suppression & { used: Set<string> })[] = [];
  for (const block of tree.blocks) {
    const base = tree.startOf(block);
    for (const { start, end } of block.comments) {
      const match = FORM.exec(text.slice(base + start, base + end));
      if (!match) continue;
      const offset = base + start;
      const [from, to] = reach(file, offset, match[1] ?? '');
      const codes = (match[2] ?? '').split(/[\s,、]+/).filter(Boolean);
      found.push({ block, start, end, codes, reason: (match[3] ?? '').trim(), from, to, used: new Set() });
    }
  }
  return found;
}

function reach(file: KaijiFile, offset: number, form: string): readonly [number, number] {
  const { text, tree } = file;
  const line = text.lineAt(offset);
  if (form === '-line') return [text.lineStart(line), text.lineEnd(line) + 1];
  if (form === '-next-line') return [text.lineStart(line + 1), text.lineEnd(line + 1) + 1];
  // A comment above the first line of its document is of that document.
  const own = documentAt(file, offset);
  const next = file.documents[own + 1];
  const documentEnd = next ? tree.startOf(next.yaml.block) + next.yaml.start : text.length;
  for (const document of file.documents) {
    for (let i = 0; i < document.entries.length; i++) {
      const entry = document.entries[i];
      if (!entry) continue;
      const span = tree.spanOf(entry.node);
      const next = document.entries[i + 1];
      const nextStart =
        next && next.sequence === entry.sequence ? text.lineStart(text.lineAt(tree.spanOf(next.node).start)) : span.end + 1;
      if (offset >= span.start && offset < nextStart) return [offset, Math.max(span.end + 1, offset)];
    }
  }
  return [offset, documentEnd + 1];
}

/** Index of the document an offset stands in. */
function documentAt({ documents, tree }: KaijiFile, offset: number): number {
  let found = 0;
  documents.forEach(({ yaml }, i) => {
    if (tree.startOf(yaml.block) + yaml.start <= offset) found = i;
  });
  return found;
}
