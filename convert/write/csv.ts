/** A grid as csv: what a spreadsheet program opens with a double click. */
import papaparse from 'papaparse';
import type { Grid } from '../form/grid.ts';
import { guarded } from '../sheet/formula.ts';
import { headOf } from './head.ts';

/**
 * The grid as csv (RFC 4180), from U+FEFF on, by which Excel knows UTF-8; lines end in CRLF, those within a cell in LF. Every line has the same number of
 * fields, so that the delimiter is certain. A cell that covers several stands in the first of them, as in a spreadsheet. A text that could be taken for a formula
 * has an apostrophe before it (`convert/sheet/formula.ts`, which also takes it away in reading); a number never has.
 */
export function writeCsv(grid: Grid): string {
  const head = headOf(grid);
  const width = Math.max(grid.columns.length, ...head.cells.map(({ column }) => column));
  const line = (): (string | number)[] => new Array<string | number>(width).fill('');
  const lines = Array.from({ length: head.last }, line);
  for (const { row, column, text } of head.cells) (lines[row - 1] as (string | number)[])[column - 1] = text;
  for (const { cells } of grid.rows) lines.push(cells.reduce((all, cell, i) => all.with(i, cell), line()));
  const fields = lines.map((cells) =>
    cells.map((cell) => (typeof cell === 'string' ? guarded(cell.replace(/\r\n?/g, '\n')) : String(cell))),
  );
  return `\ufeff${papaparse.unparse(fields, { newline: '\r\n' })}\r\n`;
}
