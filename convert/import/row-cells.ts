/** The cells of a table's row, each asked for once by what its column holds; what nobody asked for is kept. Used by importers of plain tables. */
import { message } from '../../core/language.ts';
import type { Page, Tables } from '../sheet/header.ts';
import { type Note, noting } from '../sheet/note.ts';
import { oneLine } from '../sheet/prose.ts';
import { type Cell, cellAt, columnName, type MergedCells, type Row } from '../sheet/sheet.ts';
import type { ImportReport, NamedColumn } from './report.ts';

const keptNote = noting({
  'kept-in-note': message<{ column: string; heading: string; count: number }>({
    ja: ({ column, heading, count }) =>
      `${column}列${heading === '' ? 'には見出しがなく' : `（${heading}）は取り込み先がなく`}、${count}個のセルを備考（note）に入れました。別の欄に取り込むには、列の役割を指定してください（コマンドラインでは --map ${column}=役割）。`,
    en: ({ column, heading, count }) =>
      `Column ${column} ${heading === '' ? 'has no heading' : `(${heading}) has no place`}: ${count} ${count === 1 ? 'cell' : 'cells'} went into note. Say what it is (--map ${column}=ROLE on the command line) to have it read as that.`,
  }),
});

/** What a header calls a column, on one line; '' where it has no name. @param column 1-based */
export function headingOf<R extends string>({ header }: Page<R>, column: number): string {
  const cells = header.flatMap((row) => cellAt(row, column) ?? []);
  return oneLine(cells.at(-1)?.text ?? '');
}

export class RowCells<R extends string> {
  private readonly used = new Set<Cell>();

  /** @param merged finds the cell merged over another, for columns where it means every row it covers */
  constructor(
    readonly page: Page<R>,
    readonly row: Row,
    private readonly merged: MergedCells,
  ) {}

  /** The row's own cell, now taken; undefined where there is none. Of several columns of one role the first that holds something. */
  cell(role: R): Cell | undefined {
    const found = this.page.headings.flatMap(({ column, role: own }) =>
      own === role ? (cellAt(this.row, column) ?? []) : [],
    )[0];
    if (found) this.used.add(found);
    return found;
  }

  /** The row's own cell, now taken, or the one merged over its place. */
  cellOver(role: R): Cell | undefined {
    const own = this.cell(role);
    if (own) return own;
    const columns = this.page.headings.flatMap((one) => (one.role === role ? [one.column] : []));
    return columns.flatMap((column) => this.merged(this.row, column) ?? [])[0];
  }

  /** Its text; '' where there is none. */
  text(role: R): string {
    return this.cell(role)?.text ?? '';
  }

  /** The texts of all columns of a role, outermost first, those merged over the row among them. */
  texts(role: R): readonly string[] {
    return this.page.headings
      .filter(({ role: own }) => own === role)
      .flatMap(({ column }) => {
        const cell = cellAt(this.row, column) ?? this.merged(this.row, column);
        if (!cell) return [];
        this.used.add(cell);
        return [cell.text];
      });
  }

  /** Puts a cell back: what it says could not be read, and is kept. */
  keep(cell: Cell | undefined): void {
    if (cell) this.used.delete(cell);
  }

  /** What nobody took, with the names of the columns: lines for a note. */
  rest(): readonly string[] {
    return this.row.cells
      .filter((cell) => !this.used.has(cell))
      .map(({ column, text }) => {
        const heading = headingOf(this.page, column);
        return heading === '' ? text : `${heading}: ${text}`;
      });
  }
}

/** A note for each column that no role was found for, told at its first cell. @param except roles whose cells go to the note by themselves */
export function keptColumns<R extends string>(page: Page<R>): readonly Note[] {
  const known = new Set(page.headings.map(({ column }) => column));
  const cells = new Map<number, Cell[]>();
  for (const cell of page.rows.flatMap((row) => row.cells))
    if (!known.has(cell.column)) cells.set(cell.column, [...(cells.get(cell.column) ?? []), cell]);
  return [...cells].map(([column, all]) =>
    keptNote('kept-in-note', all[0] as Cell, {
      column: columnName(column),
      heading: headingOf(page, column),
      count: all.length,
    }),
  );
}

/** Columns with and without a role, as the first table that has them names them. */
export function columnsRead<R extends string>({ pages }: Tables<R>): ImportReport['columns'] {
  const taken = new Map<string, NamedColumn>();
  const left = new Map<string, NamedColumn>();
  for (const page of pages) {
    for (const { column, role } of page.headings) {
      const name = headingOf(page, column);
      if (!taken.has(role)) taken.set(role, { name, column: columnName(column) });
    }
    for (const { column } of page.others) {
      const name = headingOf(page, column);
      if (!left.has(name)) left.set(name, { name, column: columnName(column) });
    }
  }
  return { taken: [...taken.values()], left: [...left.values()] };
}
