/**
 * What is structurally wrong with a sheet: text that slipped into another row, rows run together, columns that moved. One function a kind; none knows a row by
 * its number. Spelling is left alone.
 */
import type { Fit } from './fit.ts';
import { type Note, note, type Say } from './note.ts';
import type { PlacedRow } from './place.ts';
import { beginsContinuing, beginsWithItem, comparable, freshParagraphs, leadOf } from './prose.ts';
import type { References } from './reference.ts';
import { repeatedReferences, shiftedColumns } from './slipped.ts';

export interface Defects {
  /** In no order. */
  readonly notes: readonly Note[];
  /** Rows that hold another row's text: theirs is not known. */
  readonly displaced: ReadonlySet<PlacedRow>;
}

/** @param rows in the order of the sheet */
export function defectsOf(rows: readonly PlacedRow[], fit: Fit, references: References, say: Say = note): Defects {
  const strangers = textsOfOthers(rows, fit, say);
  const copies = cutCopies(rows);
  const headless = headlessRows(rows, strangers.owners, copies);
  const merged = mergedRows(rows, (row) => strangers.owners.has(row) || headless.has(row) || copies.has(row));
  const holders = new Map([...merged].flatMap(([holder, others]) => others.map((row) => [row, holder.control.id] as const)));
  return {
    displaced: new Set(strangers.owners.keys()),
    notes: [
      ...strangers.notes,
      ...[...strangers.owners].map(([row, owner]) => strangersNote(row, owner, holders.get(row), say)),
      ...[...headless].map((row) => headlessNote(row, holders.get(row), say)),
      ...[...merged].map(([row, others]) => mergedNote(row, others, say)),
      ...brokenOff(rows, strangers.owners, copies, say),
      ...shiftedColumns(rows, references, say),
      ...repeatedReferences(rows, references, say),
    ],
  };
}

function strangersNote(
  { control: { id }, text }: PlacedRow,
  { control: owner }: PlacedRow,
  holder: string | undefined,
  say: Say,
): Note {
  const related = [owner.id, ...(holder === undefined ? [] : [holder])];
  return say('text-of-another-row', text, { id, owner: owner.id, holder }, id, related);
}

function headlessNote({ control: { id }, text }: PlacedRow, holder: string | undefined, say: Say): Note {
  return say('headless', text, { id, holder }, id, holder === undefined ? undefined : [holder]);
}

function mergedNote({ control: { id }, text }: PlacedRow, others: readonly PlacedRow[], say: Say): Note {
  const ids = others.map(({ control }) => control.id);
  return say('merged-rows', text, { id, others: ids }, id, ids);
}

/** Shorter texts may well be the same. */
const LONG = 30;
/** How much better the owner of a text fits it than any other row that has it. */
const CLEARLY = 1.3;

/** How many other rows a message names. */
const NAMED = 5;

/** Rows with the same text: it belongs to the one whose control fits it best, the others lost theirs. Told at once where none does clearly. */
function textsOfOthers(
  rows: readonly PlacedRow[],
  fit: Fit,
  say: Say,
): { readonly notes: readonly Note[]; readonly owners: ReadonlyMap<PlacedRow, PlacedRow> } {
  const byText = new Map<string, PlacedRow[]>();
  for (const row of rows) {
    const key = comparable(row.text.text);
    if (key.length < LONG) continue;
    const same = byText.get(key);
    if (same) same.push(row);
    else byText.set(key, [row]);
  }
  const notes: Note[] = [];
  const owners = new Map<PlacedRow, PlacedRow>();
  for (const same of byText.values()) {
    if (same.length < 2) continue;
    const ranked = same.map((row) => ({ row, score: fit.score(row.text.text, row.control) })).sort((a, b) => b.score - a.score);
    const [owner, second] = ranked;
    const certain = owner && second && owner.score > second.score * CLEARLY;
    for (const row of same) {
      const { id } = row.control;
      const others = same
        .slice(0, NAMED)
        .filter((other) => other !== row)
        .map(({ control }) => control.id);
      if (!certain) notes.push(say('same-text', row.text, { id, others }, id, others));
      else if (row !== owner.row) owners.set(row, owner.row);
    }
  }
  return { notes, owners };
}

/** A row's text that stands at the end of the row before, complete there: what it lacks of it, in characters. */
function cutCopies(rows: readonly PlacedRow[]): ReadonlyMap<PlacedRow, number> {
  const copies = new Map<PlacedRow, number>();
  rows.forEach((row, i) => {
    const before = rows[i - 1]?.text.text;
    const start = before === undefined ? undefined : freshParagraphs(before).at(-1);
    if (before === undefined || start === undefined) return;
    const original = comparable(before.slice(start));
    const copy = comparable(row.text.text);
    const shared = alikeAtEnd(original, copy);
    if (shared >= LONG && shared > copy.length * 0.6) copies.set(row, original.length - copy.length);
  });
  return copies;
}

function alikeAtEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** Beyond this share of rows it is how the sheet writes. */
const RARE = 0.1;

/** Rows that begin in the middle: with an item, with a word that continues, with the end of a bracket, or as a copy cut at its beginning. */
function headlessRows(
  rows: readonly PlacedRow[],
  displaced: ReadonlyMap<PlacedRow, unknown>,
  copies: ReadonlyMap<PlacedRow, number>,
): ReadonlySet<PlacedRow> {
  const signs: readonly ((row: PlacedRow) => boolean)[] = [
    ({ text }) => beginsWithItem(text.text),
    ({ text }) => beginsContinuing(text.text),
    ({ text }) => closesUnopened(leadOf(text.text)),
    (row) => (copies.get(row) ?? 0) > 0,
  ];
  const result = new Set<PlacedRow>();
  for (const sign of signs) {
    const found = rows.filter((row) => !displaced.has(row) && sign(row));
    if (found.length <= Math.max(1, rows.length * RARE)) for (const row of found) result.add(row);
  }
  return result;
}

/** `1)`, `a）`, `ア）` in front of an item: a bracket nobody opens. */
const ENUMERATOR = /(?:^|[^\p{L}\p{N}])[\p{L}\p{N}]{1,2}$/u;

/** Whether a bracket is closed that was not opened. Asked of the words before the items: inside an enumeration it may be a slip of the pen. */
function closesUnopened(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '(' || character === '（') depth++;
    else if (character === ')' || character === '）') {
      if (depth > 0) depth--;
      else if (!ENUMERATOR.test(text.slice(Math.max(0, at - 3), at))) return true;
    }
  }
  return false;
}

/** Rows that go on with a text of its own where the rows below have lost theirs, with those rows. */
function mergedRows(rows: readonly PlacedRow[], lost: (row: PlacedRow) => boolean): ReadonlyMap<PlacedRow, readonly PlacedRow[]> {
  const merged = new Map<PlacedRow, readonly PlacedRow[]>();
  rows.forEach((row, i) => {
    if (lost(row)) return;
    const extra = freshParagraphs(row.text.text).length;
    let end = i + 1;
    for (let next = rows[end]; next && end <= i + extra && lost(next); next = rows[end]) end++;
    if (end > i + 1) merged.set(row, rows.slice(i + 1, end));
  });
  return merged;
}

/** A sentence that begins where the one before has not ended. */
const INTERRUPTED = /[\p{L}\p{N}](?:その際、|なお、|ただし、|この場合、)/u;
/** A text never ends so. */
const OPEN_END = /(?:[、，,「『（([]|[をはが])$/;

/** Texts that stop in the middle: at their end, before the next sentence, or as a copy shorter than the original in the row before. */
function brokenOff(
  rows: readonly PlacedRow[],
  displaced: ReadonlyMap<PlacedRow, unknown>,
  copies: ReadonlyMap<PlacedRow, number>,
  say: Say,
): readonly Note[] {
  return rows.flatMap((row) => {
    if (displaced.has(row)) return [];
    const { text } = row.text;
    const { id } = row.control;
    const interrupted = INTERRUPTED.exec(text);
    const isOpen = OPEN_END.test(text.slice(-4));
    if (!interrupted && !isOpen && !((copies.get(row) ?? 0) > 0)) return [];
    const end = interrupted ? interrupted.index + 1 : isOpen ? text.length : undefined;
    return [say('broken-off', row.text, { id, at: end === undefined ? undefined : text.slice(Math.max(0, end - 12), end) }, id)];
  });
}
