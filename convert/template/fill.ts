/**
 * The answers of a checklist filled into somebody's own workbook. Only the cells filled are others afterwards: the rest of their sheet's XML stays character for
 * character, every other part of the file byte for byte (zip.ts). A filled cell has its text in itself, so that no table of texts is touched either, and keeps its
 * style: a text is never a formula, but whether it stays a text when somebody edits it is up to that style.
 */
import { strToU8 } from 'fflate';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Control } from '../../core/catalog/control.ts';
import { type Bilingual, inLanguage, message } from '../../core/language.ts';
import type { Grid } from '../form/grid.ts';
import { ANSWER_SHEET } from '../sheet/columns.ts';
import { fitOf, wordsWith } from '../sheet/fit.ts';
import { rowsOf, type Table, type TableRow } from '../sheet/rows.ts';
import { cellAt, type Sheet, SheetError } from '../sheet/sheet.ts';
import { damaged, openWorkbook, readXlsx, type WorkbookParts } from '../sheet/xlsx.ts';
import { CELL_LENGTH, range, reference } from '../write/sheet-xml.ts';
import { definedNames, unlockedStyles } from './book.ts';
import { type Filling, withTexts } from './cell.ts';
import { areStatuses, choiceFor, choicesOf } from './choices.ts';
import { BLANKS, type Blank, blanksOf, matchRows } from './match.ts';
import { type NotFilled, notFilled } from './not-filled.ts';
import { readWorksheet, type Worksheet } from './worksheet.ts';
import { withEntries } from './zip.ts';

const noneMatches = message<{ catalog: Bilingual }>({
  ja: ({ catalog }) =>
    `「${catalog.ja}」の項目に当たる行が一つもないため、記入しませんでした。様式が合っているか、番号か要求事項の列があるかを確かめてください。`,
  en: ({ catalog }) =>
    `no row asks about a control of "${inLanguage(catalog, 'en')}", so nothing was filled in. See that it is the right form, and that it has numbers or says what is asked.`,
});

export interface FillOptions {
  /** Whose controls the answers are. */
  readonly catalog: Catalog;
  /** Summaries of its controls, where they have one: they help to tell what a row asks. */
  readonly summaryOf?: (control: Control) => string | undefined;
  /** Name of the one sheet to fill; every visible one where absent. */
  readonly sheet?: string;
  /** Whether texts that are there may be replaced. Formulas never are. */
  readonly overwrite?: boolean;
}

export interface Filled {
  readonly sheet: string;
  /** `H12` */
  readonly cell: string;
  /** Canonical ID. */
  readonly control: string;
  readonly column: Blank;
}

export interface FilledWorkbook {
  readonly bytes: Uint8Array;
  /** Cells that hold their answer now, those that did before included; row by row. */
  readonly filled: readonly Filled[];
  /** What of the answers is not in the workbook. */
  readonly notFilled: readonly NotFilled[];
}

/** By what they are for; several where there was more than one round of evaluation, '' for what a round does not say. */
type Values = ReadonlyMap<Blank, readonly string[]>;

/**
 * @param bytes of the workbook (xlsx, xlsm)
 * @param answers rows that name their control; of their columns those are taken that have the key of a {@link Blank}. What goes into an answer may depend on the
 * other columns the workbook has to be filled: then a function of these.
 * @throws SheetError for a file that is no workbook, damaged, encrypted or too large, and where no table is found
 */
export function fillWorkbook(
  bytes: Uint8Array,
  answers: Grid | ((has: ReadonlySet<Blank>) => Grid),
  options: FillOptions,
): FilledWorkbook {
  const { catalog } = options;
  const sheets = readXlsx(bytes);
  const fit = fitOf(catalog.data.controls, wordsWith(options.summaryOf));
  const matched = matchRows(rowsOf(sheets, options.sheet, catalog, fit, { vocabulary: ANSWER_SHEET }).rows, catalog, fit);
  if (matched.size === 0) throw new SheetError(noneMatches({ catalog: catalog.data.title }));
  const book = openWorkbook(bytes);
  const work = new Filler(book, sheets, options.overwrite ?? false);
  const asked = book.worksheets.flatMap(({ name, path }): readonly Asked[] => {
    const rows = new Map([...matched].filter(([{ row }]) => row.sheet === name));
    if (rows.size === 0) return [];
    const sheet = readWorksheet(work.text(path) ?? '', new Set([...rows.keys()].map(({ row }) => row.row)));
    return [{ name, path, sheet, rows, blanks: work.blanksOf(name, sheet, rows) }];
  });
  const has = new Set(asked.flatMap(({ blanks }) => [...blanks.values()].flatMap((columns) => [...columns.keys()])));
  const values = valuesOf(typeof answers === 'function' ? answers(has) : answers);
  const parts = new Map<string, Uint8Array>();
  for (const one of asked) {
    const fillings = work.fill(one, values);
    if (fillings.length > 0) parts.set(one.path, strToU8(withTexts(one.sheet, fillings)));
  }
  const found = new Set([...matched.values()].map(({ id }) => id));
  for (const id of values.keys())
    if (!found.has(id))
      work.notFilled.push(notFilled('no-row', { sheet: '', cell: undefined, control: id, column: undefined }, { ids: [id] }));
  return { bytes: parts.size === 0 ? bytes : withEntries(bytes, parts), filled: work.filled, notFilled: work.notFilled };
}

/** By control; what several rows say of one stands line by line. */
function valuesOf({ columns, rows }: Grid): ReadonlyMap<string, Values> {
  const answers = new Map<string, Map<Blank, string[]>>();
  for (const { control, cells } of rows) {
    if (control === undefined) continue;
    const values = answers.get(control) ?? new Map<Blank, string[]>();
    answers.set(control, values);
    for (const blank of BLANKS) {
      const said = columns.flatMap(({ key }, i) => (key === blank ? [plain(cells[i] ?? '')] : []));
      const above = values.get(blank) ?? [];
      values.set(
        blank,
        said.map((text, i) => [...new Set([above[i] ?? '', text])].filter(Boolean).join('\n')),
      );
    }
  }
  for (const values of answers.values())
    for (const [blank, said] of values) if (said.every((text) => text === '')) values.delete(blank);
  return new Map([...answers].filter(([, values]) => values.size > 0));
}

function plain(value: string | number): string {
  return String(value).replace(/\r\n?/g, '\n').trim();
}

/** A sheet some of whose rows ask about controls. */
interface Asked {
  readonly name: string;
  readonly path: string;
  readonly sheet: Worksheet;
  readonly rows: ReadonlyMap<TableRow, Control>;
  readonly blanks: ReadonlyMap<Table, ReadonlyMap<Blank, readonly number[]>>;
}

/** A value, and the cell it is for. */
interface Wanted {
  readonly row: TableRow;
  readonly column: number;
  readonly control: string;
  readonly blank: Blank;
  readonly value: string;
}

class Filler {
  readonly filled: Filled[] = [];
  readonly notFilled: NotFilled[] = [];
  readonly #names: ReadonlyMap<string, string>;
  #unlocked: ReadonlySet<number> | undefined;

  constructor(
    readonly book: WorkbookParts,
    readonly sheets: readonly Sheet[],
    readonly overwrite: boolean,
  ) {
    this.#names = definedNames(this.text(book.path) ?? '');
  }

  /** A part of the file as text, its byte order mark included; undefined where there is none. @throws SheetError where it is no UTF-8 */
  text(path: string): string | undefined {
    const part = this.book.read(path);
    try {
      return part && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part);
    } catch {
      throw new SheetError(damaged);
    }
  }

  /** The columns to fill, table by table. */
  blanksOf(name: string, sheet: Worksheet, rows: ReadonlyMap<TableRow, Control>): Asked['blanks'] {
    const blanks = new Map<Table, ReadonlyMap<Blank, readonly number[]>>();
    for (const { table, row } of rows.keys())
      if (!blanks.has(table))
        blanks.set(
          table,
          blanksOf(table, (column) => areStatuses(this.#choices(name, sheet, row.row, column) ?? [])),
        );
    return blanks;
  }

  /** What goes into which cells of a sheet; told in `filled` and `notFilled`. */
  fill(asked: Asked, answers: ReadonlyMap<string, Values>): readonly Filling[] {
    const { name, sheet } = asked;
    const fillings = new Map<string, Filling>();
    for (const wanted of this.#wantedOf(asked, answers)) {
      const { control, blank: column } = wanted;
      const found = this.#cellFor(wanted, name, sheet, fillings);
      if ('why' in found) this.notFilled.push(found);
      else {
        const cell = reference(found.row, found.column);
        if (found.text !== wanted.row.row.cells.find((one) => one.column === found.column)?.text) fillings.set(cell, found);
        this.filled.push({ sheet: name, cell, control, column });
      }
    }
    return [...fillings.values()];
  }

  /** What a sheet asks for and the answers have, row by row; the rest is told. */
  #wantedOf({ name, rows, blanks }: Asked, answers: ReadonlyMap<string, Values>): readonly Wanted[] {
    const without = new Set<Blank>();
    const fewer = new Map<Blank, number>();
    const firstRows = new Map<string, number>();
    const all: Wanted[] = [];
    for (const [row, { id: control }] of rows) {
      const values = answers.get(control);
      if (!values) continue;
      const number = row.row.row;
      const first = firstRows.get(control);
      if (first !== undefined) {
        const place = { sheet: name, cell: reference(number, row.place.column), control, column: undefined };
        this.notFilled.push(notFilled('repeated-row', place, { id: control, row: first }));
        continue;
      }
      firstRows.set(control, number);
      for (const [blank, said] of values) {
        const found = blanks.get(row.table)?.get(blank) ?? [];
        // Where the form has fewer columns than there were rounds, it is for the last ones.
        const shown = said.slice(Math.max(0, said.length - found.length));
        if (found.length === 0) without.add(blank);
        else if (shown.length < said.length && said.slice(0, -found.length).some((text) => text !== ''))
          fewer.set(blank, found.length);
        for (const [i, column] of found.entries()) {
          const value = shown[i] ?? '';
          if (value !== '') all.push({ row, column, control, blank, value });
        }
      }
    }
    for (const [column, count] of fewer)
      this.notFilled.push(
        notFilled('fewer-columns', { sheet: name, cell: undefined, control: undefined, column }, { column, count }),
      );
    for (const column of without)
      this.notFilled.push(notFilled('no-column', { sheet: name, cell: undefined, control: undefined, column }, { column }));
    return all;
  }

  /** The cell a value goes into and the text it is there, or why it does not. @param fillings made so far, by cell */
  #cellFor(
    { row: { row }, column: wanted, control, blank, value }: Wanted,
    name: string,
    sheet: Worksheet,
    fillings: ReadonlyMap<string, Filling>,
  ): Filling | NotFilled {
    const merge = sheet.merged.at(row.row, wanted);
    const column = merge?.left ?? wanted;
    const at = reference(row.row, column);
    const place = { sheet: name, cell: at, control, column: blank };
    if (merge && (merge.top !== row.row || fillings.has(at)))
      return notFilled('merged', place, { into: range(merge.top, merge.left, merge.bottom, merge.right) });
    const there = sheet.rows.get(row.row);
    const cell = there?.cells.find((candidate) => candidate.column === column);
    if (cell?.hasFormula || sheet.arrays.at(row.row, column)) return notFilled('formula', place, undefined);
    const style = cell ? cell.style : (there?.style ?? sheet.styleOf(column));
    if (sheet.isProtected && !this.#isUnlocked(style ?? 0)) return notFilled('locked', place, undefined);
    const list = sheet.lists.at(row.row, column);
    const choices = this.#choices(name, sheet, row.row, column);
    const text = list ? choices && choiceFor(value, blank, choices) : value;
    if (text === undefined)
      return choices
        ? notFilled('not-in-list', place, { value: beginning(value), choices: choices.slice(0, 10) })
        : notFilled('list-unknown', place, { value: beginning(value), formula: beginning(list?.value ?? '') });
    if (text.length > CELL_LENGTH) return notFilled('too-long', place, { length: text.length, limit: CELL_LENGTH });
    const written = cellAt(row, column)?.text;
    if (written !== undefined && written !== text && !this.overwrite)
      return notFilled('occupied', place, { begins: beginning(written) });
    return { row: row.row, column, text };
  }

  /** The choices of a cell; undefined where it has no list, or one that has to be worked out. */
  #choices(name: string, sheet: Worksheet, row: number, column: number): readonly string[] | undefined {
    const list = sheet.lists.at(row, column);
    return list && choicesOf(list.value, name, this.sheets, this.#names);
  }

  #isUnlocked(style: number): boolean {
    this.#unlocked ??= unlockedStyles(this.text('xl/styles.xml') ?? '');
    return this.#unlocked.has(style);
  }
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 30 ? `${line.slice(0, 30)}…` : line;
}
