/** The entries of a checklist, gathered from the cells of its rows. */
import type { Control } from '../../core/catalog/control.ts';
import { idKey } from '../../core/catalog/id.ts';
import type { Role } from '../sheet/columns.ts';
import type { Note } from '../sheet/note.ts';
import { oneLine } from '../sheet/prose.ts';
import { type Cell, columnName } from '../sheet/sheet.ts';
import { type AnswerEntry, below, blankEntry, says, stands } from './entry.ts';
import { FIELDS } from './fields.ts';
import type { ReadValue } from './imported.ts';
import type { Legend } from './legend.ts';
import type { AnswerRow } from './placing.ts';
import type { Register } from './register.ts';
import type { Above, Round } from './taking.ts';

/** A cell of a row, and what its column holds. */
export interface ReadCell {
  readonly cell: Cell;
  /** Undefined for a column nobody knows. */
  readonly role: Role | undefined;
  /** What its column is called; '' where it has no name. */
  readonly heading: string;
  /** Which round of evaluation its column is for. */
  readonly round: Round;
  /** The row whose cell is merged over this one's place, where it has none of its own. */
  readonly of?: Control;
}

export class Entries {
  private readonly byControl = new Map<Control, AnswerEntry>();
  private readonly above: Above = { standing: undefined, evidence: [], result: undefined };
  /** By table and column: how cells were read where not literally. */
  private readonly readings = new Map<AnswerRow['table'], Map<number, Map<string, ReadValue>>>();
  /** What the report tells besides the doubts. */
  readonly notes: Note[] = [];

  /** @param legend of the sheet's marks */
  constructor(
    private readonly register: Register,
    private readonly legend: Legend,
  ) {}

  /** Those that say something, in the order of the sheet. */
  get all(): readonly AnswerEntry[] {
    return [...this.byControl.values()].filter(says);
  }

  /** By column, how cells of a table were read where not literally. */
  valuesOf(table: AnswerRow['table']): ReadonlyMap<number, readonly ReadValue[]> {
    return new Map([...(this.readings.get(table) ?? [])].map(([column, values]) => [column, [...values.values()]]));
  }

  /**
   * Takes the cells of a row. Rows come in the order of the sheet.
   * @param cells those that somebody filled
   * @param doubts about the row; they matter only where it says something
   */
  add(row: AnswerRow, cells: readonly ReadCell[], doubts: readonly Note[]): void {
    const { above, register, legend } = this;
    const entry = this.byControl.get(row.control) ?? blankEntry(row.control);
    this.byControl.set(row.control, entry);
    if (cells.length > 0) entry.doubts.push(...doubts);
    for (const { cell, role, heading, round, of } of cells) {
      const name = heading === '' ? columnName(cell.column) : heading;
      const isTaken =
        role !== undefined &&
        FIELDS[role]?.({
          entry,
          row,
          cell,
          heading: name,
          round,
          above: of ? { ...above, standing: this.standingOf(of) } : above,
          register,
          legend,
          entryAt: (printed) => this.entryAt(row.control, printed),
          read: (printed, as) => this.read(row, cell, printed, as),
          tell: (note) => this.notes.push(note),
        });
      // What else there is of a control stands with the row it came from.
      if (!isTaken) entry.note = below(entry.note, `${row.is === 'first' ? name : `${name}（${cell.row}行）`}: ${cell.text}`);
    }
    if (stands(entry)) above.standing = { entry, certain: true };
    else if (entry.sameAs === undefined && above.standing) above.standing.certain = false;
  }

  /** What 同上 means that a merged cell stands for. */
  private standingOf(control: Control): Above['standing'] {
    const entry = this.byControl.get(control);
    return entry && stands(entry) ? { entry, certain: true } : this.above.standing;
  }

  /** An entry above, by the number of its control; a number without a prefix is of the same catalog. */
  private entryAt({ id }: Control, printed: string): AnswerEntry | undefined {
    const prefix = /^[A-Z]+(?=-)/.exec(id)?.[0];
    const prefixes = prefix === undefined ? [] : [prefix];
    const { number } = idKey(printed, prefixes);
    return [...this.byControl.values()].find(
      (entry) => entry.control.id !== id && idKey(entry.control.id, prefixes).number === number,
    );
  }

  private read({ table }: AnswerRow, { column }: Cell, printed: string, as: string): void {
    const columns = this.readings.get(table) ?? new Map<number, Map<string, ReadValue>>();
    this.readings.set(table, columns);
    const values = columns.get(column) ?? new Map<string, ReadValue>();
    columns.set(column, values);
    const key = `${oneLine(printed)}\n${as}`;
    values.set(key, { printed, as, count: (values.get(key)?.count ?? 0) + 1 });
  }
}
