/** References of a sheet that stand where they do not belong: in another column than those of their page, or repeated from the row before. */
import { REFERENCE_CATALOGS, type ReferenceRole } from './columns.ts';
import { columnOf } from './header.ts';
import type { Note, Say } from './note.ts';
import type { PlacedRow } from './place.ts';
import { beginning, comparable } from './prose.ts';
import type { References } from './reference.ts';
import type { Table } from './rows.ts';
import { type Cell, cellAt, columnName } from './sheet.ts';

const REFERENCE_ROLES = Object.keys(REFERENCE_CATALOGS) as ReferenceRole[];

/** Roles whose cells may speak of sections without being the row's references. */
const PROSE: ReadonlySet<string> = new Set(['number', 'sequence', 'category', 'overview', 'text', 'evidence', 'note']);
/** Blanks in which a reference that is all there is has slipped. */
const BLANKS: ReadonlySet<string> = new Set(['answer', 'found']);

/** A row whose references stand in another column than those of its page. */
export interface Stray<R = PlacedRow> {
  readonly row: R;
  /** The first of them, by column. */
  readonly cell: Cell;
  /** The column it belongs in, 1-based. */
  readonly home: number;
}

/** Rows of one guideline's references in the wrong column, in order. */
export function strayReferences<R extends Pick<PlacedRow, 'row' | 'table'>>(
  rows: readonly R[],
  references: References,
): readonly Stray<R>[] {
  const strays: Stray<R>[] = [];
  for (const [table, own] of byTable(rows)) {
    const homes = homesOf(table, own, references);
    const roles = new Map(table.page.headings.map(({ column, role }) => [column, role]));
    for (const row of own) {
      const cell = row.row.cells.find(({ column, text }) => {
        const here = roles.get(column) ?? '';
        const role = PROSE.has(here) || (BLANKS.has(here) && isSaid(text)) ? undefined : references.familyOf(text);
        const home = role && homes.get(role);
        if (role === undefined || home === undefined || home === column) return false;
        return references.familyOf(cellAt(row.row, home)?.text ?? '') !== role;
      });
      const home = cell && homes.get(references.familyOf(cell.text) as ReferenceRole);
      if (cell && home !== undefined) strays.push({ row, cell, home });
    }
  }
  return strays;
}

/** Words no list of references has. */
function isSaid(text: string): boolean {
  return /。|(?:ます|です|する|した|いる|同じ|同様|参照|記載|対応)/.test(text);
}

/** References of a row that stand in another column than those of the page. */
export function shiftedColumns(rows: readonly PlacedRow[], references: References, say: Say): readonly Note[] {
  return strayReferences(rows, references).map(({ row: { control }, cell, home }) => {
    const printed = beginning(cell.text, 30);
    const parameters = { id: control.id, from: columnName(cell.column), to: columnName(home), printed };
    return say('shifted-columns', cell, parameters, control.id);
  });
}

/** The column a page's references to each guideline stand in: where most of them are, else where the header says. */
export function homesOf(
  { page }: Table,
  rows: readonly Pick<PlacedRow, 'row'>[],
  references: References,
): ReadonlyMap<ReferenceRole, number> {
  const homes = new Map<ReferenceRole, number>();
  for (const role of REFERENCE_ROLES) {
    const byHeader = columnOf(page, role);
    if (byHeader === undefined) continue;
    const counts = new Map<number, number>();
    for (const { row } of rows)
      for (const { column, text } of row.cells)
        if (references.familyOf(text) === role) counts.set(column, (counts.get(column) ?? 0) + 1);
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    homes.set(role, most && most[1] > 2 ? most[0] : byHeader);
  }
  return homes;
}

/** References that repeat those of the row before and are not the control's. */
export function repeatedReferences(rows: readonly PlacedRow[], references: References, say: Say): readonly Note[] {
  const homes = new Map([...byTable(rows)].map(([table, own]) => [table, homesOf(table, own, references)]));
  const referenceCell = ({ row, table }: PlacedRow, role: ReferenceRole) => {
    const column = homes.get(table)?.get(role);
    return column === undefined ? undefined : cellAt(row, column);
  };
  return rows.flatMap((row, i) => {
    const before = rows[i - 1];
    if (!before) return [];
    return REFERENCE_ROLES.flatMap((role) => {
      const cell = referenceCell(row, role);
      const above = referenceCell(before, role);
      if (!cell || !above || comparable(cell.text) !== comparable(above.text)) return [];
      const printed = references.sectionsPrinted(cell.text, role);
      const fits = ({ control }: PlacedRow) =>
        [...references.sectionsCited(control, role)].some((section) => printed.has(section));
      if (fits(row) || !fits(before)) return [];
      const { id } = row.control;
      const parameters = { id, before: before.control.id, printed: beginning(cell.text, 30) };
      return [say('repeated-reference', cell, parameters, id, [before.control.id])];
    });
  });
}

function byTable<R extends Pick<PlacedRow, 'table'>>(rows: readonly R[]): ReadonlyMap<Table, readonly R[]> {
  const result = new Map<Table, R[]>();
  for (const row of rows) {
    const own = result.get(row.table);
    if (own) own.push(row);
    else result.set(row.table, [row]);
  }
  return result;
}
