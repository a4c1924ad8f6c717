/** One worksheet: its rows, merged cells, and what of it is out of sight (ECMA-376 Part 1, 18.3). */
import { shownNumber } from './number-format.ts';
import { type Aside, type Cell, columnName, type Range, type Row } from './sheet.ts';
import { readXml, unescaped } from './xml.ts';

/** A spreadsheet ends at column XFD and row 1048576. */
const COLUMNS = 16_384;
const ROWS = 1_048_576;
/** More merged ranges than any form has: each may be asked for every cell. */
const RANGES = 20_000;
/** A report names no more places of a kind. */
const PLACES = 1000;

/** What the sheets of a workbook share. */
export interface Workbook {
  /** Days are counted from 1904, not 1900. */
  readonly is1904: boolean;
  /** Codes of number formats, by style. */
  readonly codes: readonly string[];
  /** {@link cleaned}; undefined for one that is not there. */
  sharedString(at: number): string | undefined;
}

/** What may still be read, of all sheets together. */
export interface Room {
  cells: number;
  /** In UTF-16 units. */
  text: number;
  spent(what: 'cells' | 'text'): Error;
  lostString(): Error;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Worksheet {
  /** Those that hold something. */
  readonly rows: readonly Row[];
  readonly merged: readonly Range[];
  readonly asides: readonly Aside[];
  readonly placeOf: (reference: string) => Place | undefined;
}

/**
 * What the rows take is taken from `room`.
 * @param linkOf where the link of an id leads; undefined for one that stays in the file
 * @returns undefined where the part is not well-formed
 * @throws what `room` says where it is spent, or a string is lost
 */
export function readWorksheet(
  bytes: Uint8Array,
  sheet: string,
  book: Workbook,
  room: Room,
  linkOf: (id: string) => string | undefined,
): Worksheet | undefined {
  const rows: Row[] = [];
  const merged: Range[] = [];
  const hiddenRows: Place[] = [];
  const hiddenColumns: Range[] = [];
  const errors: Place[] = [];
  const links = new Map<string, string>();
  let row = 0;
  let column = 0;
  let isHidden = false;
  let cells: Cell[] = [];
  let type = '';
  let style = 0;
  let value = '';
  let reading = false;
  let phonetic = false;
  const addCell = () => {
    const text = cellText(value, type, style, book, room);
    if (text === '') return;
    if (--room.cells < 0) throw room.spent('cells');
    room.text -= text.length;
    if (room.text < 0) throw room.spent('text');
    if (type === 'e' && errors.length < PLACES) errors.push({ row, column });
    cells.push({ text, sheet, row, column });
  };
  const whole = readXml(bytes, {
    open(name, attribute) {
      if (name === 'row') {
        row = rowOf(attribute('r')) ?? row + 1;
        column = 0;
        isHidden = isTrue(attribute('hidden'));
        cells = [];
      } else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1;
        type = attribute('t');
        style = Number(attribute('s'));
        value = '';
      } else if (name === 'rPh') phonetic = true;
      else if (name === 'v' || name === 't') reading = true;
      else if (name === 'col' && isTrue(attribute('hidden')))
        hiddenColumns.push({ top: 1, bottom: ROWS, left: Number(attribute('min')), right: Number(attribute('max')) });
      else if (name === 'hyperlink') {
        const url = linkOf(attribute('id'));
        if (url !== undefined) links.set(attribute('ref'), url);
      } else if (name === 'mergeCell') {
        const range = rangeOf(attribute('ref'));
        if (range && merged.length < RANGES) merged.push(range);
      }
    },
    text(text) {
      if (reading && !phonetic) value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') addCell();
      else if (name === 'row' && cells.length > 0) {
        rows.push({ sheet, row, cells });
        if (isHidden && hiddenRows.length < PLACES) hiddenRows.push({ row, column: cells[0]?.column ?? 1 });
      }
    },
  });
  if (!whole) return undefined;
  const aside = (is: Aside['is'], at: readonly Place[]): readonly Aside[] => (at.length > 0 ? [{ is, at }] : []);
  return {
    rows: links.size === 0 ? rows : rows.map((one) => linked(one, links)),
    merged,
    asides: [
      ...aside('hidden-rows', hiddenRows),
      ...aside('hidden-columns', heldIn(hiddenColumns, rows)),
      ...aside('error-values', errors),
    ],
    placeOf,
  };
}

/** @param links by the address of their cell */
function linked(row: Row, links: ReadonlyMap<string, string>): Row {
  const cells = row.cells.map((cell) => {
    const url = links.get(`${columnName(cell.column)}${cell.row}`);
    return url === undefined ? cell : { ...cell, url };
  });
  return { ...row, cells };
}

function cellText(value: string, type: string, style: number, book: Workbook, room: Room): string {
  if (type === 's') {
    const text = value === '' ? '' : book.sharedString(Number(value));
    if (text === undefined) throw room.lostString();
    return text;
  }
  if (type === 'b') return value === '' ? '' : isTrue(value) ? 'TRUE' : 'FALSE';
  // A date written as ISO 8601: that of a day has no time.
  if (type === 'd') return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '').replace('T', ' ');
  return cleaned(type === '' || type === 'n' ? shownNumber(value, book.codes[style] ?? '', book.is1904) : value);
}

/**
 * Text as a cell shows it, without white space at its ends. It is put together anew: a part of a string would keep the whole alive, which is the XML of the
 * sheet.
 */
export function cleaned(text: string): string {
  return ` ${unescaped(text).replace(/\r\n?/g, '\n').trim()}`.slice(1);
}

/** The first cell of each column in `hidden` that holds something. */
function heldIn(hidden: readonly Range[], rows: readonly Row[]): readonly Place[] {
  if (hidden.length === 0) return [];
  const found = new Map<number, Place>();
  for (const { row, cells } of rows)
    for (const { column } of cells)
      if (!found.has(column) && hidden.some(({ left, right }) => column >= left && column <= right))
        found.set(column, { row, column });
  return [...found.values()].sort((a, b) => a.column - b.column);
}

function isTrue(value: string): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** undefined for what is no row of a spreadsheet. */
function rowOf(reference: string): number | undefined {
  const row = Number(reference);
  return Number.isInteger(row) && row > 0 && row <= ROWS ? row : undefined;
}

/** `BC12` → 55; undefined for what is no column of a spreadsheet. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  for (const character of reference) {
    const value = character.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
    if (column > COLUMNS) return undefined;
  }
  return column || undefined;
}

/** `B5` */
function placeOf(reference: string): Place | undefined {
  const column = columnOf(reference);
  const row = rowOf(reference.replace(/^[A-Z]+/, ''));
  return column === undefined || row === undefined ? undefined : { row, column };
}

/** `B3:C4`; undefined for what is no range, or one cell. */
function rangeOf(reference: string): Range | undefined {
  const [from, to] = reference.split(':').map(placeOf);
  if (!from || !to || to.row < from.row || to.column < from.column) return undefined;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}
