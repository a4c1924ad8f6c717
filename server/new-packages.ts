/** What the wizard for new packages asks (protocol/new-package.ts). */
import type { Catalogs } from '../core/catalog/catalogs.ts';
import type { Language } from '../core/language.ts';
import { packageSheets, scaffoldPackage, sheetWords } from '../core/scaffold/package.ts';
import { readOutlineTexts } from '../core/scaffold/texts.ts';
import type { NewPackageAnswer, NewPackageParams, PackageSheetsAnswer } from './protocol/new-package.ts';

/** What can be chosen, in the order it is offered. */
export function sheetChoices(catalogs: Catalogs, language: Language): PackageSheetsAnswer {
  return {
    sheets: packageSheets(catalogs.all).map((sheet) => ({
      id: sheet.id,
      isUsual: sheet.isUsual,
      ...sheetWords(sheet, language),
    })),
  };
}

/** @returns the files, none of which is written; null where a sheet is not known, or none is named */
export async function newPackage(
  { service, provider, sheets }: NewPackageParams,
  catalogs: Catalogs,
  language: Language,
): Promise<NewPackageAnswer | null> {
  const chosen = packageSheets(catalogs.all).filter(({ id }) => sheets.includes(id));
  if (chosen.length === 0 || chosen.length < sheets.length) return null;
  await readOutlineTexts(catalogs);
  return scaffoldPackage(chosen, { catalogs, language, service, provider });
}
