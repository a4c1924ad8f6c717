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
  const usable = catalogs.all.filter(({ data }) => data.prefix !== undefined && !data.asks.includes('treatment'));
  const known = [...new Set(usable.map(({ id }) => id))];
  if (named !== undefined) {
    const catalog = catalogs.of(named);
    if (!catalog) throw new SheetError(noCatalog({ id: named, known }));
    if (!usable.includes(catalog)) throw new SheetError(isOutline({ id: named, known }));
    return { catalog, fit: fitTo(catalog, await summariesOf(catalog)), isGuessed: false };
  }
  const tried: { readonly catalog: Catalog; readonly fit: Fit; readonly rows: number; readonly all: number }[] = [];
  for (const id of known) {
    const catalog = catalogs.of(id) as Catalog;
    const fit = fitTo(catalog, await summariesOf(catalog));
    const { rows } = rowsOf(sheets, sheet, catalog, fit, reading);
    const fitting = rows.filter(
      ({ numbered, text }) => numbered.is === 'control' && text !== undefined && fit.score(text.text, numbered.control) >= LIKE,
    );
    tried.push({ catalog, fit, rows: fitting.length, all: rows.length });
  }
  const [best, next] = tried.sort((a, b) => b.rows - a.rows);
  if (best && best.rows > 0 && best.rows * 2 >= best.all && best.rows >= (next?.rows ?? 0) * 3)
    return { catalog: best.catalog, fit: best.fit, isGuessed: true };
  const fitting = tried.filter(({ rows }) => rows > 0).map(({ catalog, rows }) => ({ id: catalog.id, rows }));
  throw new SheetError(whichCatalog({ fitting, known }));
}
