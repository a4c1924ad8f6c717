/** `kaiji catalog import`: an official sheet as a catalog-text overlay, or a private sheet as a catalog of its own. */
import { basename } from 'node:path';
import type { NameProblem } from '../../convert/import/catalog/own-catalog.ts';
import { emptyReason, type Imported } from '../../convert/import/report.ts';
import type * as Convert from '../../convert/import.ts';
import type { Catalogs } from '../../core/catalog/catalogs.ts';
import { fixed, type Localized, message } from '../../core/language.ts';
import { oneOf, parse } from '../arguments.ts';
import { type Console, printableName, UsageError } from '../command.ts';
import { writeWhole, wrote } from '../files.ts';
import { jsonOf, prettyReport } from '../output/import-report.ts';
import { catalogsAt, openSession, type Session } from '../session.ts';
import { mayImportTo, reading, sheetsIn, unreadable } from '../sheets.ts';

export const importUsage = fixed(
  `kaiji catalog import ファイル --catalog カタログ | --new ID [--prefix 接頭辞] -o パス [--sheet シート名] [--force] [--format pretty|json]

手元の公式の様式（xlsx・csv・tsv・PDFや表計算ソフトから貼り付けたテキスト）を読み、項目ごとの原本の文言のファイルを作ります。
--new では、自院・自社の点検表から自前のカタログを作ります。取り込めなかった行や、原本の誤りと思われる箇所は、行ごとに知らせます。
-o - を指定すると、ファイルに書き込まずに画面に表示します。
例:  kaiji catalog import チェックシート.xlsx --catalog medcloud-checklist -o checklist-text.kaiji.yaml
     kaiji catalog import 点検表.csv --new byoin-tenken -o tenken.kaiji.yaml`,
  `kaiji catalog import FILE --catalog CATALOG | --new ID [--prefix PREFIX] -o PATH [--sheet NAME] [--force] [--format pretty|json]

Reads your own copy of an official sheet (xlsx, csv, tsv, text pasted from a PDF or a spreadsheet) into a file of official wording by control.
With --new it makes a catalog of your own from a private sheet. Rows not taken and defects of the sheet are told one by one.
-o - prints it.
Example:  kaiji catalog import sheet.xlsx --catalog medcloud-checklist -o checklist-text.kaiji.yaml
          kaiji catalog import checks.csv --new clinic-checks -o clinic.kaiji.yaml`,
);

const oneFile = fixed(
  '読み取るファイルを一つ指定してください（例: kaiji catalog import シート.xlsx --catalog medcloud-checklist -o text.kaiji.yaml）。',
  'name one file to read (e.g. kaiji catalog import sheet.xlsx --catalog medcloud-checklist -o text.kaiji.yaml).',
);

const catalogOrNew = fixed(
  '原本の文言を取り込むカタログ（--catalog ID）か、新しく作るカタログのID（--new ID）の、どちらか一つを指定してください。',
  'give either the catalog the wording belongs to (--catalog ID) or the ID of a new one (--new ID).',
);

const prefixWithoutNew = fixed('--prefix は --new と一緒に指定してください。', 'use --prefix only with --new.');

const noOutput = fixed(
  '書き込み先を -o で指定してください（-o - で画面に表示します）。',
  'say where to write with -o (-o - prints it).',
);

const noCatalog = message<{ id: string; known: readonly string[] }>({
  ja: ({ id, known }) => `「${id}」というカタログはありません。使えるのは ${known.join('、')} です。`,
  en: ({ id, known }) => `there is no catalog "${id}". Known: ${known.join(', ')}.`,
});

const outlineHasNone = message<{ id: string }>({
  ja: ({ id }) =>
    `「${id}」は開示書の章立てなので、原本の文言は取り込めません。--catalog にはガイドラインのカタログを指定してください。`,
  en: ({ id }) => `"${id}" is an outline, which has no official wording. Give the catalog of a guideline with --catalog.`,
});

/** What is wrong with the names of a new catalog, in the words of this door. */
const nameProblems: Readonly<Record<NameProblem['is'], (problem: NameProblem) => Localized>> = {
  'bad-id': message<NameProblem>({
    ja: ({ id }) =>
      `--new に「${id}」は使えません。英小文字で始まる、英小文字・数字・ハイフンのIDにしてください（例 byoin-tenken）。`,
    en: ({ id }) =>
      `--new cannot be "${id}". Use lower-case letters, digits and hyphens, beginning with a letter (clinic-checks).`,
  }),
  'id-taken': message<NameProblem>({
    ja: ({ id }) =>
      `カタログ「${id}」はすでにあります。別のIDにしてください。そのカタログに原本の文言を取り込むときは、--catalog ${id} を指定してください。`,
    en: ({ id }) =>
      `there is a catalog "${id}" already. Choose another ID, or use --catalog ${id} to import its official wording.`,
  }),
  'bad-prefix': message<NameProblem>({
    ja: ({ prefix }) => `接頭辞に「${prefix}」は使えません。英大文字で始まる、英大文字と数字にしてください（例 --prefix TK）。`,
    en: ({ prefix }) => `the prefix cannot be "${prefix}". Use capitals and digits, beginning with a capital (--prefix TK).`,
  }),
  'prefix-taken': message<NameProblem>({
    ja: ({ prefix, owner }) =>
      `接頭辞 ${prefix} は、カタログ ${owner} で使われています。--prefix で別の接頭辞を指定してください。`,
    en: ({ prefix, owner }) => `the prefix ${prefix} belongs to the catalog ${owner}. Give another with --prefix.`,
  }),
};

/** @returns 0 done; 1 done, with rows not taken, taken on a guess, or defects. Throws {@link UsageError} where nothing was written. */
export async function runImport(argv: readonly string[], out: Console): Promise<number> {
  const { values, positionals } = parse(argv, {
    catalog: { type: 'string' },
    new: { type: 'string' },
    prefix: { type: 'string' },
    output: { type: 'string', short: 'o' },
    sheet: { type: 'string' },
    force: { type: 'boolean' },
    format: { type: 'string', default: 'pretty' },
  });
  const json = oneOf('--format', values.format, ['pretty', 'json']) === 'json';
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(oneFile);
  if ((values.catalog === undefined) === (values.new === undefined)) throw new UsageError(catalogOrNew);
  if (values.prefix !== undefined && values.new === undefined) throw new UsageError(prefixWithoutNew);
  if (values.output === undefined) throw new UsageError(noOutput);
  await mayImportTo(values.output, values.force === true);
  const { convert } = await import('../../server/importer.ts');
  const session = await openSession(out);
  const catalogs = await catalogsAt(values.output === '-' ? 'new.kaiji.yaml' : values.output, session);
  const options = {
    file: basename(path),
    language: out.language,
    ...(values.sheet === undefined ? {} : { sheet: values.sheet }),
  };
  const made =
    values.new === undefined
      ? await overlay(convert, path, values.catalog as string, options, catalogs)
      : await ownCatalog(convert, path, values.new, values.prefix, options, catalogs, session);
  const reason = emptyReason(made.report, values.catalog);
  if (reason) throw new UsageError(unreadable({ path: printableName(path), reason }));
  const tell = values.output === '-' ? (text: string) => out.error(text) : (text: string) => out.print(text);
  if (values.output === '-') out.print(made.text);
  else await writeWhole(values.output, made.text);
  tell(json ? jsonOf(made.report, path, out.language) : prettyReport(made.report, values.new !== undefined, path, out.language));
  if (values.output !== '-' && !json) out.print(`${wrote({ path: values.output })(out.language)}\n`);
  return made.report.notes.length > 0 ? 1 : 0;
}

interface Options {
  readonly file: string;
  readonly language: Console['language'];
  readonly sheet?: string;
}

async function overlay(
  convert: typeof Convert,
  path: string,
  id: string,
  options: Options,
  catalogs: Catalogs,
): Promise<Imported> {
  const catalog = catalogs.of(id);
  if (catalog && catalog.data.prefix === undefined) throw new UsageError(outlineHasNone({ id }));
  if (!catalog) {
    const known = catalogs.all.filter(({ data }) => data.prefix !== undefined).map((one) => one.id);
    throw new UsageError(noCatalog({ id, known: [...new Set(known)] }));
  }
  const summaryOf = await convert.summariesOf(catalog);
  const sheets = await sheetsIn(convert, path);
  return reading(convert, path, () => convert.importCatalogText(sheets, { ...options, catalog, catalogs, summaryOf }));
}

async function ownCatalog(
  convert: typeof Convert,
  path: string,
  id: string,
  asked: string | undefined,
  options: Options,
  catalogs: Catalogs,
  { bundled }: Session,
): Promise<Imported> {
  const prefix = asked ?? convert.prefixFrom(id);
  const problem = convert.nameProblem(id, prefix, catalogs);
  if (problem) throw new UsageError(nameProblems[problem.is](problem));
  const sheets = await sheetsIn(convert, path);
  return reading(convert, path, () =>
    convert.importOwnCatalog(sheets, { ...options, id, prefix, evidenceKinds: bundled.evidenceKinds }),
  );
}
