/** Filled sheets as documents, for the editor: what a sheet is likely to be, and how its columns are read, for the user to confirm or change. */
import type { MappedColumn, SheetImport } from '../convert/import/imported.ts';
import { IMPORTERS, type ImportKind } from '../convert/import/list.ts';
import { registerIn } from '../convert/import/register.ts';
import { reportMarkdown, reportSummary } from '../convert/import/report-page.ts';
import { columnNumber, type Sheet, SheetError } from '../convert/sheet/sheet.ts';
import { fixed, inLanguage, type Language, message } from '../core/language.ts';
import type { ImportContext } from './import-context.ts';
import type {
  ColumnRead,
  ImportChoice,
  ImportDocumentAnswer,
  ImportDocumentParams,
  ImportKindsAnswer,
  ImportKindsParams,
} from './protocol/imports.ts';

const noKind = message<{ kind: string }>({
  ja: ({ kind }) => `「${kind}」として取り込むことはできません。一覧から選び直してください。`,
  en: ({ kind }) => `A sheet cannot be taken as "${kind}". Choose from the list.`,
});

const fits = message<{ placed: number; rows: number }>({
  ja: ({ placed, rows }) => `${rows}行のうち${placed}行が合います`,
  en: ({ placed, rows }) => `${placed} of ${rows} rows fit`,
});

const brief = message<{ placed: number; rows: number; lines: number }>({
  ja: ({ placed, rows, lines }) =>
    `${rows}行のうち${placed}行を取り込みます${lines > 0 ? `（確かめてほしい点 ${lines}件）` : ''}`,
  en: ({ placed, rows, lines }) => `${placed} of ${rows} rows are imported${lines > 0 ? `; to look at: ${lines}` : ''}`,
});

interface Tried {
  readonly choice: ImportChoice;
  /** From 0: how many rows and columns found their place. */
  readonly score: number;
}

export async function importKinds(
  sheets: readonly Sheet[],
  params: ImportKindsParams,
  context: ImportContext,
): Promise<ImportKindsAnswer> {
  const { catalogs, language } = context;
  const tried: Tried[] = [];
  for (const kind of Object.keys(IMPORTERS) as ImportKind[]) {
    const made = await madeOf(kind, sheets, params, context);
    const score = made && !made.nothing ? scoreOf(made) : 0;
    const detail = made && score > 0 ? fits({ placed: made.placed, rows: made.report.rows })(language) : '';
    const label = IMPORTERS[kind].title(language);
    if (kind !== 'checklist') {
      tried.push({ choice: { kind, label, description: '', detail }, score });
      continue;
    }
    for (const catalog of catalogs.all) {
      const { id, prefix, title, asks } = catalog.data;
      if (prefix === undefined || asks.includes('treatment')) continue;
      const reference = catalogs.of(id) === catalog ? id : catalog.reference;
      const isGuess = made?.catalog === catalog.reference;
      const name = `${label}: ${inLanguage(title, language)}`;
      const choice = { kind, catalog: reference, label: name, description: reference, detail: isGuess ? detail : '' };
      tried.push({ choice, score: isGuess ? score : 0 });
    }
  }
  tried.sort((a, b) => b.score - a.score);
  return { sheets: sheets.map(({ name, hidden }) => ({ name, hidden })), kinds: tried.map(({ choice }) => choice) };
}

/** undefined where the sheets hold no table of that kind. */
async function madeOf(
  kind: ImportKind,
  sheets: readonly Sheet[],
  params: ImportKindsParams,
  context: ImportContext,
): Promise<SheetImport | undefined> {
  try {
    return await IMPORTERS[kind].import(sheets, optionsOf(params, context));
  } catch (error) {
    if (error instanceof SheetError) return undefined;
    throw error;
  }
}

function scoreOf({ placed, report, mappings }: SheetImport): number {
  const columns = mappings.flatMap((mapping) => mapping.columns);
  const known = columns.filter(({ role }) => role !== undefined).length;
  return (placed / Math.max(report.rows, 1)) * (known / Math.max(columns.length, 1));
}

function optionsOf({ file }: ImportKindsParams, { catalogs, evidenceKinds, language, whole }: ImportContext) {
  const known = whole ? registerIn(whole) : { register: [], ids: new Set<string>() };
  return { ...known, catalogs, evidenceKinds, language, file };
}

/** @throws SheetError where the sheets are none of that kind */
export async function importDocument(
  sheets: readonly Sheet[],
  params: ImportDocumentParams,
  context: ImportContext,
): Promise<ImportDocumentAnswer> {
  const { kind, catalog, sheet, columns, file } = params;
  if (!Object.hasOwn(IMPORTERS, kind)) throw new SheetError(noKind({ kind }));
  const importer = IMPORTERS[kind as ImportKind];
  const { language } = context;
  const made = await importer.import(sheets, {
    ...optionsOf(params, context),
    ...(catalog === undefined ? {} : { catalog }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(columns === undefined ? {} : { columns }),
  });
  const told = { file, isNew: false, language, summary: made.summary };
  const nameOf = (role: string) => importer.roles[role]?.(language) ?? role;
  return {
    path: importer.path,
    text: made.text,
    summary: reportSummary(made.report, told),
    brief: brief({ placed: made.placed, rows: made.report.rows, lines: made.report.notes.length })(language),
    ...(made.nothing ? { nothing: made.nothing(language) } : {}),
    lines: made.report.notes.length,
    report: reportMarkdown(made.report, told),
    columns: columnsOf(made).map((column) => columnRead(column, nameOf, language)),
    roles: Object.keys(importer.roles).map((id) => ({ id, name: nameOf(id) })),
  };
}

/** Each column once: of several tables the first that knows what it is. */
function columnsOf({ mappings }: SheetImport): readonly MappedColumn[] {
  const byName = new Map<string, MappedColumn>();
  for (const column of mappings.flatMap((mapping) => mapping.columns)) {
    const known = byName.get(column.column);
    if (!known || (known.role === undefined && column.role !== undefined)) byName.set(column.column, column);
  }
  return [...byName.values()].sort((a, b) => (columnNumber(a.column) ?? 0) - (columnNumber(b.column) ?? 0));
}

const intoNote = fixed('備考に入れる', 'into note');
const BY: Readonly<Record<MappedColumn['by'], ReturnType<typeof fixed>>> = {
  name: fixed('見出しから', 'by its heading'),
  content: fixed('内容から', 'by its content'),
  choice: fixed('指定のとおり', 'as you said'),
  unknown: fixed('役割が分からない列', 'nobody knows what it is'),
};

function columnRead(
  { column, heading, role, by, values }: MappedColumn,
  nameOf: (role: string) => string,
  language: Language,
): ColumnRead {
  const ja = language === 'ja';
  const read = values.map(({ printed, as }) => (ja ? `「${printed}」→${as || '空欄'}` : `"${printed}" as ${as || 'blank'}`));
  return {
    column,
    heading,
    ...(role === undefined ? {} : { role }),
    becomes: role === undefined ? intoNote(language) : nameOf(role),
    detail: BY[by](language),
    terms: read.join(ja ? '、' : ', '),
  };
}
