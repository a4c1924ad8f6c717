/** How the columns of a table were read, and what the user says they are. */
import { type Localized, message } from '../../core/language.ts';
import { headingKey, roleNamed, type Vocabulary } from '../sheet/columns.ts';
import type { Chosen, Page } from '../sheet/header.ts';
import { oneLine } from '../sheet/prose.ts';
import { columnName, columnNumber, type Sheet, SheetError } from '../sheet/sheet.ts';
import type { MappedColumn, Mapping, ReadValue } from './imported.ts';

const noColumn = message<{ column: string }>({
  ja: ({ column }) => `「${column}」という列はありません。列は、表計算ソフトの列名（A、B、…）で指定してください。`,
  en: ({ column }) => `there is no column "${column}". Name columns as a spreadsheet does: A, B, …`,
});

const emptyColumn = message<{ column: string; known: readonly string[] }>({
  ja: ({ column, known }) => `${column}列には何も書かれていません。このシートにある列は ${known.join('、')} です。`,
  en: ({ column, known }) => `there is nothing in column ${column}. The columns there are: ${known.join(', ')}.`,
});

const noRole = message<{ role: string; roles: Readonly<Record<string, Localized>> }>({
  ja: ({ role, roles }) =>
    `「${role}」という役割の列はありません。使えるのは ${Object.entries(roles)
      .map(([id, name]) => `${name('ja')}（${id}）`)
      .join('、')} です。`,
  en: ({ role, roles }) => `a column cannot be "${role}". Known: ${Object.keys(roles).join(', ')}.`,
});

/**
 * The roles the user gave to columns.
 * @param columns column name → English id of a role, its name in either language, or any heading the vocabulary knows
 * @param sheets that are read: those of the name, every visible one without
 * @throws SheetError for a column or a role there is not
 */
export function chosenColumns<R extends string>(
  columns: Readonly<Record<string, string>> | undefined,
  vocabulary: Vocabulary<R>,
  roles: Readonly<Record<R, Localized>>,
  sheets: readonly Sheet[],
  sheet: string | undefined,
): Chosen<R> {
  const read = sheets.filter(({ name, hidden }) => (sheet === undefined ? !hidden : name === sheet));
  const used = new Set(read.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ column }) => column))));
  const known = [...used].sort((a, b) => a - b).map(columnName);
  const ids = Object.keys(roles) as R[];
  const chosen = new Map<number, R>();
  for (const [name, word] of Object.entries(columns ?? {})) {
    const column = columnNumber(name.normalize('NFKC').trim().toUpperCase());
    if (column === undefined) throw new SheetError(noColumn({ column: name }));
    // Of a sheet there is not, that is what is told.
    if (used.size > 0 && !used.has(column)) throw new SheetError(emptyColumn({ column: columnName(column), known }));
    const key = headingKey(word);
    const named = (id: R) => [id, roles[id]('ja'), roles[id]('en')].some((spelling) => headingKey(spelling) === key);
    const role = ids.find(named) ?? roleNamed(word, vocabulary);
    if (role === undefined || !ids.includes(role)) throw new SheetError(noRole({ role: word, roles }));
    chosen.set(column, role);
  }
  return chosen;
}

/**
 * How a table was read, for the user to confirm.
 * @param shown roles its content showed, by column, where the header says nothing or something else
 * @param values by column, how its cells were read where not literally
 */
export function mappingOf<R extends string>(
  page: Page<R>,
  shown: ReadonlyMap<number, R> = new Map<number, R>(),
  values: ReadonlyMap<number, readonly ReadValue[]> = new Map<number, readonly ReadValue[]>(),
): Mapping {
  const used = new Set([
    ...page.headings.map(({ column }) => column),
    ...[...page.header, ...page.rows].flatMap(({ cells }) => cells.map(({ column }) => column)),
  ]);
  const columns = [...used]
    .sort((a, b) => a - b)
    .map((column): MappedColumn => {
      const heading = page.header.flatMap(({ cells }) => cells.filter((cell) => cell.column === column));
      const named = page.headings.find((one) => one.column === column);
      const seen = shown.get(column);
      return {
        column: columnName(column),
        heading: heading.map(({ text }) => oneLine(text)).join(' / '),
        role: named?.chosen ? named.role : (seen ?? named?.role),
        by: named?.chosen ? 'choice' : seen !== undefined && seen !== named?.role ? 'content' : named ? 'name' : 'unknown',
        values: values.get(column) ?? [],
      };
    });
  const first = page.header[0] ?? page.rows[0];
  return { sheet: page.sheet, row: first?.row ?? 1, rows: page.rows.length, columns };
}
