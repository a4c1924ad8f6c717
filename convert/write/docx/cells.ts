/** Which cell of a table stands where: Word wants every row complete, with the columns of each cell and a cell below each that spans rows. */
import type { TableCell, TableRow } from '../../form/form.ts';

/** A place in a row. */
export interface Placed {
  /** Undefined where a row has fewer cells than the table has columns. */
  readonly cell: TableCell | undefined;
  /** 0-based. */
  readonly column: number;
  readonly columns: number;
  /** Whether a cell spans rows from here (`start`), or comes from above. */
  readonly spans?: 'start' | 'above';
}

/**
 * The rows, each covering all columns.
 * @param columns of the table, where it says so; rows that need more get more
 * @returns as many rows; spans that reach beyond the last row, or over a cell already there, end before
 */
export function placed(rows: readonly TableRow[], columns: number): readonly (readonly Placed[])[] {
  /** For each column the rows still to come that a cell from above covers, and where that cell begins. */
  let above: { readonly left: number; readonly column: number; readonly columns: number }[] = [];
  const result: Placed[][] = [];
  rows.forEach(({ cells }, index) => {
    const row: Placed[] = [];
    const below: typeof above = [];
    let column = 0;
    const passCovered = () => {
      for (let cover = above[column]; cover; cover = above[column]) {
        row.push({ cell: undefined, column, columns: cover.columns, spans: 'above' });
        if (cover.left > 1) for (let i = 0; i < cover.columns; i += 1) below[column + i] = { ...cover, left: cover.left - 1 };
        column += cover.columns;
      }
    };
    for (const cell of cells) {
      passCovered();
      let wide = 1;
      while (wide < (cell.columns ?? 1) && !above[column + wide]) wide += 1;
      const high = Math.min(cell.rows ?? 1, rows.length - index);
      row.push({ cell, column, columns: wide, ...(high > 1 ? { spans: 'start' as const } : {}) });
      if (high > 1) for (let i = 0; i < wide; i += 1) below[column + i] = { left: high - 1, column, columns: wide };
      column += wide;
    }
    passCovered();
    // Covered places behind a gap: the gap is filled so that they stay in their columns.
    for (; above.some((cover, at) => cover && at >= column); passCovered()) {
      row.push({ cell: undefined, column, columns: 1 });
      column += 1;
    }
    above = below;
    result.push(row);
  });
  const total = Math.max(columns, 1, ...result.map(endOf));
  return result.map((row) => {
    const end = endOf(row);
    return end < total ? [...row, { cell: undefined, column: end, columns: total - end }] : row;
  });
}

/** How many columns the rows need. */
export function columnsOf(rows: readonly TableRow[]): number {
  return rows.length > 0 ? endOf(placed(rows, 0)[0] ?? []) : 0;
}

const endOf = (row: readonly Placed[]) => row.reduce((sum, { columns }) => sum + columns, 0);
