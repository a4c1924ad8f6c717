/** What stands above the rows of a grid, cell by cell: title, lines, and a header of one line or several. The same in every format of cells. */
import type { Grid } from '../form/grid.ts';

/** A cell, or several that are merged. */
export interface HeadCell {
  readonly is: 'title' | 'label' | 'value' | 'heading';
  /** Of its top left corner; 1-based. */
  readonly row: number;
  readonly column: number;
  /** How many it covers; 1 for a single cell. */
  readonly rows: number;
  readonly columns: number;
  readonly text: string;
}

export interface Head {
  readonly cells: readonly HeadCell[];
  /** First and last row of the header; 1-based. Where there is no header, `last` is the row above `first`. */
  readonly first: number;
  readonly last: number;
}

/** Title, lines and header from row 1 on, an empty row between what is above and the header. */
export function headOf(grid: Grid): Head {
  const cells: HeadCell[] = [];
  let row = 1;
  if (grid.title !== '')
    cells.push({ is: 'title', row: row++, column: 1, rows: 1, columns: Math.max(1, grid.columns.length), text: grid.title });
  const labelled = columnsOfLabels(grid);
  for (const { label, value } of grid.lines) {
    cells.push({ is: 'label', row, column: 1, rows: 1, columns: labelled, text: label });
    const columns = Math.max(1, grid.columns.length - labelled);
    cells.push({ is: 'value', row, column: labelled + 1, rows: 1, columns, text: value });
    row++;
  }
  if (row > 1) row++;
  const headings = headingCells(grid, row);
  return { cells: [...cells, ...headings], first: row, last: row + headerHeight(grid) - 1 };
}

function headerHeight({ columns }: Grid): number {
  return Math.max(0, ...columns.map(({ headings }) => headings.length));
}

/** As many columns as the longest label needs: the first ones are often narrow. */
function columnsOfLabels({ lines, columns }: Grid): number {
  const longest = Math.max(0, ...lines.map(({ label }) => displayWidth(label) + 2));
  let width = 0;
  let count = 0;
  while (count < columns.length && (count === 0 || width < longest)) width += columns[count++]?.width ?? 0;
  return Math.max(1, count === columns.length && count > 1 ? count - 1 : count);
}

/** Equal names beside each other and below are one cell: as wide as they go, then as far down. */
function headingCells(grid: Grid, top: number): readonly HeadCell[] {
  const height = headerHeight(grid);
  const { length } = grid.columns;
  const nameAt = (line: number, column: number) => grid.columns[column]?.headings[line] ?? '';
  const covered = new Set<number>();
  const isFree = (line: number, column: number, name: string) =>
    line < height && column < length && !covered.has(line * length + column) && nameAt(line, column) === name;
  const cells: HeadCell[] = [];
  for (let line = 0; line < height; line++)
    for (let column = 0; column < length; column++) {
      if (covered.has(line * length + column)) continue;
      const text = nameAt(line, column);
      let columns = 1;
      let rows = 1;
      if (text !== '') {
        while (isFree(line, column + columns, text)) columns++;
        const isSameBelow = () => Array.from({ length: columns }, (_, i) => isFree(line + rows, column + i, text)).every(Boolean);
        while (isSameBelow()) rows++;
      }
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) covered.add((line + i) * length + column + j);
      cells.push({ is: 'heading', row: top + line, column: column + 1, rows, columns, text });
    }
  return cells;
}

/** In half-width characters. */
export function displayWidth(text: string): number {
  let width = 0;
  // Beyond the letters of Europe everything is taken for wide, half-width kana aside: rather a line too many than one that cannot be read.
  for (const character of text) width += character < '\u0250' || (character >= '\uff61' && character <= '\uffdc') ? 1 : 2;
  return width;
}
