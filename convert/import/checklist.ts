/** A filled check sheet as answers (`checklist/v1`): each row at its control, evidence as a register, judgements and remarks kept. */
import type { Control } from '../../core/catalog/control.ts';
import { counted, fixed, type Localized, message } from '../../core/language.ts';
import { asideNotes } from '../sheet/asides.ts';
import { ANSWER_SHEET, type Role } from '../sheet/columns.ts';
import { defectsOf } from '../sheet/defects.ts';
import { inOrder, type Note } from '../sheet/note.ts';
import { itemNumber } from '../sheet/number.ts';
import type { PlacedRow } from '../sheet/place.ts';
import { type References, referencesBy } from '../sheet/reference.ts';
import { type Reading, rowsOf, type Table, type TableRows } from '../sheet/rows.ts';
import { type Cell, cellAt, columnName, type MergedCells, mergedCells, type Sheet } from '../sheet/sheet.ts';
import { strayReferences } from '../sheet/slipped.ts';
import { checklistSource } from './checklist-source.ts';
import { chooseCatalog, fittingBetter } from './choose-catalog.ts';
import { type Columns, columnsOf, FILLED } from './columns.ts';
import { Entries, type ReadCell } from './entries.ts';
import { headOf } from './head-lines.ts';
import type { Importer, ImportOptions, SheetImport } from './imported.ts';
import { isLegend, legendIn } from './legend.ts';
import { type Likeness, likenessBy } from './likeness.ts';
import { chosenColumns, mappingOf } from './mapping.ts';
import { answerNote } from './notes.ts';
import { type AnswerRow, headingOf, lostItems, placeAnswers } from './placing.ts';
import { realigned, roleInSecondLine } from './realign.ts';
import { registerOf } from './register.ts';
import type { ImportReport } from './report.ts';
import { columnsOf as columnsTold, outsideOf } from './report.ts';

const ROLES: Readonly<Record<Role, Localized>> = {
  number: fixed('番号', 'number'),
  sequence: fixed('連番', 'running number'),
  category: fixed('分類', 'category'),
  overview: fixed('概要', 'overview'),
  text: fixed('要求事項', 'what is asked'),
  evidence: fixed('エビデンス例', 'examples of evidence'),
  mic: fixed('総務省ガイドラインの参照', 'references to the MIC guideline'),
  meti: fixed('経産省ガイドラインの参照', 'references to the METI guideline'),
  status: fixed('対応状況', 'status'),
  responsibility: fixed('責任の所在', 'responsibility'),
  answer: fixed('回答', 'answer'),
  reason: fixed('理由', 'reason'),
  plan: fixed('対応計画', 'plan'),
  due: fixed('期限', 'due date'),
  found: fixed('確認したエビデンス', 'evidence'),
  result: fixed('判定', 'judgement'),
  finding: fixed('指摘事項', 'finding'),
  improvement: fixed('改善策', 'improvement'),
  by: fixed('回答者', 'answered by'),
  updated: fixed('更新日', 'updated'),
  note: fixed('備考', 'note'),
};

const noTable = message<{ seen: readonly string[] }>({
  ja: ({ seen }) =>
    `見出しの行が見つかりません。「No.・番号・項番」などの列と、「対応策・回答・対応状況」などの列が必要です。${
      seen.length > 0
        ? `見つかった列は「${seen.join('」「')}」です。見出しを直すか、列の役割を指定してください（コマンドラインでは --map A=番号,D=回答）。`
        : '見出しの行も含めてコピーし、列の区切り（タブ）が残っているか確かめてください。'
    }`,
  en: ({ seen }) =>
    `no header row found. There must be a column such as "No." and one such as "answer" (対応策, 回答, 対応状況). ${
      seen.length > 0
        ? `The columns found are 「${seen.join('」「')}」. Rename them, or say what they are (--map A=number,D=answer on the command line).`
        : 'Copy the row with the column names too, and see that the columns are still apart (tabs).'
    }`,
});

const summary = message<{
  rows: number;
  placed: number;
  answers: number;
  evidence: number;
  catalog: string;
  guessed: boolean;
}>({
  ja: ({ rows, placed, answers, evidence, catalog, guessed }) =>
    `${guessed ? `カタログの指定がないため、行の内容から ${catalog} と判断しました。` : ''}${rows}行を読み、うち${placed}行を ${catalog} の項目と対応づけ、${answers}項目の回答を取り込みました${evidence > 0 ? `（エビデンス${evidence}件を台帳に登録）` : ''}。`,
  en: ({ rows, placed, answers, evidence, catalog, guessed }) =>
    `${guessed ? `No catalog was named; by its rows the sheet is of ${catalog}. ` : ''}${counted(rows, 'row')} read, ${placed} placed at controls of ${catalog}; answers to ${counted(answers, 'control')} taken${evidence > 0 ? `, ${counted(evidence, 'piece of evidence', 'pieces of evidence')} registered` : ''}.`,
});

const noRows = fixed(
  '見出しの行はありますが、その下に行がありません。回答の行もコピーされているか確かめてください。',
  'there is a row with the column names, and none below it. See that the rows themselves were copied too.',
);

const noneFits = message<{ rows: number; catalog: string; better: string | undefined }>({
  ja: ({ rows, catalog, better }) =>
    `${rows}行のどれも、カタログ ${catalog} の項目に当たりません。番号の列と、選んだカタログが合っているか確かめてください。${better === undefined ? '' : `最も合うのは ${better} です（--catalog ${better}）。`}`,
  en: ({ rows, catalog, better }) =>
    `none of its ${rows} rows is a control of ${catalog}. Check the column of numbers, and whether this is the right catalog.${better === undefined ? '' : ` ${better} fits best (--catalog ${better}).`}`,
});

const blankSheet = message<{ placed: number; catalog: string }>({
  ja: ({ placed, catalog }) =>
    `${placed}行すべてが ${catalog} の項目に当たりましたが、回答が一つも書かれていません。未記入の様式から書き始めるときは、kaiji new checklist --catalog ${catalog} で回答欄を作れます。回答を書いた列があるときは、列の役割を指定してください（コマンドラインでは --map F=回答）。`,
  en: ({ placed, catalog }) =>
    `all of its ${placed} rows are controls of ${catalog}, but none has an answer. To begin from a blank form, use kaiji new checklist --catalog ${catalog}. If there is a column of answers, name it (--map F=answer on the command line).`,
});

export const checklist: Importer = {
  title: fixed('チェックシートの回答', 'Answers to a check sheet'),
  roles: ROLES,
  path: 'checklist.kaiji.yaml',
  import: importAnswers,
};

/** @throws SheetError where no table is found, or an option does not fit the file */
async function importAnswers(sheets: readonly Sheet[], options: ImportOptions): Promise<SheetImport> {
  const chosen = chosenColumns(options.columns, ANSWER_SHEET, ROLES, sheets, options.sheet);
  const reading: Reading = { vocabulary: ANSWER_SHEET, chosen, filled: FILLED, noTable };
  const { catalog, fit, isGuessed } = await chooseCatalog(sheets, options, reading);
  const references = referencesBy(options.catalogs);
  const likeness = likenessBy(references, options.evidenceKinds);
  const read = withoutLegends(rowsOf(sheets, options.sheet, catalog, fit, reading));
  const { placed, unplaced, lost: ofRows } = placeAnswers(read.rows, fit);
  const ofItems = lostItems(read);
  const items = read.rows.length + ofItems.length;
  const [page] = read.tables.map((table) => table.page);
  const isOther = !isGuessed && page !== undefined && placed.length * 2 < items;
  const better = isOther ? await fittingBetter(sheets, catalog, options, reading) : undefined;
  const other = { rows: items, placed: placed.length, catalog: catalog.id, better };
  const start = { sheet: page?.sheet ?? '', row: (page?.header[0] ?? page?.rows[0])?.row ?? 1, column: 1 };
  const lost = [...(isOther ? [answerNote('other-catalog', start, other)] : []), ...ofRows, ...ofItems];
  const register = registerOf(options.register, options.ids, options.evidenceKinds);
  const entries = new Entries(register, legendIn(read.outside, statusHeadings(read.tables)));
  const worded = placed.filter((row): row is AnswerRow & PlacedRow => row.text !== undefined && row.is === 'first');
  const defects = defectsOf(worded, fit, references, answerNote);
  const ofIdentity = defects.notes.filter(({ kind }) => kind === 'text-of-another-row' || kind === 'same-text');
  const tables = columnsByTable(read.tables, placed, references, likeness);
  const merged = mergedCells(sheets);
  const controls = new Map(placed.map(({ row, control }) => [`${row.row} ${row.sheet}`, control]));
  const strays = new Map(strayReferences(placed, references).map((stray) => [stray.row, stray]));
  for (const row of placed) {
    const columns = tables.get(row.table) as Columns;
    const stray = strays.get(row);
    const moved = stray && realigned(row, stray, columns, likeness);
    const { id } = row.control;
    const ambiguous = moved?.isAmbiguous && stray ? [answerNote('ambiguous', stray.cell, { id }, id)] : [];
    const doubts = [
      ...row.doubts,
      ...ambiguous,
      ...(row.is === 'first' ? ofIdentity.filter(({ control }) => control === id) : []),
    ];
    const own = filledCells(row, columns, moved?.columnOf ?? ((column) => column), likeness);
    const shared = mergedInto(row, columns, merged, (number) => controls.get(`${number} ${row.row.sheet}`));
    entries.add(row, shared.length === 0 ? own : byColumn([...own, ...shared]), doubts);
  }
  const { head, notes: ofHead } = headOf(read.outside);
  const all = entries.all;
  const marked = new Set(all.flatMap(({ doubts }) => doubts));
  const notes = inOrder(
    [
      ...new Set([
        ...marked,
        ...defects.notes,
        ...lost,
        ...ofHead,
        ...entries.notes,
        ...keptInNote(placed, tables),
        ...asideNotes(sheets, options.sheet),
      ]),
    ],
    sheets.map(({ name }) => name),
  );
  const answered = new Set(all.map(({ control }) => control));
  const reported: ImportReport = {
    notes,
    rows: read.rows.length,
    attached: all.map(({ control }) => control.id),
    controls: catalog.data.controls.length,
    without: catalog.data.controls.filter((control) => !answered.has(control)).map(({ id }) => id),
    columns: columnsTold(read, FILLED),
    outside: outsideOf({ ...read, outside: [...read.outside, ...unplaced.map(({ row }) => row)] }),
  };
  const nothing = nothingOf(reported, placed.length, catalog.id, head, better);
  const catalogSource = options.catalog ?? catalog.id;
  const source = { catalog: catalogSource, head, register: register.added, entries: all, loose: [...ofHead, ...lost] };
  return {
    text: checklistSource({ ...source, file: options.file, language: options.language }),
    report: reported,
    mappings: read.tables.map((table) => mappingOf(table.page, tables.get(table)?.shown, entries.valuesOf(table))),
    placed: placed.length,
    catalog: catalog.reference,
    summary: summary({
      rows: read.rows.length,
      placed: placed.length,
      answers: all.length,
      evidence: register.added.length,
      catalog: catalog.id,
      guessed: isGuessed,
    }),
    ...(nothing === undefined ? {} : { nothing }),
  };
}

/** A legend below a table stands in its columns, and is none of its rows. */
function withoutLegends(read: TableRows): TableRows {
  const legends = new Set(read.rows.filter(({ row, numbered }) => numbered.is === 'none' && isLegend(row)).map(({ row }) => row));
  if (legends.size === 0) return read;
  return { ...read, rows: read.rows.filter(({ row }) => !legends.has(row)), outside: [...read.outside, ...legends] };
}

/** How the headers name columns of status; 対応状況 may be one of answers, by its content. */
function statusHeadings(tables: readonly Table[]): readonly string[] {
  const isOne = (role: Role) => role === 'status' || role === 'answer';
  return tables.flatMap(({ page }) => page.headings.flatMap(({ role, cell }) => (cell && isOne(role) ? [cell.text] : [])));
}

function columnsByTable(
  tables: readonly Table[],
  placed: readonly AnswerRow[],
  references: References,
  likeness: Likeness,
): ReadonlyMap<Table, Columns> {
  return new Map(
    tables.map((table) => {
      const own = placed.filter((row) => row.table === table);
      return [table, columnsOf(table, own, references, likeness)];
    }),
  );
}

/** The cells of a row that somebody filled, each with what its column holds. */
function filledCells(
  row: AnswerRow,
  { roles, choices, rounds }: Columns,
  columnOf: (column: number) => number,
  likeness: Likeness,
): readonly ReadCell[] {
  return row.row.cells.flatMap((cell): ReadCell[] => {
    const column = columnOf(cell.column);
    const offered = row.is === 'continued' ? choices.get(column) : undefined;
    const role = offered ? roleInSecondLine(offered, cell.text, row, likeness) : roles.get(column);
    if (cell === row.text || isPrinted(row, cell, role)) return [];
    return [{ cell, role, heading: headingOf(row.table.page.header, { column }), round: rounds.get(column) ?? ONLY_ROUND }];
  });
}

const ONLY_ROUND = { at: 0, number: undefined };

/** What holds for every row a cell is merged over. Longer texts are said once, at the first. */
const SHARED: ReadonlySet<Role> = new Set<Role>([
  'answer',
  'status',
  'responsibility',
  'found',
  'result',
  'due',
  'by',
  'updated',
]);

/**
 * The cells merged over the places of a row, taken for its own: an answer for 同上, what is short as it stands.
 * @param controlOf whose row another is
 */
function mergedInto(
  row: AnswerRow,
  { roles, rounds }: Columns,
  merged: MergedCells,
  controlOf: (row: number) => Control | undefined,
): readonly ReadCell[] {
  if (row.is !== 'first') return [];
  return [...roles].flatMap(([column, role]): ReadCell[] => {
    const over = SHARED.has(role) && !cellAt(row.row, column) ? merged(row.row, column) : undefined;
    const of = over && over.column === column ? controlOf(over.row) : undefined;
    if (!over || !of || of === row.control) return [];
    const heading = headingOf(row.table.page.header, { column });
    const cell = { ...over, row: row.row.row, ...(role === 'answer' ? { text: '同上' } : {}) };
    return [{ cell, role, heading, round: rounds.get(column) ?? ONLY_ROUND, of }];
  });
}

/** Whether a cell is the form's own print: the catalog has it. What stands where a number or the text should is not. */
function isPrinted({ table, numbered }: AnswerRow, { column, text }: Cell, role: Role | undefined): boolean {
  if (role === undefined || FILLED.has(role)) return false;
  if (role === 'text') return column !== table.text;
  if (role !== 'number' && role !== 'sequence') return true;
  // A second column of numbers is somebody's own.
  if (column !== table.number && column !== table.sequence) return false;
  return itemNumber(text) !== undefined || (column === table.number && numbered.is === 'control');
}

/** Columns nobody knows: one note each. */
function keptInNote(placed: readonly AnswerRow[], tables: ReadonlyMap<Table, Columns>): readonly Note[] {
  const found = new Map<string, { readonly first: Cell; readonly heading: string; count: number }>();
  for (const { row, table, text } of placed)
    for (const cell of row.cells) {
      if (tables.get(table)?.roles.has(cell.column) || cell === text) continue;
      const heading = headingOf(table.page.header, cell);
      const key = `${cell.sheet}\n${cell.column}\n${heading}`;
      const known = found.get(key);
      if (known) known.count++;
      else found.set(key, { first: cell, heading, count: 1 });
    }
  return [...found.values()].map(({ first, heading, count }) =>
    answerNote('kept-in-note', first, { column: columnName(first.column), heading, count }),
  );
}

function byColumn(cells: readonly ReadCell[]): readonly ReadCell[] {
  return [...cells].sort((a, b) => a.cell.column - b.cell.column);
}

function nothingOf(report: ImportReport, placed: number, catalog: string, head: object, better?: string): Localized | undefined {
  if (report.attached.length > 0) return undefined;
  if (report.rows === 0) return noRows;
  if (placed === 0) return noneFits({ rows: report.rows, catalog, better });
  return Object.keys(head).length > 0 ? undefined : blankSheet({ placed, catalog });
}
