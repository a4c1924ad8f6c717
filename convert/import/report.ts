/** What an import did, for a person or a program: every row and cell that found no place, every defect, and the sums. */
import { fixed, type Localized, message } from '../../core/language.ts';
import type { Role } from '../sheet/columns.ts';
import type { Note } from '../sheet/note.ts';
import { oneLine } from '../sheet/prose.ts';
import type { TableRows } from '../sheet/rows.ts';
import { columnName } from '../sheet/sheet.ts';

export interface ImportReport {
  /** By place. */
  readonly notes: readonly Note[];
  /** Rows of the tables. */
  readonly rows: number;
  /** Canonical IDs of the controls written, in order. */
  readonly attached: readonly string[];
  /** How many controls the catalog has. */
  readonly controls: number;
  /** Canonical IDs of controls the sheet has no text for, in catalog order. */
  readonly without: readonly string[];
  /** Columns that were read and those that were not, as the first table that has them names them. */
  readonly columns: { readonly taken: readonly NamedColumn[]; readonly left: readonly NamedColumn[] };
  /** Lines outside the tables: titles, what is printed on every page. */
  readonly outside: readonly { readonly sheet: string; readonly row: number; readonly text: string }[];
}

export interface NamedColumn {
  readonly name: string;
  /** As a spreadsheet names it: `D`. */
  readonly column: string;
}

export interface Imported {
  /** The file's text, with `\n` line ends. */
  readonly text: string;
  readonly report: ImportReport;
}

const noRows = fixed(
  '見出しの行はありますが、その下に行がありません。項目の行もコピーされているか確かめてください。',
  'there is a row with the column names, and none below it. See that the rows themselves were copied too.',
);

const nothingFits = message<{ rows: number; catalog: string }>({
  ja: ({ rows, catalog }) =>
    `${rows}行のどれも、カタログ ${catalog} の項目に当たりません。番号の列と、選んだカタログが合っているか確かめてください。`,
  en: ({ rows, catalog }) =>
    `none of its ${rows} rows is a control of ${catalog}. Check the column of numbers, and whether this is the right catalog.`,
});

const noItems = message<{ rows: number }>({
  ja: ({ rows }) => `${rows}行のどれにも、番号と文言がそろっていません。見出しと、番号の列を確かめてください。`,
  en: ({ rows }) => `none of its ${rows} rows has both a number and a text. Check the names of the columns, and the numbers.`,
});

/** Why nothing came of a sheet, so that there is nothing to write; undefined where something did. @param catalog whose wording was read; absent for a new one */
export function emptyReason({ rows, attached }: ImportReport, catalog: string | undefined): Localized | undefined {
  if (attached.length > 0) return undefined;
  if (rows === 0) return noRows;
  return catalog === undefined ? noItems({ rows }) : nothingFits({ rows, catalog });
}

const doubt = message<{ rows: number; attached: number }>({
  ja: ({ rows, attached }) =>
    `${rows}行のうち${attached}行しか取り込めませんでした。別の様式のファイルかもしれません。ファイルとカタログの組み合わせを確かめてください。`,
  en: ({ rows, attached }) =>
    `Only ${attached} of ${rows} rows were taken. The file may be another form: see that file and catalog go together.`,
});

/** Said where wording was read and most rows are no control of the catalog, second rows of a control aside; undefined where they are. */
export function doubtOf({ rows, attached, notes }: ImportReport): Localized | undefined {
  const again = notes.filter(({ kind }) => kind === 'duplicate-row').length;
  return attached.length * 2 < rows - again ? doubt({ rows, attached: attached.length }) : undefined;
}

/** The columns of the tables by name. @param roles those an import takes, besides numbers and the text */
export function columnsOf({ tables }: TableRows, roles: ReadonlySet<Role>): ImportReport['columns'] {
  const taken = new Map<string, NamedColumn>();
  const left = new Map<string, NamedColumn>();
  for (const { page, number, sequence, text } of tables) {
    for (const { column, role, cell } of page.headings) {
      const name = oneLine(cell?.text ?? '');
      // Levels of headings share a role; of any other one name is enough.
      const key = role === 'category' ? name : role;
      const columns = COUNTED.has(role) || roles.has(role) ? taken : left;
      if (!columns.has(key)) columns.set(key, { name, column: columnName(role === 'text' ? text : column) });
    }
    for (const { text: printed, column } of page.others) {
      const name = printed.replace(/\s+/g, ' ');
      // The content may have shown what the column is: then it was read.
      if (![number, sequence, text].includes(column) && !left.has(name)) left.set(name, { name, column: columnName(column) });
    }
  }
  const inPlace = (columns: Map<string, NamedColumn>) =>
    [...columns.values()].sort((a, b) => a.column.length - b.column.length || (a.column < b.column ? -1 : 1));
  return { taken: [...taken.values()], left: inPlace(left) };
}

const COUNTED: ReadonlySet<Role> = new Set<Role>(['number', 'sequence', 'text']);

/** Lines outside the tables as the report lists them. */
export function outsideOf({ outside }: TableRows): ImportReport['outside'] {
  return outside.map(({ sheet, row, cells }) => ({ sheet, row, text: cells.map(({ text }) => text).join(' ') }));
}
