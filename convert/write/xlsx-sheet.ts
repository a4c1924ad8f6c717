/** A grid as the XML of a worksheet (ECMA-376 Part 1, 18.3). */
import type { Grid, GridRow } from '../form/grid.ts';
import { isRisky } from '../sheet/formula.ts';
import { type Head, headOf } from './head.ts';
import { heightOf, rowsFor } from './row-height.ts';
import { CELL_LENGTH, escaped, inlineString, range, reference } from './sheet-xml.ts';
import { type Look, styleOf } from './xlsx-styles.ts';

export interface Worksheet {
  readonly xml: string;
  /** `A1:L257`; what is printed. */
  readonly area: string;
  /** First and last row of the header, repeated on every page; undefined where there is none. */
  readonly header: readonly [first: number, last: number] | undefined;
  /** The header's last row and the rows below it; undefined where there are none. */
  readonly filtered: string | undefined;
}

/** @param isFirst of the workbook: the sheet shown when it is opened */
export function worksheetOf(grid: Grid, isFirst: boolean): Worksheet {
  const head = headOf(grid);
  const sheet = new Cells();
  writeHead(sheet, grid, head);
  let row = head.last;
  for (const { cells } of grid.rows.flatMap((one) => inPieces(one, grid))) row += writeRow(sheet, grid, cells, row + 1);
  const columns = Math.max(grid.columns.length, ...head.cells.map(({ column }) => column));
  const area = range(1, 1, Math.max(1, row), Math.max(1, columns));
  const header = head.last >= head.first ? ([head.first, head.last] as const) : undefined;
  const filtered = header && row > head.last ? range(head.last, 1, row, grid.columns.length) : undefined;
  const xml = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="${area}"/>`,
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${header ? frozen(head.last) : ''}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="17"/>',
    widths(grid),
    sheet.data(),
    filtered === undefined ? '' : `<autoFilter ref="${filtered}"/>`,
    sheet.merges(),
    validations(grid, head.last + 1, row),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="${paperOf(grid)}" fitToHeight="0" orientation="${grid.page}"/>`,
    `<headerFooter><oddFooter>${escaped(footer(grid.title))}</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('');
  return { xml, area, header, filtered };
}

interface RowOfCells {
  readonly cells: string[];
  /** In points. */
  height: number;
  /** Whether the height stays when somebody edits the row. */
  isFixed: boolean;
}

/** The cells of a sheet, row by row. */
class Cells {
  readonly #rows: RowOfCells[] = [];
  readonly #merged: string[] = [];

  /** Puts a value in a cell, or in the first of several that are merged. Rows come in order, and the cells of a row. */
  put(value: string | number, look: Look, row: number, column: number, rows = 1, columns = 1): void {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        this.#row(row + i).cells[column + j] = cell(i + j === 0 ? value : '', look, reference(row + i, column + j));
    if (rows * columns > 1) this.#merged.push(range(row, column, row + rows - 1, column + columns - 1));
  }

  /** At least this high, in points. @param isFixed stays so; else a program that opens the file may fit the row to its texts, and does when they are edited */
  raise(row: number, height: number, isFixed: boolean): void {
    const own = this.#row(row);
    own.height = Math.max(own.height, height);
    own.isFixed ||= isFixed;
  }

  heightOf(row: number): number {
    return this.#row(row).height;
  }

  data(): string {
    const rows = this.#rows.map(({ cells, height, isFixed }, row) => {
      const own = height === 0 ? '' : ` ht="${height}"${isFixed ? ' customHeight="1"' : ''}`;
      return `<row r="${row}"${own}>${cells.join('')}</row>`;
    });
    return `<sheetData>${rows.join('')}</sheetData>`;
  }

  merges(): string {
    const ranges = this.#merged.map((merged) => `<mergeCell ref="${merged}"/>`);
    return ranges.length === 0 ? '' : `<mergeCells count="${ranges.length}">${ranges.join('')}</mergeCells>`;
  }

  #row(row: number): RowOfCells {
    this.#rows[row] ??= { cells: [], height: 0, isFixed: false };
    return this.#rows[row];
  }
}

/** What a spreadsheet would read anew when somebody edits it: formulas, and texts that look like numbers or dates (`2.10`, `3-4`). */
function isReadAnew(text: string): boolean {
  return isRisky(text) || /^['＇]|^[0-9０-９][0-9０-９.,:/年月日%-]*$/.test(text);
}

function cell(value: string | number, look: Look, at: string): string {
  if (value === '') return `<c r="${at}" s="${styleOf(look)}"/>`;
  if (Number.isFinite(value)) return `<c r="${at}" s="${styleOf(look)}"><v>${value}</v></c>`;
  const text = String(value);
  return `<c r="${at}" s="${styleOf(look, isReadAnew(text))}" t="inlineStr">${inlineString(text)}</c>`;
}

function writeHead(sheet: Cells, grid: Grid, { cells }: Head): void {
  const needed = cells.map(({ is, column, columns, text }) =>
    heightOf(
      text,
      sum(grid.columns.slice(column - 1, column - 1 + columns).map(({ width }) => width)) || 20,
      is === 'title' ? 14 : 10,
    ),
  );
  // Those of one row first: what is merged over several adds only what the others left.
  for (const rows of [1, ...new Set(cells.map((one) => one.rows).filter((count) => count > 1))])
    for (const [i, one] of cells.entries()) {
      if (one.rows !== rows) continue;
      const last = one.row + rows - 1;
      let above = 0;
      for (let row = one.row; row < last; row++) above += sheet.heightOf(row);
      sheet.raise(last, Math.max(LEAST, Math.min(409, (needed[i] ?? 0) - above)), true);
    }
  for (const { is, text, row, column, rows, columns } of cells) sheet.put(text, is, row, column, rows, columns);
}

/** Of a row of the head, in points. */
const LEAST = 20;

/** Writes one row of the grid and returns how many rows of the sheet it takes: more than one where no single row is high enough for its texts. */
function writeRow(sheet: Cells, grid: Grid, cells: readonly (string | number)[], row: number): number {
  const height = Math.max(0, ...grid.columns.map(({ width }, i) => heightOf(String(cells[i] ?? ''), width)));
  const rows = Math.max(1, rowsFor(height));
  for (const [i, { align = 'left' }] of grid.columns.entries()) sheet.put(cells[i] ?? '', align, row, i + 1, rows);
  for (let i = 0; i < rows; i++) sheet.raise(row + i, Math.ceil(height / rows), rows > 1);
  return rows;
}

/** A row whose texts are too long for a cell goes on in rows below it, which have nothing but what is left: no number either, so that they are read as its rest. */
function inPieces(row: GridRow, { columns }: Grid): readonly GridRow[] {
  const pieces = row.cells.map((value) => (typeof value === 'string' ? piecesOf(value.replace(/\r\n?/g, '\n')) : [value]));
  const count = Math.max(1, ...pieces.map(({ length }) => length));
  return Array.from({ length: count }, (_, i) => ({
    cells: columns.map((_, j) => pieces[j]?.[i] ?? ''),
  }));
}

/** Broken at a line break where there is one in the second half, which then is left out. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > CELL_LENGTH) {
    const line = rest.lastIndexOf('\n', CELL_LENGTH);
    const isPair = /[\ud800-\udbff]/.test(rest.charAt(CELL_LENGTH - 1));
    const end = line > CELL_LENGTH / 2 ? line : CELL_LENGTH - (isPair ? 1 : 0);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(line === end ? end + 1 : end);
  }
  return [...pieces, rest];
}

function frozen(rows: number): string {
  return `<pane ySplit="${rows}" topLeftCell="A${rows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`;
}

/** A column is 5 pixels wider than what it holds, at 7 pixels a character. */
function widths({ columns }: Grid): string {
  const each = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${Math.min(255, width + 0.71)}" customWidth="1"/>`,
  );
  return each.length === 0 ? '' : `<cols>${each.join('')}</cols>`;
}

/** Lists to choose from. One that the format cannot hold, of more than 255 characters or with a comma in a choice, is left out. */
function validations({ columns }: Grid, first: number, last: number): string {
  if (last < first) return '';
  const lists = columns.flatMap(({ choices = [] }, i) => {
    const list = choices.join(',');
    if (list === '' || list.length > 255 || choices.some((choice) => /[,\n]/.test(choice))) return [];
    const formula = escaped(`"${list.replaceAll('"', '""')}"`);
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${range(first, i + 1, last, i + 1)}"><formula1>${formula}</formula1></dataValidation>`;
  });
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

const A3 = 8;
const A4 = 9;
/** In points, between our margins: the longer side of A4, and the shorter. */
const PRINTED = { landscape: 784, portrait: 537 } as const;
/** Letters of 10 points made smaller than this are hard to read. */
const READABLE = 0.7;

/** The number of a paper size: A4, or A3 where A4 would make the letters too small. */
function paperOf({ columns, page }: Grid): number {
  const width = sum(columns.map((column) => (column.width * 7 + 5) * 0.75));
  return PRINTED[page] < width * READABLE ? A3 : A4;
}

/** Title at the left, page and pages at the right. The whole may have 255 characters. */
function footer(title: string): string {
  const shown = title.replace(/\s+/g, ' ').slice(0, 80).replaceAll('&', '&&');
  return `${shown === '' ? '' : `&L&8 ${shown}`}&R&8 &P / &N`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
