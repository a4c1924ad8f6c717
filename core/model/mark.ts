/**
 * Marks: comments that an import or a migration leaves where somebody has to look again, `# kaiji-import-doubt -- ［一覧］12行 E列: …`. They stand above the
 * entry they speak of or in it, and are gone once it is settled. The ID of a control may stand before `--`, for what has no entry yet.
 */
import { columnAt } from '../yaml/extent.ts';
import type { Block } from '../yaml/tree.ts';
import type { Entry, KaijiDocument } from './document.ts';

export type MarkName = 'import-doubt' | 'migration';

export interface Mark {
  readonly block: Block;
  /** The comment, relative to its block. */
  readonly start: number;
  readonly end: number;
  /** The control named before `--`, as written; '' where none is. */
  readonly control: string;
  /** What there is to look at; '' where nothing is said. */
  readonly note: string;
  /** The entry it stands in or right above. */
  readonly entry: Entry | undefined;
}

/**
 * The comment that marks what `note` says.
 * @param control canonical ID, where the mark stands at no entry of its own
 */
export function markComment(name: MarkName, note: string, control?: string): string {
  return `# kaiji-${name}${control === undefined ? '' : ` ${control}`} -- ${note.replace(/\s+/g, ' ').trim()}`;
}

const MARK = /^#[ \t]*kaiji-(import-doubt|migration)(?=[ \t]|$)/;

/** The marks of one name in a document, in order. */
export function marksIn(document: KaijiDocument, name: MarkName): readonly Mark[] {
  const { file } = document;
  const { text, tree } = file;
  const startOf = ({ yaml }: KaijiDocument) => tree.startOf(yaml.block) + yaml.start;
  const at = file.documents.indexOf(document);
  const next = file.documents[at + 1];
  const from = at === 0 ? 0 : startOf(document);
  const to = next ? startOf(next) : text.length;
  const marks: Mark[] = [];
  let entries: readonly Placed[] | undefined;
  for (const block of tree.blocks) {
    const base = tree.startOf(block);
    for (const { start, end } of block.comments) {
      const offset = base + start;
      if (offset < from || offset >= to) continue;
      const match = MARK.exec(text.slice(offset, Math.min(base + end, offset + 40)));
      if (match?.[1] !== name) continue;
      const rest = text.slice(offset + match[0].length, base + end);
      const dashes = rest.indexOf('--');
      const control = (dashes < 0 ? '' : rest.slice(0, dashes)).trim();
      const note = (dashes < 0 ? rest : rest.slice(dashes + 2)).trim();
      entries ??= placed(document);
      marks.push({ block, start, end, control, note, entry: entryAt(document, entries, offset) });
    }
  }
  return marks;
}

interface Placed {
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
}

/** The entries with their absolute spans, in the order of the text. */
function placed({ file: { tree }, entries }: KaijiDocument): readonly Placed[] {
  return entries.map((entry) => ({ entry, ...tree.spanOf(entry.node) })).sort((a, b) => a.start - b.start);
}

/** A mark further above an entry than this many characters is not looked for: comments are short. */
const ABOVE = 20_000;

/** The entry a comment at `offset` stands in, behind, or with nothing but comments between above. */
function entryAt({ file }: KaijiDocument, entries: readonly Placed[], offset: number): Entry | undefined {
  const { text } = file;
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as Placed).end <= offset) low = middle + 1;
    else high = middle;
  }
  const next = entries[low];
  const before = entries[low - 1];
  if (next && next.start <= offset) return next.entry;
  const line = text.lineAt(offset);
  const isAlone = text.slice(text.lineStart(line), offset).replace('\uFEFF', '').trim() === '';
  if (before && !isAlone) return text.lineAt(before.end) === line ? before.entry : undefined;
  if (before && columnAt(file, offset) >= columnAt(file, before.start)) return before.entry;
  if (!next || next.start - offset > ABOVE) return undefined;
  const between = text.slice(text.lineEnd(line), next.start);
  return /^[ \t]*[^\s#-]/m.test(between) ? undefined : next.entry;
}
