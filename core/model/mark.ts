/**
 * Marks: comments that an import or a migration leaves where somebody has to look again, `# kaiji-import-doubt -- ［一覧］12行 E列: …`. They stand above the
 * entry they speak of or in it, and are gone once it is settled. The ID of a control may stand before `--`, for what has no entry yet.
 */
import { columnAt } from '../yaml/extent.ts';
import type { Block } from '../yaml/tree.ts';
import type { Entry, KaijiDocument, KaijiFile } from './document.ts';

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
  let entries: readonly Entry[] | undefined;
  for (const block of tree.commented) {
    for (const { name: own, ...mark } of writtenIn(block, file)) {
      const offset = tree.startOf(block) + mark.start;
      if (own !== name || offset < from || offset >= to) continue;
      entries ??= inTextOrder(document);
      marks.push({ ...mark, entry: entryAt(document, entries, offset) });
    }
  }
  return marks;
}

/** A mark as it is written, whatever it stands at. */
interface Written extends Omit<Mark, 'entry'> {
  readonly name: MarkName;
}

/** Of each block those it has: its text never changes. */
const written = new WeakMap<Block, readonly Written[]>();

function writtenIn(block: Block, { text, tree }: KaijiFile): readonly Written[] {
  const known = written.get(block);
  if (known) return known;
  const base = tree.startOf(block);
  const found = block.comments.flatMap(({ start, end }): readonly Written[] => {
    const match = MARK.exec(text.slice(base + start, Math.min(base + end, base + start + 40)));
    if (!match) return [];
    const rest = text.slice(base + start + match[0].length, base + end);
    const dashes = rest.indexOf('--');
    const control = (dashes < 0 ? '' : rest.slice(0, dashes)).trim();
    const note = (dashes < 0 ? rest : rest.slice(dashes + 2)).trim();
    return [{ block, start, end, control, note, name: match[1] as MarkName }];
  });
  written.set(block, found);
  return found;
}

/** The entries in the order of the text: those of a sequence stand together, the sequences in any order. */
function inTextOrder({ file: { tree }, entries }: KaijiDocument): readonly Entry[] {
  const starts: number[] = [];
  for (let at = 0; at < entries.length; at++) if (entries[at]?.sequence !== entries[at - 1]?.sequence) starts.push(at);
  const runs = starts.map((at, i) => ({ at, end: starts[i + 1], start: tree.spanOf((entries[at] as Entry).node).start }));
  if (runs.every(({ start }, i) => i === 0 || (runs[i - 1]?.start ?? 0) < start)) return entries;
  return runs.sort((a, b) => a.start - b.start).flatMap(({ at, end }) => entries.slice(at, end));
}

/** A mark further above an entry than this many characters is not looked for: comments are short. */
const ABOVE = 20_000;

/** The entry a comment at `offset` stands in, behind, or with nothing but comments between above. */
function entryAt({ file }: KaijiDocument, entries: readonly Entry[], offset: number): Entry | undefined {
  const { text, tree } = file;
  const spanAt = (at: number) => {
    const entry = entries[at];
    return entry && { entry, ...tree.spanOf(entry.node) };
  };
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tree.spanOf((entries[middle] as Entry).node).end <= offset) low = middle + 1;
    else high = middle;
  }
  const next = spanAt(low);
  const before = spanAt(low - 1);
  if (next && next.start <= offset) return next.entry;
  const line = text.lineAt(offset);
  const isAlone = text.slice(text.lineStart(line), offset).replace('\uFEFF', '').trim() === '';
  if (before && !isAlone) return text.lineAt(before.end) === line ? before.entry : undefined;
  if (before && columnAt(file, offset) >= columnAt(file, before.start)) return before.entry;
  if (!next || next.start - offset > ABOVE) return undefined;
  const between = text.slice(text.lineEnd(line), next.start);
  return /^[ \t]*[^\s#-]/m.test(between) ? undefined : next.entry;
}
