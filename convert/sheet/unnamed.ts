/** Cells of tables that stand in a column without a name: nobody knows what they are. */
import { type Note, note } from './note.ts';
import type { TableRow } from './rows.ts';
import { type Cell, columnName } from './sheet.ts';

/** One note a column and table. @param used columns that were read although their header says nothing, by row */
export function unnamedColumns(rows: readonly TableRow[], used: ReadonlySet<Cell>): readonly Note[] {
  const found = new Map<string, Cell[]>();
  for (const { row, table, text } of rows) {
    const { headings, others } = table.page;
    const named = new Set([...[...headings, ...others].map(({ column }) => column), table.number, table.sequence, table.text]);
    for (const cell of row.cells) {
      if (named.has(cell.column) || cell === text || used.has(cell)) continue;
      const key = `${cell.sheet}\n${table.page.rows[0]?.row}\n${cell.column}`;
      const same = found.get(key);
      if (same) same.push(cell);
      else found.set(key, [cell]);
    }
  }
  return [...found.values()].map((cells) => {
    const first = cells[0] as Cell;
    return note('unnamed-column', first, { column: columnName(first.column), count: cells.length });
  });
}
