/** The rows of a sheet's tables, each with the control it is for. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import { type Localized, message } from '../../core/language.ts';
import { CHECK_SHEET, type Role, type Vocabulary, WANTED } from './columns.ts';
import type { Fit } from './fit.ts';
import { type Chosen, headingsSeen, type Page, pagesOf, type Tables } from './header.ts';
import { countingColumns, isTableRow, type Meaning, sectionCells, textColumn } from './meaning.ts';
import { type Numbered, numbering } from './number.ts';
import { byPlace, type Cell, cellAt, type Row, type Sheet, SheetError } from './sheet.ts';

const noHeader = message<{ seen: readonly string[] }>({
  ja: ({ seen }) =>
    `見出しの行が見つかりません。「${WANTED.text}」などの列と、「${WANTED.number}」などの列が必要です。${
      seen.length > 0
        ? `見つかった列は「${seen.join('」「')}」です。見出しを直すか、別のシートを選んでください（コマンドラインでは --sheet）。`
        : '見出しの行も含めてコピーし、列の区切り（タブ）が残っているか確かめてください。'
    }`,
  en: ({ seen }) =>
    `no header row found. There must be a column such as 「${WANTED.text}」 and one such as 「${WANTED.number}」. ${
      seen.length > 0
        ? `The columns found are 「${seen.join('」「')}」. Rename them, or choose another sheet (--sheet on the command line).`
        : 'Copy the row with the column names too, and see that the columns are still apart (tabs).'
    }`,
});

const noSheet = message<{ name: string; known: readonly string[] }>({
  ja: ({ name, known }) =>
    known.length > 0
      ? `「${name}」というシートはありません。あるのは「${known.join('」「')}」です。`
      : 'このファイルにはシートの区別がありません。シートを指定せずに読み取ってください。',
  en: ({ name, known }) =>
    known.length > 0
      ? `there is no sheet "${name}". There is ${known.map((one) => `"${one}"`).join(', ')}.`
      : 'this file has no sheet names. Read it without naming one.',
});

const tooManyRows = message<{ limit: number }>({
  ja: ({ limit }) => `表の行が${limit}行を超えるため、読み取りませんでした。必要な部分だけを別のファイルに保存してください。`,
  en: ({ limit }) => `it was not read: its tables have more than ${limit} rows. Save the part you need as a file of its own.`,
});

/** No guideline is that long; each row is compared with every control. */
const ROWS = 20_000;

/** A page, and what its columns hold. */
export interface Table extends Meaning {
  readonly page: Page;
}

export interface TableRow {
  readonly row: Row;
  readonly table: Table;
  /** Where the row stands, for reports: its number, else its first cell. */
  readonly place: Cell;
  readonly text: Cell | undefined;
  readonly numbered: Numbered;
  /** The line of one cell the row stands under, on its page: a heading between rows. */
  readonly under: Cell | undefined;
}

export interface TableRows {
  readonly tables: readonly Table[];
  readonly rows: readonly TableRow[];
  /** Titles and whatever else stands outside the tables. */
  readonly outside: readonly Row[];
}

/**
 * The sheets asked for that hold tables, and what stands above those.
 * @param name of one sheet; every visible one where absent
 * @param noTable what to say where no header is found, of the column names seen
 * @throws SheetError where there is no such sheet, or no header in any
 */
export function pagesIn<R extends string>(
  sheets: readonly Sheet[],
  name: string | undefined,
  vocabulary: Vocabulary<R>,
  chosen: Chosen<R> | undefined,
  noTable: (found: { seen: readonly string[] }) => Localized,
): Tables<R> {
  const asked = name === undefined ? sheets.filter(({ hidden }) => !hidden) : sheets.filter((sheet) => sheet.name === name);
  if (name !== undefined && asked.length === 0)
    throw new SheetError(noSheet({ name, known: sheets.map((sheet) => sheet.name).filter(Boolean) }));
  const read = asked.map((sheet) => pagesOf(sheet, vocabulary, chosen));
  if (read.every(({ pages }) => pages.length === 0)) throw new SheetError(noTable({ seen: headingsSeen(asked, vocabulary) }));
  const pages = read.flatMap((one) => one.pages);
  if (pages.reduce((sum, page) => sum + page.rows.length, 0) > ROWS) throw new SheetError(tooManyRows({ limit: ROWS }));
  return { pages, above: read.flatMap(({ above }) => above) };
}

/** How the rows are read where it is not their wording that is wanted. */
export interface Reading {
  readonly vocabulary?: Vocabulary<Role>;
  readonly chosen?: Chosen;
  /** Roles of blanks somebody may have filled: a row that holds nothing else goes on with the row above. None where absent. */
  readonly filled?: ReadonlySet<Role>;
  readonly noTable?: (found: { readonly seen: readonly string[] }) => Localized;
}

const NONE: ReadonlySet<Role> = new Set();

/**
 * The rows of every table, numbers read.
 * @param catalog whose controls the rows are; without one numbers are only numbers
 * @param fit tells which column holds the text; by the header alone where absent
 * @throws SheetError where there is no such sheet, no header in any, or too many rows
 */
export function rowsOf(
  sheets: readonly Sheet[],
  name: string | undefined,
  catalog: Catalog | undefined,
  fit: Fit | undefined,
  { vocabulary = CHECK_SHEET, chosen, filled = NONE, noTable = noHeader }: Reading = {},
): TableRows {
  const { pages, above } = pagesIn(sheets, name, vocabulary, chosen, noTable);
  const read = catalog && numbering(catalog);
  const tables = pages.map((page) => readPage(page, catalog, read, fit, filled));
  return {
    tables: tables.map(({ table }) => table),
    rows: tables.flatMap(({ rows }) => rows),
    outside: [...above, ...tables.flatMap(({ outside }) => outside)].sort(byPlace(sheets.map((sheet) => sheet.name))),
  };
}

function readPage(
  page: Page,
  catalog: Catalog | undefined,
  read: ReturnType<typeof numbering> | undefined,
  fit: Fit | undefined,
  filled: ReadonlySet<Role>,
): { readonly table: Table; readonly rows: readonly TableRow[]; readonly outside: readonly Row[] } {
  const counting = countingColumns(page, catalog);
  const numbered = new Map<Row, Numbered>();
  const headings = new Map<Row, Cell | undefined>();
  const outside: Row[] = [];
  const blanks = new Set(page.headings.filter(({ role }) => filled.has(role)).map(({ column }) => column));
  let under: Cell | undefined;
  for (const row of page.rows) {
    if (isTableRow(row, page, counting, catalog)) {
      numbered.set(row, read?.(row, counting.number, sectionCells(row, page, counting)) ?? { is: 'none' });
      headings.set(row, under);
    } else if (row.cells.some(({ column }) => blanks.has(column))) {
      numbered.set(row, { is: 'none' });
      headings.set(row, under);
    } else {
      outside.push(row);
      if (row.cells.length === 1) under = row.cells[0];
    }
  }
  // Which column holds the text is told by the controls of the rows: all numbers must be known before.
  const table: Table = { page, ...counting, text: textColumn(page, fit, numbered, filled) };
  const rows = [...numbered].map(([row, found]) => ({
    row,
    table,
    place: cellAt(row, counting.number) ?? (row.cells[0] as Cell),
    text: cellAt(row, table.text),
    numbered: found,
    under: headings.get(row),
  }));
  return { table, rows, outside };
}
