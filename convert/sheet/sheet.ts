/** A sheet as read, whatever file it came from: text in cells, each cell knowing where it stands. */
import type { Localized } from '../../core/language.ts';

export interface Cell {
  /** Without white space at its ends; never empty. */
  readonly text: string;
  /** Name of its sheet; '' where the file has no names. */
  readonly sheet: string;
  /** 1-based, as a spreadsheet counts them; of a text file, its lines. */
  readonly row: number;
  /** 1-based. */
  readonly column: number;
  /** Where its link leads, if it has one that leads out of the file. */
  readonly url?: string;
}

export interface Row {
  readonly sheet: string;
  /** 1-based. */
  readonly row: number;
  /** Those that hold something, by column. A merged cell's value is in its top left cell. */
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly name: string;
  /** Kept out of sight in the spreadsheet: read only when asked for by name. */
  readonly hidden: boolean;
  /** Those that hold something, in order. */
  readonly rows: readonly Row[];
  /** Cells merged into one; absent where there are none. */
  readonly merged?: readonly Range[];
  /** What of it is out of sight, unreadable or was not read; absent where there is no such thing. */
  readonly asides?: readonly Aside[];
}

/** A rectangle of cells, its ends included; 1-based. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * - `hidden-rows`, `hidden-columns`: out of sight in the spreadsheet, and read
 * - `comments`: beside cells, and not read
 * - `error-values`: formulas without a result, `#N/A`; read as they stand
 * - `missing`: the workbook lists the sheet, and it is not there
 */
export interface Aside {
  readonly is: 'hidden-rows' | 'hidden-columns' | 'comments' | 'error-values' | 'missing';
  /** The cells concerned, at least one: of hidden rows and columns the first that holds something in each. 1-based. */
  readonly at: readonly { readonly row: number; readonly column: number }[];
}

/** A file that cannot be read as a sheet, or not taken: one sentence that says why and what to do. */
export class SheetError extends Error {
  constructor(readonly text: Localized) {
    super(text('en'));
  }
}

/** The cell of a row in a column (1-based). */
export function cellAt(row: Row, column: number | undefined): Cell | undefined {
  return row.cells.find((cell) => cell.column === column);
}

/** The cell that is merged over another place of a row; undefined where none is. @param column 1-based */
export type MergedCells = (row: Row, column: number) => Cell | undefined;

/** More places under merged cells than any form has are not looked up. */
const MERGED_PLACES = 1_000_000;

/** Of these sheets. A merged cell stands at the top left of its range. */
export function mergedCells(sheets: readonly Sheet[]): MergedCells {
  const over = new Map<Row, Map<number, Cell>>();
  let room = MERGED_PLACES;
  for (const { rows, merged = [] } of sheets) {
    const byNumber = new Map(rows.map((row, at) => [row.row, at]));
    for (const { top, left, bottom, right } of merged) {
      const first = byNumber.get(top) ?? -1;
      const cell = first < 0 ? undefined : cellAt(rows[first] as Row, left);
      if (!cell) continue;
      for (let at = first; at < rows.length && (rows[at] as Row).row <= bottom && room > 0; at++) {
        const row = rows[at] as Row;
        const own = over.get(row) ?? new Map<number, Cell>();
        over.set(row, own);
        for (let column = left; column <= right && room > 0; column++, room--) own.set(column, cell);
      }
    }
  }
  return (row, column) => over.get(row)?.get(column);
}

/** `A`, `Z`, `AA`: a column as a spreadsheet names it. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** `A` → 1, `AA` → 27: a column by the name a spreadsheet gives it; undefined for what is none. */
export function columnNumber(name: string): number | undefined {
  if (!/^[A-Z]{1,3}$/.test(name)) return undefined;
  let column = 0;
  for (const letter of name) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= COLUMNS ? column : undefined;
}

/** A spreadsheet ends at column XFD. */
const COLUMNS = 16_384;

/** Compares by sheet, then row. @param sheets names of the sheets, in their order */
export function byPlace(sheets: readonly string[]): (a: Pick<Row, 'sheet' | 'row'>, b: Pick<Row, 'sheet' | 'row'>) => number {
  const order = new Map([...sheets.entries()].reverse().map(([at, name]) => [name, at]));
  const placeOf = (sheet: string) => order.get(sheet) ?? -1;
  return (a, b) => placeOf(a.sheet) - placeOf(b.sheet) || a.row - b.row;
}

/** Rows from plain lists of texts, the first being row 1. */
export function rowsFrom(sheet: string, lines: readonly (readonly string[])[]): readonly Row[] {
  const rows: Row[] = [];
  lines.forEach((line, i) => {
    const cells: Cell[] = [];
    line.forEach((value, j) => {
      const text = value.trim();
      if (text !== '') cells.push({ text, sheet, row: i + 1, column: j + 1 });
    });
    if (cells.length > 0) rows.push({ sheet, row: i + 1, cells });
  });
  return rows;
}
