/** Rows given to controls: by number, else by what they say. What finds no control is told, with the reason. */
import type { Catalog, Control } from '../../core/catalog/catalog.ts';
import type { Fit } from './fit.ts';
import { type Note, note } from './note.ts';
import type { TableRow } from './rows.ts';
import { type Cell, columnName } from './sheet.ts';

/** A row whose control is known and that says something. */
export interface PlacedRow extends TableRow {
  readonly control: Control;
  readonly text: Cell;
}

export interface Placement {
  /** In the order of the sheet, one a control. */
  readonly placed: readonly PlacedRow[];
  readonly notes: readonly Note[];
}

/** A text that only points to the one above. */
const DITTO = /^(?:同上|上に同じ|前項に同じ|同じ|〃|”|″|")[。.]?$/;

/** At least this much in common, and this much more than with any other control, makes a text a control's. */
const SURE = 0.2;
const CLEARLY = 1.5;

export function placeRows(rows: readonly TableRow[], catalog: Catalog, fit: Fit): Placement {
  const notes: Note[] = [];
  const byControl = new Map<Control, PlacedRow>();
  const numbered = new Set(rows.flatMap((row) => (row.numbered.is === 'control' ? [row.numbered.control] : [])));
  for (const row of rows) {
    const control = row.numbered.is === 'control' ? row.numbered.control : undefined;
    const id = control?.id;
    const text = row.text ?? (control && misplacedText(row, control, fit));
    if (row.numbered.is === 'unknown') {
      notes.push(
        note('unknown-number', row.place, { printed: row.numbered.printed, catalog: catalog.data.title.ja, id: catalog.id }),
      );
      continue;
    }
    if (!text) {
      notes.push(note('no-text', row.place, { column: columnName(row.table.text) }, id));
      continue;
    }
    if (DITTO.test(text.text)) {
      notes.push(note('ditto', text, { printed: text.text }, id));
      continue;
    }
    const meant = control ?? controlOfText(text.text, fit, numbered);
    if (!meant) {
      notes.push(note('no-number', row.place, { begins: beginning(text.text) }));
      continue;
    }
    if (!control) notes.push(note('matched-by-text', text, { begins: beginning(text.text), id: meant.id }, meant.id));
    else if (!row.text)
      notes.push(
        note(
          'text-in-another-column',
          text,
          { from: columnName(text.column), to: columnName(row.table.text), id: meant.id },
          meant.id,
        ),
      );
    const first = byControl.get(meant);
    if (first)
      notes.push(note('duplicate-row', row.place, { id: meant.id, first: first.place, sheet: row.place.sheet }, meant.id));
    else byControl.set(meant, { ...row, control: meant, text });
  }
  return { placed: [...byControl.values()], notes };
}

/** The text of a row whose text column is empty: the cell of another column that clearly is about the control. */
function misplacedText(row: TableRow, control: Control, fit: Fit): Cell | undefined {
  const { number, sequence } = row.table;
  const known = new Set(row.table.page.headings.filter(({ role }) => role === 'answer').map(({ column }) => column));
  const scored = row.row.cells
    .filter(({ column, text }) => column !== number && column !== sequence && !known.has(column) && text.length > 15)
    .map((cell) => ({ cell, best: fit.best(cell.text) }))
    .filter(({ best }) => best && best.score >= SURE && best.control === control);
  return scored.length === 1 ? scored[0]?.cell : undefined;
}

function controlOfText(text: string, fit: Fit, taken: ReadonlySet<Control>): Control | undefined {
  const best = fit.best(text);
  return best && best.score >= SURE && best.score >= best.next * CLEARLY && !taken.has(best.control) ? best.control : undefined;
}

/** The first words of a text, for a message. */
function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 24 ? `${line.slice(0, 24)}…` : line;
}
