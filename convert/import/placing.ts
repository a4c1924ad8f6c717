/** Rows of a filled sheet given to controls: by number, else by what they ask, else as the continuation of the row above. */
import type { Control } from '../../core/catalog/control.ts';
import type { Fit } from '../sheet/fit.ts';
import type { Note } from '../sheet/note.ts';
import { itemNumber } from '../sheet/number.ts';
import { controlOfText, misplacedText } from '../sheet/place.ts';
import { beginning, beginsContinuing, beginsWithItem, oneLine } from '../sheet/prose.ts';
import type { TableRow, TableRows } from '../sheet/rows.ts';
import { type Cell, cellAt } from '../sheet/sheet.ts';
import { answerNote } from './notes.ts';

export interface AnswerRow extends Omit<TableRow, 'text'> {
  readonly control: Control;
  readonly text: Cell | undefined;
  /** The first row of its control; a further one with its number; or one without a number, which goes on with the row above. */
  readonly is: 'first' | 'second' | 'continued';
  /** What makes it doubtful whose the row is. */
  readonly doubts: readonly Note[];
}

export interface Placing {
  /** In the order of the sheet. */
  readonly placed: readonly AnswerRow[];
  readonly unplaced: readonly TableRow[];
  /** One for each unplaced row, in order. */
  readonly lost: readonly Note[];
}

export function placeAnswers(rows: readonly TableRow[], fit: Fit): Placing {
  const taken = new Set(rows.flatMap((row) => (row.numbered.is === 'control' ? [row.numbered.control] : [])));
  const first = new Map<Control, AnswerRow>();
  const placed: AnswerRow[] = [];
  const unplaced: TableRow[] = [];
  const lost: Note[] = [];
  for (const row of rows) {
    const above = placed.at(-1);
    const numbered = row.numbered.is === 'control' ? row.numbered.control : undefined;
    const text = (numbered && misplacedText(row, numbered, fit)) ?? row.text;
    const isUnnumbered = row.numbered.is === 'none' && cellAt(row.row, row.table.number) === undefined;
    const found = numbered ?? (text && row.numbered.is === 'none' ? controlOfText(text.text, fit, taken) : undefined);
    if (!found && above && isUnnumbered && goesOn(row, above)) {
      const { control } = above;
      const doubts = [answerNote('goes-on', row.place, { id: control.id }, control.id)];
      placed.push({ ...row, control, text, is: 'continued', doubts });
      continue;
    }
    if (!found) {
      unplaced.push(row);
      lost.push(answerNote('unplaced-row', row.place, { content: contentOf(row) }));
      continue;
    }
    const { id } = found;
    const doubts = numbered || !text ? [] : [answerNote('matched-by-text', text, { begins: beginning(text.text), id }, id)];
    const earlier = first.get(found);
    if (earlier) {
      const note = answerNote('duplicate-row', row.place, { id, first: earlier.place, sheet: row.place.sheet }, id);
      placed.push({ ...row, control: found, text, is: 'second', doubts: [...doubts, note] });
      continue;
    }
    const placedRow: AnswerRow = { ...row, control: found, text, is: 'first', doubts };
    first.set(found, placedRow);
    placed.push(placedRow);
  }
  return { placed, unplaced, lost };
}

/** Whether a row without a number is the rest of the one above, which a page break cut off: it asks nothing, or goes on with what is asked there. */
function goesOn({ text, place }: TableRow, above: AnswerRow): boolean {
  if (place.sheet !== above.place.sheet) return false;
  if (!text) return true;
  return (
    beginsContinuing(text.text) ||
    beginsWithItem(text.text) ||
    (above.text !== undefined && !/[。．.)）」]$/.test(above.text.text))
  );
}

/**
 * Rows below a header that were taken for none of its table and look like items all the same: a number or an ID, and something beside it. They are told like
 * any row without a place.
 */
export function lostItems({ tables, outside }: TableRows): readonly Note[] {
  const left = new Set(outside);
  return tables.flatMap((table) =>
    table.page.rows
      .filter((row) => left.has(row) && row.cells.length > 1 && row.cells.slice(0, 2).some(({ text }) => isItemId(text)))
      .map((row) => answerNote('unplaced-row', row.cells[0] as Cell, { content: contentOf({ row, table }) })),
  );
}

function isItemId(text: string): boolean {
  return itemNumber(text) !== undefined || /^[A-Za-z]{1,10}[-.]?[0-9]{1,4}(?:[.(（-][0-9.()（）-]{0,12})?$/.test(text);
}

/** Every cell of a row, with what its column is called. */
function contentOf({ row, table }: Pick<TableRow, 'row' | 'table'>): string {
  return row.cells.map((cell) => `${headingOf(table.page.header, cell)}「${oneLine(cell.text)}」`).join(' ');
}

/** What a cell's column is called: the lowest name its header has for it; '' where it has none. */
export function headingOf(header: TableRow['table']['page']['header'], { column }: Pick<Cell, 'column'>): string {
  const cell = header.flatMap(({ cells }) => cells.filter((one) => one.column === column)).at(-1);
  return cell ? oneLine(cell.text) : '';
}
