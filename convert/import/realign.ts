/**
 * Rows whose columns are shifted, put right. A copied table loses empty cells: everything behind them moves to the left, references into the columns of answers
 * and judgements. How far tells the references' own column; where the cells were lost tells what stands in between.
 */
import type { Role } from '../sheet/columns.ts';
import type { Stray } from '../sheet/slipped.ts';
import type { Columns } from './columns.ts';
import type { Likeness } from './likeness.ts';
import type { AnswerRow } from './placing.ts';

export interface Realigned {
  /** The column each cell belongs in, by the column it stands in. */
  readonly columnOf: (column: number) => number;
  /** Another way fits as well, and gives other cells to the blanks. */
  readonly isAmbiguous: boolean;
}

/** Less than this apart, two ways fit alike. */
const ALIKE = 0.25;

/** @param stray of the row */
export function realigned(
  { row, control, table }: AnswerRow,
  { cell, home }: Stray<AnswerRow>,
  { roles }: Columns,
  likeness: Likeness,
): Realigned {
  const by = home - cell.column;
  const between = row.cells.filter(({ column }) => column > table.text && column < cell.column);
  const last = Math.max(cell.column, ...row.cells.map(({ column }) => column));
  const ways: { readonly start: number; readonly score: number; readonly taken: string }[] = [];
  for (let start = cell.column; start > table.text && start > -by; start--) {
    const to = (column: number) => (column >= start ? column + by : column);
    // What moves to the left must not run into what stays.
    if (by < 0 && between.some(({ column }) => column < start && column >= start + by)) continue;
    const given = between.map(({ column, text }) => [roles.get(to(column)), text] as const);
    const score = given.reduce((sum, [role, text]) => sum + (role === undefined ? 0 : likeness(role, text, control)), 0);
    ways.push({ start, score, taken: given.map(([role]) => role ?? '').join(' ') });
  }
  const [best, ...others] = ways.sort((a, b) => b.score - a.score);
  const start = best?.start ?? cell.column;
  return {
    columnOf: (column) => (column >= start && column <= last ? column + by : column),
    isAmbiguous: best !== undefined && others.some(({ score, taken }) => score > best.score - ALIKE && taken !== best.taken),
  };
}

/** The role a cell of a continued row has in a table whose header has several lines: the row may be the second line of its item. */
export function roleInSecondLine(choices: readonly Role[], text: string, row: AnswerRow, likeness: Likeness): Role | undefined {
  const ranked = choices.map((role) => ({ role, score: likeness(role, text, row.control) }));
  return ranked.sort((a, b) => b.score - a.score)[0]?.role;
}
