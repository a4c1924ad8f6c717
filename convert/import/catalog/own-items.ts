/** The items of a private sheet: which of its rows become controls, under which numbers and headings. */
import { idKey } from '../../../core/catalog/id.ts';
import { sectionCells } from '../../sheet/meaning.ts';
import { type Note, note } from '../../sheet/note.ts';
import { isItemMark, itemNumber, plainNumber, sectionIn } from '../../sheet/number.ts';
import { oneLine } from '../../sheet/prose.ts';
import type { TableRow } from '../../sheet/rows.ts';
import { type Cell, cellAt, columnName } from '../../sheet/sheet.ts';

export interface Item {
  /** As the ID of its control carries it, behind the prefix. */
  readonly number: string;
  readonly row: TableRow;
  readonly text: Cell;
  /** Outermost first; '' for a level left blank. */
  readonly category: readonly string[];
}

interface NumberedRow extends Omit<Item, 'number'> {
  readonly printed: string;
  /** The section its number is an item of; '' where the number stands alone. */
  readonly section: string;
  /** How many headings there were up to this row, 1-based; 0 before the first. */
  readonly heading: number;
}

/**
 * One item a number, in the order of the sheet; every other row has a note. Numbers are as printed; where they start anew under every heading, behind the
 * number of the heading.
 */
export function itemsOf(
  rows: readonly TableRow[],
  prefix: string,
): { readonly items: readonly Item[]; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const numbered = numberedRows(rows, notes);
  const numbers = numbersOf(numbered, prefix, notes);
  const byKey = new Map<string, Item>();
  numbered.forEach(({ row, text, printed, category }, i) => {
    const number = numbers[i];
    if (number === undefined) {
      notes.push(note('invalid-number', row.place, { printed }));
      return;
    }
    const first = byKey.get(keyOf(number));
    const id = `${prefix}-${number}`;
    if (first) notes.push(note('duplicate-row', row.place, { id, first: first.row.place, sheet: row.place.sheet }, id));
    else byKey.set(keyOf(number), { number, row, text, category });
  });
  return { items: [...byKey.values()], notes };
}

/** Rows that say something and have a number; where no table has a column of numbers, rows are counted through. */
function numberedRows(rows: readonly TableRow[], notes: Note[]): readonly NumberedRow[] {
  const isCounted = rows.every(({ table }) => table.number === undefined);
  const numbered: NumberedRow[] = [];
  let category: readonly string[] = [];
  let section = '';
  let heading = 0;
  for (const row of rows) {
    const { table } = row;
    const next = categoryOf(row, category);
    if (next.join('\n') !== category.join('\n')) heading++;
    category = next;
    const sections = sectionCells(row.row, table.page, table).map(({ text }) => sectionIn(text));
    section = sections.sort((a, b) => b.length - a.length)[0] || section;
    const printed = isCounted ? String(numbered.length + 1) : (cellAt(row.row, table.number)?.text ?? '');
    if (!row.text) notes.push(note('no-text', row.place, { column: columnName(table.text) }));
    else if (printed === '') notes.push(note('no-number-own', row.place, { begins: oneLine(row.text.text).slice(0, 24) }));
    else numbered.push({ row, text: row.text, printed, category, section: isItemMark(printed) ? section : '', heading });
  }
  return numbered;
}

/** The number of each row; undefined where what is printed cannot be one. */
function numbersOf(rows: readonly NumberedRow[], prefix: string, notes: Note[]): readonly (string | undefined)[] {
  const plain = rows.map(({ printed, section }) => numberFrom(printed, section, prefix));
  if (areDistinct(plain)) return plain;
  const behindHeading = rows.map(({ heading }, i) => plain[i] && `${heading}.${itemNumber(plain[i]) ?? plain[i]}`);
  const [first] = rows;
  if (!first || !areDistinct(behindHeading)) return plain;
  notes.push(note('renumbered', first.row.place, { first: `${prefix}-${behindHeading[0]}` }));
  return behindHeading;
}

function areDistinct(numbers: readonly (string | undefined)[]): boolean {
  return new Set(numbers.map((number) => number && keyOf(number))).size === numbers.length;
}

function keyOf(number: string): string {
  return idKey(number, []).number;
}

/** A number as an ID may carry it; undefined where it cannot. */
function numberFrom(printed: string, section: string, prefix: string): string | undefined {
  const item = itemNumber(printed);
  if (item !== undefined && section !== '') return `${section}(${item})`;
  const number = item === undefined ? plainNumber(printed) : String(item);
  const text = number.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  const own = text.startsWith(`${prefix}-`) ? text.slice(prefix.length + 1) : text;
  return /^[0-9A-Z][0-9A-Z.()-]{0,30}$/.test(own) ? own : undefined;
}

/** Headings of a row, those left blank carried over from the row above; a new outer heading ends the inner ones. Without columns for them, the line above. */
function categoryOf({ row, table: { page, sequence, number }, under }: TableRow, above: readonly string[]): readonly string[] {
  const columns = page.headings.filter(({ role, column }) => role === 'category' && column !== sequence && column !== number);
  if (columns.length === 0) return under ? [oneLine(under.text).replace(BRACKETS, '$1')] : [];
  const result: string[] = [];
  let isNew = false;
  columns.forEach(({ column }, level) => {
    const text = cellAt(row, column)?.text;
    if (text !== undefined) isNew = true;
    result.push(text === undefined ? (isNew ? '' : (above[level] ?? '')) : oneLine(text));
  });
  return result;
}

/** What headings are set in: `【体制】`, `■体制`. */
const BRACKETS = /^[【■◆●○〔［[]([^】〕］\]]+)[】〕］\]]?$/;
