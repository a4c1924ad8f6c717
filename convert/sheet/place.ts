/** Rows given to controls: by number, else by what they say. What finds no control is told, with the reason. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Control } from '../../core/catalog/control.ts';
import type { Fit } from './fit.ts';
import { type Note, note } from './note.ts';
import { sectionIn } from './number.ts';
import { beginning } from './prose.ts';
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
export const SURE = 0.2;
const CLEARLY = 1.5;

export function placeRows(rows: readonly TableRow[], catalog: Catalog, fit: Fit): Placement {
  const notes: Note[] = [];
  const byControl = new Map<Control, PlacedRow>();
  const numbered = new Set(rows.flatMap((row) => (row.numbered.is === 'control' ? [row.numbered.control] : [])));
  for (const row of rows) {
    const control = row.numbered.is === 'control' ? row.numbered.control : undefined;
    const id = control?.id;
    const text = (control && misplacedText(row, control, fit)) ?? row.text;
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
    else if (text !== row.text)
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

/** Columns into which a text may slip: those beside it, and those nobody named. */
const BESIDE: ReadonlySet<string | undefined> = new Set(['category', 'overview', 'evidence', undefined]);

/** The text of a row that stands in another column: the one cell that is clearly about the control, where the text column has nothing like it. */
export function misplacedText(row: TableRow, control: Control, fit: Fit): Cell | undefined {
  const { number, sequence, page } = row.table;
  const here = row.text ? fit.score(row.text.text, control) : 0;
  if (here >= SURE / 2) return undefined;
  const roles = new Map(page.headings.map(({ column, role }) => [column, role]));
  const [found, ...others] = row.row.cells.filter((cell) => {
    const { column, text } = cell;
    if (cell === row.text || column === number || column === sequence || !BESIDE.has(roles.get(column))) return false;
    // A reference carries the title of what it refers to.
    if (text.length <= 15 || sectionIn(text.replace(/^[[［]/, '')) !== '') return false;
    const best = fit.best(text);
    return best !== undefined && best.control === control && best.score >= SURE && best.score >= here * 3;
  });
  return others.length === 0 ? found : undefined;
}

/** Whose a text clearly is. @param taken controls that have a row already */
export function controlOfText(text: string, fit: Fit, taken: ReadonlySet<Control>): Control | undefined {
  const best = fit.best(text);
  return best && best.score >= SURE && best.score >= best.next * CLEARLY && !taken.has(best.control) ? best.control : undefined;
}
