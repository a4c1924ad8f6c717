/**
 * What the columns of a page hold. The header is asked first; the content may say otherwise: a page's header may have lost a column, its lines may have slipped
 * apart, names may be exchanged. A running number is no chapter, `(1)` is no summary, and what is asked reads like the catalog's controls.
 */
import type { Catalog } from '../../core/catalog/catalog.ts';
import { idKey } from '../../core/catalog/id.ts';
import type { Role } from './columns.ts';
import type { Fit } from './fit.ts';
import { columnOf, type Page } from './header.ts';
import { isCountedThrough, isItemMark, itemNumber, type Numbered } from './number.ts';
import { type Cell, cellAt, type Row } from './sheet.ts';

/** Columns, 1-based. */
export interface Meaning {
  readonly number: number | undefined;
  readonly sequence: number | undefined;
  readonly text: number;
}

/** Numbers stand among the first columns. */
const WIDEST = 40;

/** The columns that count a page's rows. */
export function countingColumns(page: Page, catalog: Catalog | undefined): Pick<Meaning, 'number' | 'sequence'> {
  const chosen = page.headings.find(({ role, chosen: isChosen }) => role === 'number' && isChosen)?.column;
  if (chosen !== undefined) return { number: chosen, sequence: columnOf(page, 'sequence') };
  const byHeader = page.headings.filter(({ role }) => role === 'number').map(({ column }) => column);
  const columns = [...new Set(page.rows.flatMap(({ cells }) => cells.map(({ column }) => column)))]
    .sort((a, b) => a - b)
    .slice(0, WIDEST);
  const share = (column: number, is: (text: string) => boolean) => {
    const cells = page.rows.flatMap((row) => cellAt(row, column) ?? []);
    return cells.length === 0 ? 0 : cells.filter(({ text }) => is(text)).length / cells.length;
  };
  const running = columns.filter((column) => isRunning(page.rows, column) && share(column, isNumber) > 0.8);
  if (!catalog || isCountedThrough(catalog)) {
    const certain = byHeader.find((column) => share(column, isNumber) > 0.5) ?? (catalog && running[0]);
    return { number: certain ?? byHeader[0], sequence: columnOf(page, 'sequence') };
  }
  const marked = (column: number) => share(column, isItemMark) > 0.8;
  const number =
    byHeader.find((column) => share(column, isItemMark) > 0.5) ??
    columns.find(marked) ??
    byHeader.find((column) => !running.includes(column));
  const sequence = running.find((column) => column !== number) ?? columnOf(page, 'sequence');
  return { number, sequence: sequence === number ? undefined : sequence };
}

function isNumber(text: string): boolean {
  return itemNumber(text) !== undefined;
}

/** Bare numbers that go up, in three rows or more. */
function isRunning(rows: readonly Row[], column: number): boolean {
  const numbers = rows.flatMap((row) => {
    const text = cellAt(row, column)?.text ?? '';
    return isItemMark(text) ? [] : (itemNumber(text) ?? []);
  });
  return numbers.length > 2 && numbers.every((number, i) => i === 0 || number > (numbers[i - 1] as number));
}

/** Cells that may name the section of a row: those before its number, the running number aside. */
export function sectionCells(row: Row, page: Page, { number, sequence }: Pick<Meaning, 'number' | 'sequence'>): readonly Cell[] {
  const headings = new Set(page.headings.filter(({ role }) => role === 'category').map(({ column }) => column));
  const end = number ?? columnOf(page, 'text') ?? 0;
  return row.cells.filter(
    ({ column }) => column !== sequence && column !== number && (column < end || (headings.has(column) && column !== number)),
  );
}

/** Whether a row is one of the table: it has a number or an ID of the catalog's (`CL-1`), or something where the text stands. Titles of a page have none. */
export function isTableRow(
  row: Row,
  page: Page,
  { number, sequence }: Pick<Meaning, 'number' | 'sequence'>,
  catalog: Catalog | undefined,
): boolean {
  if ([number, sequence].some((column) => isNumber(cellAt(row, column)?.text ?? ''))) return true;
  const { prefix } = catalog?.data ?? {};
  const id = idKey(cellAt(row, number)?.text ?? '', prefix === undefined ? [] : [prefix]);
  if (id.prefix !== '' && catalog?.find(id.number)) return true;
  return cellAt(row, columnOf(page, 'text')) !== undefined;
}

/** How much better another column must fit than the one the header names. */
const CLEARLY = 1.5;
/** What is asked fits its control by 0.4 and more on the average, an answer by 0.1. */
const ASKS = 0.3;

/**
 * The column of what is asked: the header's, unless another clearly fits the controls of the rows better. 0 where there is none.
 * @param filled roles of blanks: where the header does not name a text, what stands in them is none
 */
export function textColumn(
  page: Page,
  fit: Fit | undefined,
  numbered: ReadonlyMap<Row, Numbered>,
  filled: ReadonlySet<Role>,
): number {
  const heading = page.headings.find(({ role }) => role === 'text');
  const byHeader = heading?.column ?? 0;
  if (!fit || heading?.chosen) return byHeader;
  const columns = new Map<number, { sum: number; count: number }>();
  for (const [row, found] of numbered) {
    if (found.is !== 'control') continue;
    for (const { column, text } of row.cells) {
      if (text.length <= 10) continue;
      const { sum, count } = columns.get(column) ?? { sum: 0, count: 0 };
      columns.set(column, { sum: sum + fit.score(text, found.control), count: count + 1 });
    }
  }
  const here = columns.get(byHeader) ?? { sum: 0, count: 0 };
  const blanks = new Map(page.headings.map(({ column, role, chosen }) => [column, chosen || filled.has(role)]));
  // An answer may well repeat what is asked. Beside blanks a column must read like the text; a blank is the text only where the names of the two were exchanged: then the other holds prose too.
  const mayBe = ([column, { sum, count }]: [number, { sum: number; count: number }]) =>
    filled.size === 0 || (sum >= count * ASKS && (blanks.get(column) !== true || here.count * 2 >= count));
  const [best] = [...columns].filter(mayBe).sort((x, y) => y[1].sum - x[1].sum);
  return best && best[1].sum > here.sum * CLEARLY ? best[0] : byHeader;
}
