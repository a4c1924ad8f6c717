/** Reading sheets, as a program of its own: what it needs (xlsx, csv) is loaded when a person first imports one. The command line words what it tells itself. */
export * as convert from '../convert/import.ts';

import { importCatalogText } from '../convert/import/catalog/catalog-text.ts';
import { importOwnCatalog, type NameProblem, nameProblem, prefixFrom } from '../convert/import/catalog/own-catalog.ts';
import { emptyReason, type Imported } from '../convert/import/report.ts';
import { reportMarkdown, reportSummary } from '../convert/import/report-page.ts';
import { summariesOf } from '../convert/sheet/fit.ts';
import { columnName, SheetError } from '../convert/sheet/sheet.ts';
import { fixed, type Language, type Localized, message } from '../core/language.ts';
import type { ImportContext } from './import-context.ts';
import { importDocument, importKinds } from './import-documents.ts';
import { OpenedSheets } from './opened-sheets.ts';
import type { ImportSheetAnswer, ImportSheetParams, NewCatalogAnswer, NewCatalogParams } from './protocol/catalogs.ts';
import type { ImportDocumentAnswer, ImportDocumentParams, ImportKindsAnswer, ImportKindsParams } from './protocol/imports.ts';
import type { Refused } from './protocol/refused.ts';
import type { CloseSheetParams, FileParams, OpenSheetAnswer, SheetsAnswer, WholeFile } from './protocol/sheets.ts';

export type Importer = typeof importer;

const noCatalog = message<{ id: string }>({
  ja: ({ id }) => `「${id}」というカタログはありません。一覧から選び直してください。`,
  en: ({ id }) => `There is no catalog "${id}". Choose one from the list.`,
});

/** What is wrong with the names of a new catalog, in the words of this door. */
const nameProblems: Readonly<Record<NameProblem['is'], (problem: NameProblem) => Localized>> = {
  'bad-id': message<NameProblem>({
    ja: ({ id }) => `「${id}」は使えません。英小文字で始まる、英小文字・数字・ハイフンのIDにしてください（例 byoin-tenken）。`,
    en: ({ id }) =>
      `"${id}" cannot be used. Take lower-case letters, digits and hyphens, beginning with a letter (clinic-checks).`,
  }),
  'id-taken': message<NameProblem>({
    ja: ({ id }) =>
      `カタログ「${id}」はすでにあります。別のIDにしてください。作り直すときは、先にそのカタログのファイルを削除してください。`,
    en: ({ id }) => `There is a catalog "${id}" already. Choose another ID or, to make it again, delete its file first.`,
  }),
  'bad-prefix': message<NameProblem>({
    ja: ({ prefix }) => `接頭辞に「${prefix}」は使えません。英大文字で始まる、英大文字と数字にしてください（例 TK）。`,
    en: ({ prefix }) => `The prefix cannot be "${prefix}". Take capitals and digits, beginning with a capital (TK).`,
  }),
  'prefix-taken': message<NameProblem>({
    ja: ({ prefix, owner }) => `接頭辞 ${prefix} は、カタログ ${owner} で使われています。別の接頭辞にしてください。`,
    en: ({ prefix, owner }) => `The prefix ${prefix} belongs to the catalog ${owner}. Choose another.`,
  }),
};

const unreadable = message<{ file: string; reason: Localized }>({
  ja: ({ file, reason }) => `${file}: ${reason('ja')}`,
  en: ({ file, reason }) => `${file}: ${reason('en')}`,
});

const noGoal = fixed(
  '原本の文言を取り込むカタログか、新しく作るカタログのIDを指定してください。',
  'Name the catalog the wording belongs to, or the ID of a new one.',
);

const opened = new OpenedSheets();

/** @throws nothing a person can cause: what cannot be read is refused with a reason */
export const importer = {
  async openSheet(file: WholeFile, language: Language): Promise<OpenSheetAnswer | Refused> {
    return readable(file.file, language, () => ({ handle: opened.open(file) }));
  },

  closeSheet({ handle }: CloseSheetParams): void {
    opened.close(handle);
  },

  async sheets(parameters: FileParams, language: Language): Promise<SheetsAnswer | Refused> {
    return readable(parameters.file, language, () => ({
      sheets: opened.of(parameters).map(({ name, hidden }) => ({ name, hidden })),
    }));
  },

  newCatalog({ id, prefix = prefixFrom(id) }: NewCatalogParams, { catalogs, language }: ImportContext): NewCatalogAnswer {
    const problem = nameProblem(id, prefix, catalogs);
    if (!problem) return { prefix };
    const why = nameProblems[problem.is](problem)(language);
    return problem.is === 'bad-id' || problem.is === 'id-taken' ? { prefix, badId: why } : { prefix, badPrefix: why };
  },

  async importKinds(parameters: ImportKindsParams, context: ImportContext): Promise<ImportKindsAnswer | Refused> {
    return readable(parameters.file, context.language, () => importKinds(opened.of(parameters), parameters, context));
  },

  async importDocument(parameters: ImportDocumentParams, context: ImportContext): Promise<ImportDocumentAnswer | Refused> {
    return readable(parameters.file, context.language, () => importDocument(opened.of(parameters), parameters, context));
  },

  async importSheet(parameters: ImportSheetParams, context: ImportContext): Promise<ImportSheetAnswer | Refused> {
    const { create } = parameters;
    return create === undefined ? overlay(parameters, context) : ownCatalog(parameters, create, context);
  },
};

async function overlay(parameters: ImportSheetParams, context: ImportContext): Promise<ImportSheetAnswer | Refused> {
  const { file, catalog: id } = parameters;
  const { catalogs, language } = context;
  if (id === undefined) return { refused: noGoal(language) };
  const catalog = catalogs.of(id);
  if (catalog?.data.prefix === undefined) return { refused: noCatalog({ id })(language) };
  const summaryOf = await summariesOf(catalog);
  return readable(file, language, () => {
    const options = { ...optionsOf(parameters, context), catalog, catalogs, summaryOf };
    const made = importCatalogText(opened.of(parameters), options);
    // The id may be anything in a catalog of somebody else; the name is one of a file.
    return answerOf(made, `${catalog.id.replace(/[^a-z0-9-]/gi, '-')}-text.kaiji.yaml`, parameters, language);
  });
}

async function ownCatalog(
  parameters: ImportSheetParams,
  { id, prefix = prefixFrom(id) }: NonNullable<ImportSheetParams['create']>,
  context: ImportContext,
): Promise<ImportSheetAnswer | Refused> {
  const { file } = parameters;
  const { catalogs, evidenceKinds, language } = context;
  const problem = nameProblem(id, prefix, catalogs);
  if (problem) return { refused: nameProblems[problem.is](problem)(language) };
  return readable(file, language, () => {
    const options = { ...optionsOf(parameters, context), id, prefix, evidenceKinds };
    const made = importOwnCatalog(opened.of(parameters), options);
    return answerOf(made, `${id}.kaiji.yaml`, parameters, language);
  });
}

function optionsOf({ file, sheet }: ImportSheetParams, { language }: ImportContext) {
  return { file, language, ...(sheet === undefined ? {} : { sheet }) };
}

/** @throws SheetError where there is nothing to write */
function answerOf(
  { text, report }: Imported,
  path: string,
  { file, create, catalog }: ImportSheetParams,
  language: Language,
): ImportSheetAnswer {
  const reason = emptyReason(report, create === undefined ? catalog : undefined);
  if (reason) throw new SheetError(reason);
  const options = { file, isNew: create !== undefined, language };
  const { notes, rows, attached, controls, without } = report;
  return {
    path,
    text,
    summary: reportSummary(report, options),
    counts: { rows, attached: attached.length, controls, without: without.length, lines: notes.length },
    lines: notes.map(({ kind, sheet, row, column, control, message: told }) => ({
      kind,
      sheet,
      row,
      column: columnName(column),
      ...(control === undefined ? {} : { control }),
      message: told(language),
    })),
    report: reportMarkdown(report, options),
  };
}

/** What cannot be read as a sheet is a matter of the file, which is named. */
async function readable<T>(file: string, language: Language, read: () => T | Promise<T>): Promise<T | Refused> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SheetError) return { refused: unreadable({ file, reason: error.text })(language) };
    throw error;
  }
}
