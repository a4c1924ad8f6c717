/** Finds the tables of a sheet: header rows, of one line or several, repeated on every page; the rows below each; and what stands outside. */
import { type Role, roleNamed, type Vocabulary } from './columns.ts';
import { itemNumber } from './number.ts';
import type { Cell, Row, Sheet } from './sheet.ts';

export interface Heading<R extends string = Role> {
  /** 1-based. */
  readonly column: number;
  readonly role: R;
  /** Undefined where the header has no such name and the caller said what the column is. */
  readonly cell: Cell | undefined;
  /** Whether the caller said so, whatever the header says. */
  readonly chosen?: true;
}

/** Roles of columns (1-based) that somebody chose: they stand above what a header says. */
export type Chosen<R extends string = Role> = ReadonlyMap<number, R>;

/** One header with the rows below it, up to the next header: a page of a printed sheet. */
export interface Page<R extends string = Role> {
  readonly sheet: string;
  /** As the header says, one a column; of a header of several lines the lowest. The content may say otherwise (meaning.ts). */
  readonly headings: readonly Heading<R>[];
  /** Cells of the header that name a column nobody here knows, one a column. */
  readonly others: readonly Cell[];
  /** The header, line by line; empty where there is none. */
  readonly header: readonly Row[];
  readonly rows: readonly Row[];
}

export interface Tables<R extends string = Role> {
  readonly pages: readonly Page<R>[];
  /** Rows above the headers: what is above the first, and the titles printed anew above each further one. */
  readonly above: readonly Row[];
}

/**
 * The pages of a sheet, in order; none where no row reads as a header.
 * @param chosen roles somebody gave to columns. Where they make a table by themselves, a sheet without a header is one page.
 */
export function pagesOf<R extends string>(
  sheet: Sheet,
  vocabulary: Vocabulary<R>,
  chosen: Chosen<R> = new Map<number, R>(),
): Tables<R> {
  const pages: {
    sheet: string;
    headings: readonly Heading<R>[];
    others: readonly Cell[];
    header: readonly Row[];
    rows: Row[];
  }[] = [];
  const above: Row[] = [];
  const { rows } = sheet;
  for (let i = 0; i < rows.length; i++) {
    const height = headerAt(rows, i, vocabulary);
    const current = pages.at(-1);
    if (height > 0) {
      if (current) above.push(...titlesTakenFrom(current.rows, rows[i] as Row));
      const lines = rows.slice(i, i + height);
      const headings = combined(lines, vocabulary, chosen);
      pages.push({ sheet: sheet.name, headings, others: otherNames(lines, headings), header: lines, rows: [] });
      i += height - 1;
    } else if (current) current.rows.push(rows[i] as Row);
    else above.push(rows[i] as Row);
  }
  if (pages.length === 0 && vocabulary.isTable(new Set(chosen.values())))
    return {
      pages: [{ sheet: sheet.name, headings: combined([], vocabulary, chosen), others: [], header: [], rows }],
      above: [],
    };
  return { pages, above };
}

/** Titles of the next page: rows right above its header, without a number and of a few words each. */
function titlesTakenFrom(rows: Row[], header: Row): readonly Row[] {
  let count = 0;
  for (let at = rows.length - 1; at >= 0; at--) {
    const { row, cells } = rows[at] as Row;
    const isTitle =
      row === header.row - count - 1 && cells.every(({ text }) => text.length <= 40 && itemNumber(text) === undefined);
    if (!isTitle) break;
    count++;
  }
  return count === 0 ? [] : rows.splice(-count);
}

/** How many rows from `start` on are one header; 0 where none begins there. */
function headerAt<R extends string>(rows: readonly Row[], start: number, vocabulary: Vocabulary<R>): number {
  const isTable = (lines: number) =>
    vocabulary.isTable(new Set(combined(rows.slice(start, start + lines), vocabulary).map(({ role }) => role)));
  let height = 0;
  while (height < 4 && isHeaderLine(rows[start + height], rows[start + height - 1], height, vocabulary)) {
    // A line that takes away the name of what is asked is a row, whatever it says.
    if (isTable(height) && !isTable(height + 1)) break;
    height++;
  }
  return isTable(height) ? height : 0;
}

/** A line that names two columns or more; a further line most of whose cells do. */
function isHeaderLine<R extends string>(
  row: Row | undefined,
  above: Row | undefined,
  height: number,
  vocabulary: Vocabulary<R>,
): boolean {
  if (!row) return false;
  const named = row.cells.filter(({ text }) => roleNamed(text, vocabulary) !== undefined);
  if (height === 0) return named.length >= 2;
  return above !== undefined && row.row <= above.row + 1 && named.length * 2 > row.cells.length;
}

/** One heading a column: the one chosen, else the lowest that names a role. */
function combined<R extends string>(
  lines: readonly Row[],
  vocabulary: Vocabulary<R>,
  chosen: Chosen<R> = new Map<number, R>(),
): readonly Heading<R>[] {
  const byColumn = new Map<number, Heading<R>>();
  for (const { cells } of lines)
    for (const cell of cells) {
      const role = roleNamed(cell.text, vocabulary);
      if (role) byColumn.set(cell.column, { column: cell.column, role, cell });
    }
  for (const [column, role] of chosen) {
    const cell = byColumn.get(column)?.cell ?? lines.flatMap(({ cells }) => cells.filter((one) => one.column === column)).at(-1);
    byColumn.set(column, { column, role, cell, chosen: true });
  }
  return [...byColumn.values()].sort((a, b) => a.column - b.column);
}

/** The lowest name of each column that has no role. */
function otherNames<R extends string>(lines: readonly Row[], headings: readonly Heading<R>[]): readonly Cell[] {
  const known = new Set(headings.map(({ column }) => column));
  const byColumn = new Map<number, Cell>();
  for (const { cells } of lines) for (const cell of cells) if (!known.has(cell.column)) byColumn.set(cell.column, cell);
  return [...byColumn.values()].sort((a, b) => a.column - b.column);
}

/** What stands in the likeliest header row, for a message: the first rows' short cells. */
export function headingsSeen<R extends string>(sheets: readonly Sheet[], vocabulary: Vocabulary<R>): readonly string[] {
  const rows = sheets.flatMap((sheet) => sheet.rows.slice(0, 30));
  const short = (row: Row) => row.cells.filter(({ text }) => text.length <= 30);
  const known = (row: Row) => row.cells.filter(({ text }) => roleNamed(text, vocabulary) !== undefined).length;
  const likeliest = rows
    .filter((row) => short(row).length > 1)
    .sort((a, b) => known(b) - known(a) || short(b).length - short(a).length)[0];
  return likeliest
    ? short(likeliest)
        .slice(0, 12)
        .map(({ text }) => text.replace(/\s+/g, ' '))
    : [];
}

/** The column of a role in a page, by its header. */
export function columnOf<R extends string>({ headings }: Page<R>, role: R): number | undefined {
  return headings.find((heading) => heading.role === role)?.column;
}
