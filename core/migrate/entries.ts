/** What becomes of whole entries: renamed, split, joined, set aside. Nothing an author wrote is lost: what has no place any more stays as a comment. */
import { fixed, type Language, type Localized, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { type Entry, entriesOf, type KaijiDocument } from '../model/document.ts';
import { type EvidenceUse, evidenceUses } from '../model/evidence.ts';
import { textField } from '../model/field.ts';
import { markComment } from '../model/mark.ts';
import type { Splice } from '../text/text.ts';
import { insertItems, literalLines, replaceNode, scalarSource } from '../yaml/edit.ts';
import { columnAt, dashOf, endOfItem } from '../yaml/extent.ts';
import { flowSource } from '../yaml/source.ts';
import { asMap, asScalar, asSeq, type SeqNode, valueUnder } from '../yaml/tree.ts';
import type { Move } from './moves.ts';
import { controlOf, named, type Plan } from './plan.ts';

/** An entry that is for a control of the former edition. */
export interface Moving {
  readonly entry: Entry;
  readonly move: Move;
  /** Left out of the list: its control is gone, or an earlier entry takes it in. */
  readonly fate: 'stays' | 'gone' | 'joins';
  /** Those it takes in. */
  readonly joining: readonly Moving[];
}

/** The entries of a document that are for controls of the former edition, in their order. */
export function movingIn(document: KaijiDocument, plan: Plan): readonly Moving[] {
  const first = new Map<string, { readonly moving: Moving; readonly joining: Moving[] }>();
  return document.entries.flatMap((entry) => {
    const control = controlOf(entry);
    const found = control && plan.moveOf(control.value, document);
    if (!found) return [];
    const { move } = found;
    const target = move.targets[0];
    const joining: Moving[] = [];
    if (!target) return [{ entry, move, fate: 'gone' as const, joining }];
    const holder = first.get(target.id);
    const moving: Moving = { entry, move, fate: holder ? 'joins' : 'stays', joining };
    if (holder) holder.joining.push(moving);
    else first.set(target.id, { moving, joining });
    return [moving];
  });
}

const gone = message<{ what: Localized; from: string; to: string }>({
  ja: ({ what, from, to }) =>
    `${what('ja')}（${from}）は ${to} にありません。回答は下にコメントで残しました。不要なら消してください。`,
  en: ({ what, from, to }) =>
    `${what('en')} of ${from} is not in ${to}. Its answer stays below as a comment; remove it if it is not needed.`,
});

const goneInPlace = message<{ what: Localized; from: string; to: string }>({
  ja: ({ what, from, to }) => `${what('ja')}（${from}）は ${to} にありません。この回答を消すか、別の項目に移してください。`,
  en: ({ what, from, to }) => `${what('en')} of ${from} is not in ${to}. Remove this answer, or move it to another control.`,
});

/** With what the mapping says of it. */
const remarked = message<{ told: Localized; note: string }>({
  ja: ({ told, note }) => (note === '' ? told('ja') : `${told('ja')}（${note.replace(/[。.]$/, '')}）`),
  en: ({ told, note }) => (note === '' ? told('en') : `${told('en')} (${note.replace(/[。.]$/, '')})`),
});

const split = message<{ id: string; from: string; ids: readonly string[] }>({
  ja: ({ id, from, ids }) => `${id}（${from}）は ${ids.join('・')} に分かれました。それぞれの項目に合う回答に直してください。`,
  en: ({ id, from, ids }) => `${id} of ${from} was split into ${ids.join(', ')}. Make each answer fit its control.`,
});

const joined = message<{ ids: readonly string[]; from: string; id: string }>({
  ja: ({ ids, from, id }) =>
    `${ids.join('・')}（${from}）は ${id} にまとまりました。回答をつないだので、読み直して整えてください。つなげなかった部分は、元の記入ごとコメントで残しました。`,
  en: ({ ids, from, id }) =>
    `${ids.join(', ')} of ${from} became ${id}. The answers were joined: read them again. The entries themselves stay as comments.`,
});

const changed = message<{ id: string; from: string; now: string; to: string }>({
  ja: ({ id, from, now, to }) => `${id}（${from}）は ${to} の ${now} です。問われることが変わっています。`,
  en: ({ id, from, now, to }) => `${id} of ${from} is ${now} of ${to}, which asks something else.`,
});

const taken = message<{ id: string }>({
  ja: ({ id }) => `${id} の回答は、ほかの文書にもあります。一つにまとめてください。`,
  en: ({ id }) => `${id} is answered in another document too. Keep one.`,
});

/** What an author is told above an entry that is not enough as it is. */
export function notesOf({ move, joining }: Moving, { from, to }: Plan, isTaken: boolean): readonly Localized[] {
  const { control, targets, note } = move;
  const [target] = targets;
  if (!target) return [];
  const sources = [control.id, ...joining.map((one) => one.move.control.id)];
  const remarks = [note, ...joining.map((one) => one.move.note)].filter((one, i, all) => one && all.indexOf(one) === i).join(' ');
  const told = [
    ...(targets.length > 1 ? [split({ id: control.id, from: from.reference, ids: targets.map(({ id }) => id) })] : []),
    ...(joining.length > 0 ? [joined({ ids: sources, from: from.reference, id: target.id })] : []),
  ];
  if (remarks !== '' && told.length === 0)
    told.push(changed({ id: control.id, from: from.reference, now: target.id, to: to.reference }));
  return [
    ...told.map((one, i) => (i === told.length - 1 ? remarked({ told: one, note: remarks }) : one)),
    ...(isTaken ? [taken({ id: target.id })] : []),
  ];
}

const restOf = fixed('まとめる前の記入', 'As it was before');

/**
 * The edits of an entry in the text in which mentions are renamed already.
 * @param entry the same entry there
 * @param joining those it takes in, there
 * @param fresh targets, besides the first, that no other entry answers
 * @param notes for the mark above it
 */
export function entrySplices(
  entry: Entry,
  { move, fate }: Moving,
  joining: readonly Entry[],
  fresh: readonly string[],
  notes: readonly string[],
  plan: Plan,
  language: Language,
): readonly Splice[] {
  const place = linesOf(entry);
  if (fate === 'gone') return setAside(entry, place, move, plan, language);
  if (fate === 'joins' && place) return [{ start: place.start, end: place.next, text: '' }];
  const { file } = entry.document;
  const target = move.targets[0];
  const control = controlOf(entry);
  if (!target || !control) return [];
  const splices: Splice[] = control.value === target.id ? [] : [replaceNode(file, control.node, scalarSource(target.id, true))];
  if (notes.length > 0) splices.push(markAbove(entry, notes));
  // A list in braces has no lines of its own: what two became one is told by `duplicate-control`.
  if (!place) return splices;
  const below: string[] = [];
  splices.push(...taking(entry, joining));
  for (const other of joining) {
    const source = linesOf(other)?.lines ?? [];
    below.push(`  # ${restOf(language)}:`, ...commented(source).map((line) => `  ${line}`));
  }
  for (const id of fresh) below.push(...freshEntry(id, target.id, entry));
  if (below.length > 0) {
    const text = below.map((line) => file.text.eol + ' '.repeat(place.column) + line).join('');
    splices.push({ start: place.end, end: place.end, text });
  }
  return splices;
}

/** An entry whose control is gone, as a comment under a mark. */
function setAside(
  entry: Entry,
  place: Lines | undefined,
  { control, note }: Move,
  { from, to }: Plan,
  language: Language,
): readonly Splice[] {
  const told = gone({ what: named(control), from: from.reference, to: to.reference });
  const mark = remarked({ told, note })(language);
  if (!place)
    return [markAbove(entry, [goneInPlace({ what: named(control), from: from.reference, to: to.reference })(language)])];
  const lines = [markComment('migration', mark, control.id), ...commented(place.lines)];
  const text = lines.map((line) => ' '.repeat(place.column) + line).join(entry.document.file.text.eol);
  return [{ start: place.start, end: place.end, text }];
}

/** A control split off is answered as the first is, until somebody writes what is its own. */
function freshEntry(id: string, like: string, entry: Entry): readonly string[] {
  const status = textField(asMap(entry.node), 'status')?.value;
  return [
    `- control: ${scalarSource(id)}`,
    ...(status === undefined ? [] : [`  status: ${scalarSource(status)}`]),
    `  same-as: ${scalarSource(like)}`,
  ];
}

/** The answers and the evidence of other entries, put behind those of this one. */
function taking(entry: Entry, others: readonly Entry[]): readonly Splice[] {
  const { file, kind } = entry.document;
  const map = asMap(entry.node);
  const from = others.flatMap(({ node }) => asMap(node) ?? []);
  if (!map || map.flow || from.length === 0 || kind !== 'checklist') return [];
  const splices: Splice[] = [];
  const own = answerOf(map).answer;
  const words = from.flatMap((other) => answerOf(other).answer?.value.trim() ?? []);
  if (words.length > 0 && own?.node.kind === 'scalar') {
    const [header = '|', ...lines] = literalLines([own.value.trimEnd(), ...words].join('\n'));
    const indent = ' '.repeat(columnAt(file, file.tree.spanOf(map).start));
    const text = [header, ...lines.map((line) => (line === '' ? '' : indent + line))].join(file.text.eol);
    splices.push(replaceNode(file, own.node, text));
  }
  const cited = new Set(evidenceUses(map).map(spellingOf));
  const more = from.flatMap(evidenceUses).filter((use) => {
    const isNew = !cited.has(spellingOf(use));
    cited.add(spellingOf(use));
    return isNew;
  });
  const items = more.map(({ node }) => [flowSource(node)]);
  if (items.length > 0) splices.push(insertItems(file, map, 'evidence', items));
  return splices;
}

/** What tells one citation from another. */
function spellingOf({ ref, at }: EvidenceUse): string {
  return `${ref.text} ${at?.value ?? ''}`;
}

interface Lines {
  /** Of the first line; of the last, before its line end and behind it. Absolute. */
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** Of the dash, 0-based. */
  readonly column: number;
  /** Without the white space before the dash. */
  readonly lines: readonly string[];
}

/** The lines of an entry of a block sequence; undefined for others. */
function linesOf(entry: Entry): Lines | undefined {
  const { document, node, sequence } = entry;
  const { text } = document.file;
  const seq = asSeq(valueUnder(document.root, sequence)) as SeqNode | undefined;
  if (!seq || seq.flow) return undefined;
  const dash = dashOf(document.file, seq, seq.items.indexOf(node));
  const first = text.lineAt(dash);
  const end = endOfItem(document.file, seq, node);
  const last = text.lineAt(end);
  const column = columnAt(document.file, dash);
  const start = text.lineStart(first);
  if (text.slice(start, dash).replace('\uFEFF', '').trim() !== '') return undefined;
  const lines = Array.from({ length: last - first + 1 }, (_, i) => text.lineText(first + i).slice(column));
  return { start, end, next: last + 1 < text.lineCount ? text.lineStart(last + 1) : text.length, column, lines };
}

function commented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line.trim() === '' ? '#' : `# ${line}`));
}

/** Marks on lines of their own above the line an entry begins on; of a header above the document. */
export function markAbove(entry: Entry, notes: readonly string[]): Splice {
  const { document, node, sequence } = entry;
  const { file } = document;
  const { text, tree } = file;
  const seq = sequence === '' ? undefined : (asSeq(valueUnder(document.root, sequence)) as SeqNode | undefined);
  const at = seq && !seq.flow ? dashOf(file, seq, seq.items.indexOf(node)) : tree.spanOf(node).start;
  const line = text.lineStart(text.lineAt(at));
  // Never before a byte order mark.
  const start = line === 0 && text.slice(0, 1) === '\uFEFF' ? 1 : line;
  const indent = /^ */.exec(text.lineText(text.lineAt(at)))?.[0] ?? '';
  const isFlow = seq?.flow === true;
  const control = isFlow ? asScalar(controlOf(entry)?.node)?.text : undefined;
  const lines = notes.map((note) => indent + markComment('migration', note, control) + text.eol);
  return { start, end: start, text: lines.join('') };
}

/** The same entry in a later version in which no entry came or went. */
export function sameEntry({ sequence, index }: Entry, after: KaijiDocument): Entry | undefined {
  return sequence === '' ? after.header : entriesOf(after, sequence)[index];
}
