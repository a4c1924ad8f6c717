/** A cell that is taken into an entry, and what every blank asks of it. */
import { referred } from '../../core/model/schema.ts';
import type { Note } from '../sheet/note.ts';
import { beginning } from '../sheet/prose.ts';
import type { Cell } from '../sheet/sheet.ts';
import type { AnswerEntry, EvidenceCited } from './entry.ts';
import type { Legend } from './legend.ts';
import { answerNote } from './notes.ts';
import type { AnswerRow } from './placing.ts';
import type { Register } from './register.ts';
import { isStroke, type ReadTerm, termIn } from './words.ts';

/** What stands above a row: what 同上 in it may mean. */
export interface Above {
  /** The nearest entry with an answer of its own; `certain` while no row without answer stands between. */
  standing: { readonly entry: AnswerEntry; certain: boolean } | undefined;
  evidence: readonly EvidenceCited[];
  result: string | undefined;
}

/** Which judgement a cell belongs to. */
export interface Round {
  /** Among the columns of its kind, 0-based. */
  readonly at: number;
  /** As the header counts them; undefined where there is one column and it has no number. */
  readonly number: number | undefined;
}

/** A cell to be taken. */
export interface Taking {
  readonly entry: AnswerEntry;
  readonly row: AnswerRow;
  readonly cell: Cell;
  /** What its column is called; its letter where it is called nothing. */
  readonly heading: string;
  readonly round: Round;
  readonly above: Above;
  readonly register: Register;
  /** What the sheet says its marks of status mean. */
  readonly legend: Legend;
  /** The entry of a control above, by its number as printed. */
  entryAt(printed: string): AnswerEntry | undefined;
  /** Says how the cell was read, where not literally. */
  read(printed: string, as: string): void;
  /** Tells what is no doubt about the entry. */
  tell(note: Note): void;
}

/** @returns whether the cell has found its place; false sends it to the note, whatever was taken of it */
export type Field = (taking: Taking) => boolean;

/** A whole cell that is a term; of `適合（条件付き）` the term is taken, and the cell stays in the note as it stands. */
export function term(name: 'status' | 'responsibility'): Field {
  return (taking) => {
    const { entry, cell, read } = taking;
    if (entry[name] !== undefined) return false;
    const whole = termIn(name, cell.text);
    const found = whole ?? leadingTerm(name, cell.text);
    if (found === undefined) return unclear(taking, name);
    entry[name] = found;
    if (found !== cell.text) read(cell.text, found);
    return whole !== undefined;
  };
}

export function leadingTerm(name: ReadTerm, text: string): string | undefined {
  const [head = ''] = text.split(/[\s(（:：、。,]/u);
  return head.length > 1 && head !== text ? termIn(name, head) : undefined;
}

export function unclear({ entry, row, cell, heading }: Taking, name: ReadTerm): false {
  const { id } = row.control;
  const terms = Object.values(referred(`common.schema.json#/$defs/${name}`, 'common').schema['x-terms'] ?? {}).flat();
  const isStatus = name === 'status';
  entry.doubts.push(answerNote('unclear-term', cell, { id, printed: beginning(cell.text), heading, terms, isStatus }, id));
  return false;
}

/** A stroke in a blank says that nobody filled it. */
export function isNothing({ cell, read }: Taking): boolean {
  if (!isStroke(cell.text)) return false;
  read(cell.text, '');
  return true;
}
