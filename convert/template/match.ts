/** Which control each row of somebody's own sheet asks about, and which of its columns are to be filled. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Control } from '../../core/catalog/control.ts';
import type { Fit } from '../sheet/fit.ts';
import { controlOfText, SURE } from '../sheet/place.ts';
import type { Table, TableRow } from '../sheet/rows.ts';

/** The columns a provider or an evaluator fills. What is asked, and for what, is the sheet's own. */
export const BLANKS = ['status', 'responsibility', 'answer', 'found', 'result', 'improvement'] as const;
export type Blank = (typeof BLANKS)[number];

/** Texts shorter than this tell nothing of their control. */
const TELLING = 10;

/**
 * Rows by their numbers, else by what they say. A sheet whose texts mostly are not those of the numbers beside them counts its own rows: its numbers are then
 * not asked.
 */
export function matchRows(rows: readonly TableRow[], catalog: Catalog, fit: Fit): ReadonlyMap<TableRow, Control> {
  const numbered = rows.flatMap((row) => (row.numbered.is === 'control' ? [{ row, control: row.numbered.control }] : []));
  const telling = numbered.filter(({ row }) => (row.text?.text.length ?? 0) > TELLING);
  const fitting = telling.filter(({ row, control }) => isAbout(row, control, fit));
  const isCatalogs = fitting.length * 2 >= telling.length;
  const matched = new Map<TableRow, Control>(isCatalogs ? numbered.map(({ row, control }) => [row, control]) : []);
  const taken = new Set(matched.values());
  for (const row of rows) {
    if (matched.has(row) || !row.text || row.text.text.length <= TELLING) continue;
    const control = controlOfText(row.text.text, fit, taken);
    if (control && catalog.control(control.id)) matched.set(row, control);
  }
  return matched;
}

function isAbout({ text }: TableRow, control: Control, fit: Fit): boolean {
  if (!text) return false;
  return fit.best(text.text)?.control === control || fit.score(text.text, control) >= SURE / 2;
}

/**
 * The columns to fill, by what they are for; 1-based, several where a form has one for each round of evaluation.
 * @param offersStatus whether the cells of a column have a list of statuses to choose from: such a column is no place for an answer in words
 */
export function blanksOf({ page }: Table, offersStatus: (column: number) => boolean): ReadonlyMap<Blank, readonly number[]> {
  const named = page.headings.flatMap(({ role, column, cell }) => {
    const blank = BLANKS.find((candidate) => candidate === role);
    return blank ? [{ blank: blank === 'answer' && offersStatus(column) ? 'status' : blank, column, cell }] : [];
  });
  // Of several columns for an answer, one is often for its status: 対応状況 beside 対応内容.
  const isAsked = named.some(({ blank }) => blank === 'status');
  const answers = named.filter(({ blank }) => blank === 'answer');
  const statuses = isAsked ? [] : answers.filter(({ cell }) => /^[^内容]*(?:状況|可否|有無)$/.test(cell?.text.trim() ?? ''));
  const columns = new Map<Blank, number[]>();
  for (const one of named) {
    const blank: Blank = statuses.length < answers.length && statuses.includes(one) ? 'status' : one.blank;
    columns.set(blank, [...(columns.get(blank) ?? []), one.column]);
  }
  return columns;
}
