/** Which catalog a sheet's rows are of. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Catalogs } from '../../core/catalog/catalogs.ts';
import { message } from '../../core/language.ts';
import type { Fit } from '../sheet/fit.ts';
import { fitTo, summariesOf } from '../sheet/fit.ts';
import { type Reading, rowsOf } from '../sheet/rows.ts';
import { type Sheet, SheetError } from '../sheet/sheet.ts';

const noCatalog = message<{ id: string; known: readonly string[] }>({
  ja: ({ id, known }) => `「${id}」というカタログはありません。使えるのは ${known.join('、')} です。`,
  en: ({ id, known }) => `there is no catalog "${id}". Known: ${known.join(', ')}.`,
});

const isOutline = message<{ id: string; known: readonly string[] }>({
  ja: ({ id, known }) =>
    `「${id}」はチェックシートのカタログではないため、回答を取り込めません。使えるのは ${known.join('、')} です。`,
  en: ({ id, known }) => `"${id}" is not the catalog of a check sheet and takes no answers. Use one of ${known.join(', ')}.`,
});

const whichCatalog = message<{ fitting: readonly { id: string; rows: number }[]; known: readonly string[] }>({
  ja: ({ fitting, known }) =>
    fitting.length === 0
      ? `どのカタログへの回答か決められません。--catalog でカタログを指定してください（使えるのは ${known.join('、')}）。`
      : `どのカタログへの回答か決められません。合う行の多い順に ${fitting.map(({ id, rows }) => `${id}（${rows}行）`).join('、')} です。--catalog で指定してください。`,
  en: ({ fitting, known }) =>
    fitting.length === 0
      ? `cannot tell which catalog it answers. Name it with --catalog (known: ${known.join(', ')}).`
      : `cannot tell which catalog it answers. Best fits: ${fitting.map(({ id, rows }) => `${id} (${rows} rows)`).join(', ')}. Name one with --catalog.`,
});

export interface ChosenCatalog {
  readonly catalog: Catalog;
  readonly fit: Fit;
  /** Whether nobody named it. */
  readonly isGuessed: boolean;
}

/** A text this like its control is no accident. */
const LIKE = 0.15;

/**
 * The catalog that was named, else the one whose controls the rows are beyond doubt.
 * @throws SheetError where the one named is not there or takes no answers, or several might be meant
 */
export async function chooseCatalog(
  sheets: readonly Sheet[],
  { catalog: named, catalogs, sheet }: { readonly catalog?: string; readonly catalogs: Catalogs; readonly sheet?: string },
  reading: Reading,
): Promise<ChosenCatalog> {
  const usable = answerable(catalogs);
  const known = [...new Set(usable.map(({ id }) => id))];
  if (named !== undefined) {
    const catalog = catalogs.of(named);
    if (!catalog) throw new SheetError(noCatalog({ id: named, known }));
    if (!usable.includes(catalog)) throw new SheetError(isOutline({ id: named, known }));
    return { catalog, fit: fitTo(catalog, await summariesOf(catalog)), isGuessed: false };
  }
  const tried = await triedOn(sheets, { catalogs, ...(sheet === undefined ? {} : { sheet }) }, reading);
  const [best, next] = tried;
  if (best && best.rows > 0 && best.rows * 2 >= best.all && best.rows >= (next?.rows ?? 0) * 3)
    return { catalog: best.catalog, fit: best.fit, isGuessed: true };
  const fitting = tried.filter(({ rows }) => rows > 0).map(({ catalog, rows }) => ({ id: catalog.id, rows }));
  throw new SheetError(whichCatalog({ fitting, known }));
}

/** Catalogs of check sheets: those that take answers. */
function answerable(catalogs: Catalogs): readonly Catalog[] {
  return catalogs.all.filter(({ data }) => data.prefix !== undefined && !data.asks.includes('treatment'));
}

interface Tried {
  readonly catalog: Catalog;
  readonly fit: Fit;
  /** How many rows are its controls beyond doubt: by number and text, or by IDs of its own. */
  readonly rows: number;
  readonly all: number;
}

/** How the sheet's rows fit each catalog that takes answers, the best first. */
async function triedOn(
  sheets: readonly Sheet[],
  { catalogs, sheet }: { readonly catalogs: Catalogs; readonly sheet?: string },
  reading: Reading,
): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const id of new Set(answerable(catalogs).map((one) => one.id))) {
    const catalog = catalogs.of(id) as Catalog;
    const fit = fitTo(catalog, await summariesOf(catalog));
    const { rows } = rowsOf(sheets, sheet, catalog, fit, reading);
    const own = `${catalog.data.prefix}-`;
    const fitting = rows.filter(({ numbered, text, place }) => {
      if (numbered.is !== 'control') return false;
      return place.text.startsWith(own) || (text !== undefined && fit.score(text.text, numbered.control) >= LIKE);
    });
    tried.push({ catalog, fit, rows: fitting.length, all: rows.length });
  }
  return tried.sort((a, b) => b.rows - a.rows);
}

/** The ID of the catalog the rows of a sheet fit best, where that is another than the one named; undefined where none does. */
export async function fittingBetter(
  sheets: readonly Sheet[],
  named: Catalog,
  options: { readonly catalogs: Catalogs; readonly sheet?: string },
  reading: Reading,
): Promise<string | undefined> {
  const [best] = await triedOn(sheets, options, reading);
  return best && best.rows > 0 && best.catalog.id !== named.id ? best.catalog.id : undefined;
}
