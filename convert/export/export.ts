/** What is handed over: which form of a package, in which format, for whom. */

import type { Language, Localized } from '../../core/language.ts';
import { counted, fixed, message } from '../../core/language.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { fileName } from '../../core/package/uri.ts';
import { answersGrid } from '../form/checklist-grid.ts';
import { serviceOf } from '../form/cover.ts';
import { type Audience, type FormName, type FormOf, formKinds, formsOf, type Problem, readTexts } from '../form/list.ts';
import { makingOf } from '../form/making.ts';
import { models } from '../oscal/list.ts';
import { originsOf } from '../preview/pieces.ts';
import { summariesOf } from '../sheet/fit.ts';
import { SheetError } from '../sheet/sheet.ts';
import { fillWorkbook } from '../template/fill.ts';
import { tellings } from '../template/not-filled.ts';
import { fileNameOf } from './file-name.ts';
import { type Format, type FormatName, formats } from './formats.ts';
import { picturesOf } from './pictures.ts';
import type { Printed } from './state.ts';

export interface ExportOptions {
  /** A format, or `oscal`. */
  readonly to: string;
  /** What is usually handed over in that format where absent. */
  readonly form?: string;
  /** Of OSCAL. */
  readonly model?: string;
  /** Of OSCAL: the catalog to write, or whose relations to write; ID or ID@EDITION. */
  readonly catalog?: string;
  /** The customer's own workbook, to be filled in. */
  readonly template?: { readonly file: string; readonly bytes: Uint8Array };
  /** Whether what the workbook says already may be replaced. */
  readonly overwrite?: boolean;
  readonly audience: Audience;
  readonly language: Language;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** The files it is about; all of the package where they are all there. */
  readonly uris: ReadonlySet<string>;
  /** How a call would name a file; by its name alone where absent. */
  pathOf?(uri: string): string;
  /** Rejects where there is no such file in the package. */
  readPicture(uri: string): Promise<Uint8Array>;
}

export interface Exported {
  /** A name to suggest. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What a person should know of it, each a sentence that names its place. */
  readonly problems: readonly Localized[];
  /** What was done, where that is not to be seen at once. */
  readonly done?: Localized;
  /** What it was made from, worked out when asked for. */
  printed(): Printed;
}

/** Why there is nothing to write: one sentence that says what to do. */
export class ExportError extends Error {
  constructor(readonly text: Localized) {
    super(text('en'));
  }
}

export const formNames = Object.keys(formKinds) as readonly FormName[];
export const formatNames: readonly string[] = [...Object.keys(formats), 'oscal'];
export const modelNames: readonly string[] = Object.keys(models);

/** Whether a terminal can show what is written. */
export function isText(to: string): boolean {
  return formatOf(to)?.isText ?? true;
}

function formatOf(to: string): Format | undefined {
  return Object.hasOwn(formats, to) ? formats[to as FormatName] : undefined;
}

/** What a form is made of, where no document is named like it. */
const NEEDS: Readonly<Partial<Record<FormName, Localized>>> = {
  responsibility: fixed(
    'リスク対応一覧（kaiji: risks/v1）を作るか、チェックシートの回答（answers）か開示書の節（sections）に責任の所在（responsibility）を書いてください。',
    'Make a risk annex (kaiji: risks/v1), or write responsibility in the answers of a checklist or the sections of a disclosure.',
  ),
};

const nothingToMake = message<{ what: Localized | undefined; to: string; needs?: Localized | undefined }>({
  ja: ({ what, to, needs }) =>
    what
      ? `「${what('ja')}」を作る元の文書がありません。${needs?.('ja') ?? ''}`
      : `${to} で書き出せる文書がありません。開示書・チェックシートなどのファイルがあるか確かめてください。`,
  en: ({ what, to, needs }) =>
    what
      ? `there is no document to make "${what('en')}" of.${needs ? ` ${needs('en')}` : ''}`
      : `there is nothing to write as ${to}. See that there is a disclosure or a checklist.`,
});

const several = message<{ what: Localized; files: readonly string[]; first: string; to: string }>({
  ja: ({ what, files, first, to }) =>
    `「${what('ja')}」の元になるファイルが${files.length}つあります（${files.join('、')}）。書き出すファイルを指定してください（コマンドラインでは、例: kaiji export ${first} --to ${to} -o …）。`,
  en: ({ what, files, first, to }) =>
    `"${what('en')}" can be made of ${files.length} files (${files.join(', ')}). Name the one to write (on the command line: kaiji export ${first} --to ${to} -o …).`,
});

const noSuchForm = message<{ what: Localized; to: string; formats: readonly string[] }>({
  ja: ({ what, to, formats: known }) => `「${what('ja')}」は ${to} では書き出せません。使える形式は ${known.join('・')} です。`,
  en: ({ what, to, formats: known }) => `"${what('en')}" cannot be written as ${to}. Use one of ${known.join(', ')}.`,
});

const notFilledIn = fixed(
  'ブックへの記入（テンプレート）は、チェックシートでだけ使えます。形式は xlsx にしてください。',
  'only check sheets can be filled into a workbook, as xlsx.',
);

const unreadPicture = message<{ file: string }>({
  ja: ({ file }) =>
    `図「${file}」を読めないため、代わりの文を入れました。ファイルがあるか、形式がPNG・JPEG・GIFかを確かめてください。`,
  en: ({ file }) =>
    `The picture "${file}" could not be read; its words stand in its place. See that it is there, and a PNG, JPEG or GIF.`,
});

const at = message<{ file: string; line: number; told: Localized }>({
  ja: ({ file, line, told }) => `${file}（${line}行目）: ${told('ja')}`,
  en: ({ file, line, told }) => `${file}, line ${line}: ${told('en')}`,
});

const inCell = message<{ place: string; told: Localized }>({
  ja: ({ place, told }) => `${place}: ${told('ja')}`,
  en: ({ place, told }) => `${place}: ${told('en')}`,
});

const insteadIs = message<{ usual: Localized; what: Localized }>({
  ja: ({ usual, what }) => `「${usual('ja')}」の文書がないため、「${what('ja')}」を書き出しました。`,
  en: ({ usual, what }) => `There is no document for "${usual('en')}"; this is "${what('en')}".`,
});

const filledIn = message<{ count: number; of: number }>({
  ja: ({ count, of }) => `${count}個のセルに記入しました${of > 0 ? `（記入できなかったもの ${of}件）` : ''}。`,
  en: ({ count, of }) => `${counted(count, 'cell was', 'cells were')} filled in${of > 0 ? `; ${of} were not` : ''}.`,
});

/** @throws ExportError where nothing can be written */
export async function exportPackage(whole: Package, options: ExportOptions): Promise<Exported> {
  await readTexts(whole);
  if (options.to === 'oscal') return oscalOf(whole, options);
  if (options.template) return filled(whole, options, options.template);
  const format = formatOf(options.to) as Format;
  const chosen = chosenForms(whole, options, format);
  const [first] = chosen;
  const name = fileNameOf([serviceOf(whole).name, chosen.length > 1 ? undefined : first?.label], format.extension);
  const printed = () => printedIn(whole, options, chosen);
  if (format.of === 'form') {
    const made = first?.form();
    if (!made) throw new ExportError(nothingToMake({ what: undefined, to: options.to }));
    const { pictures, unread } = await picturesOf(made.form, options.readPicture);
    const missing = unread.map((uri) => unreadPicture({ file: fileName(uri) }));
    const bytes = await format.write(made.form, pictures, (uri) => pathIn(whole, uri));
    const isUsual = options.form !== undefined || first?.name === formNames[0];
    const done = isUsual ? {} : { done: insteadIs({ usual: labelNamed(formNames[0]), what: labelNamed(first?.name) }) };
    return { file: name, bytes, problems: [...placed(made.problems), ...missing], ...done, printed };
  }
  const made = chosen.map((one) => one.grids());
  const [grid, ...more] = made.flatMap(({ grids }) => grids);
  if (!grid) throw new ExportError(nothingToMake({ what: undefined, to: options.to }));
  const problems = placed(made.flatMap(({ problems }) => problems));
  return { file: name, bytes: await format.write([grid, ...more]), problems, printed };
}

/** What forms were made from. They do not tell customers, so they are made once more. */
function printedIn(whole: Package, options: ExportOptions, chosen: readonly FormOf[]): Printed {
  const told = formsOf(whole, { ...options, hasOrigins: true }, options.uris);
  const made = chosen.flatMap(({ name, documents: [first] }) =>
    told.filter((one) => one.name === name && one.documents[0] === first),
  );
  return {
    uris: [...new Set(made.flatMap(({ documents }) => documents.map(({ file }) => file.uri)))],
    origins: made.flatMap((one) => {
      const form = one.form()?.form;
      return form ? originsOf(form) : [];
    }),
  };
}

/** The forms to be written: all a file can hold, or the one that is asked for. */
function chosenForms(whole: Package, options: ExportOptions, format: Format): readonly FormOf[] {
  const all = formsOf(whole, options, options.uris);
  const kind = options.form === undefined ? undefined : formKinds[options.form as FormName];
  const what = kind && fixed(kind.label.ja, kind.label.en);
  const asked = kind ? all.filter(({ name }) => name === options.form) : all;
  if (asked.length === 0)
    throw new ExportError(nothingToMake({ what, to: options.to, needs: kind && NEEDS[options.form as FormName] }));
  const fitting = asked.filter((one) => fits(one, format));
  if (fitting.length === 0) {
    const known = (Object.entries(formats) as [string, Format][]).filter(([, other]) => asked.some((one) => fits(one, other)));
    const label = asked[0]?.label ?? '';
    throw new ExportError(
      noSuchForm({ what: what ?? fixed(label, label), to: options.to, formats: known.map(([name]) => name) }),
    );
  }
  if (format.of === 'grids' && format.holds === 'several') return fitting;
  const same = fitting.filter(({ name }) => name === fitting[0]?.name);
  if (same.length > 1) throw new ExportError(severalOf(same, options));
  return same;
}

function fits({ name }: FormOf, format: Format): boolean {
  const kind = formKinds[name];
  return format.of === 'form' ? 'form' in kind : 'grids' in kind;
}

function labelNamed(name: FormName | undefined): Localized {
  const label = name && formKinds[name].label;
  return fixed(label?.ja ?? '', label?.en ?? '');
}

function severalOf(forms: readonly FormOf[], { to, pathOf = fileName }: ExportOptions): Localized {
  const uris = forms.flatMap(({ documents }) => documents.slice(0, 1).map(({ file }) => file.uri));
  return several({ what: labelNamed(forms[0]?.name), files: uris.map(fileName), first: pathOf(uris[0] ?? ''), to });
}

/** As seen from the folder of the package: where that is on somebody's disk concerns no reader. A form shows no picture from elsewhere. */
function pathIn({ uri: home }: Package, uri: string): string {
  return uri.slice(home.length + 1);
}

function placed(problems: readonly Problem[]): readonly Localized[] {
  return problems.map(({ uri, line, message: told }) => at({ file: fileName(uri), line: line + 1, told }));
}

async function filled(
  whole: Package,
  options: ExportOptions,
  template: NonNullable<ExportOptions['template']>,
): Promise<Exported> {
  const isSheet = options.form === undefined || options.form === 'checklist';
  if (options.to !== 'xlsx' || !isSheet) throw new ExportError(notFilledIn);
  const sheets = formsOf(whole, options, options.uris).filter(({ name }) => name === 'checklist');
  const [sheet] = sheets;
  if (sheets.length > 1) throw new ExportError(severalOf(sheets, options));
  const document = sheet?.documents[0];
  const catalog = document && ownCatalog(document, whole.catalogs);
  if (!catalog) throw new ExportError(nothingToMake({ what: labelNamed(sheet?.name), to: 'xlsx' }));
  const summaryOf = await summariesOf(catalog);
  const overwrite = options.overwrite ?? false;
  const making = makingOf(whole, options);
  try {
    const answers = (has: ReadonlySet<string>) => answersGrid(document, catalog, has, making);
    const { bytes, filled: cells, notFilled } = fillWorkbook(template.bytes, answers, { catalog, summaryOf, overwrite });
    // Cells to look at first; of a sheet with few rows, what it does not ask for is a long list.
    const inOrder = [...tellings(notFilled)].sort((a, b) => Number(a.cell === undefined) - Number(b.cell === undefined));
    const told = inOrder.map(({ sheet: name, cell, message: why }) => {
      const place = placeOf(name, cell);
      return place === '' ? why : inCell({ place, told: why });
    });
    return {
      file: template.file,
      bytes,
      problems: [...placed(making.problems), ...told],
      done: filledIn({ count: cells.length, of: notFilled.length }),
      printed: () => printedIn(whole, options, sheets),
    };
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    throw new ExportError(inCell({ place: template.file, told: error.text }));
  }
}

function placeOf(sheet: string, cell: string | undefined): string {
  return [sheet, cell].filter((part) => part !== undefined && part !== '').join(' ');
}

async function oscalOf(whole: Package, options: ExportOptions): Promise<Exported> {
  const name = options.model ?? modelNames[0] ?? '';
  const model = models[name];
  if (!model) throw new RangeError(`no model ${name}`);
  const { language, date, audience, catalog } = options;
  const { json, problems } = await model(whole, { language, date, audience, ...(catalog === undefined ? {} : { catalog }) });
  const told = problems.map(({ text, uri, line = 0 }) =>
    uri === undefined ? text : at({ file: fileName(uri), line: line + 1, told: text }),
  );
  if (json === undefined) throw new ExportError(told[0] ?? nothingToMake({ what: undefined, to: `OSCAL ${name}` }));
  const bytes = new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`);
  return {
    file: fileNameOf([serviceOf(whole).name, `oscal-${name}`], 'json'),
    bytes,
    problems: told,
    printed: () => ({ uris: [...options.uris], origins: [] }),
  };
}
