/** Importing, as one: what a program loads when a person first imports something. */
export { importCatalogText, summariesOf } from './catalog-text.ts';
export { IMPORTERS, type ImportKind } from './import/list.ts';
export { registerIn } from './import/register.ts';
export { importOscal, OscalError } from './oscal/read.ts';
export { importOwnCatalog, nameProblem, prefixFrom } from './own-catalog.ts';
export { readSheets } from './sheet/read.ts';
export { SheetError } from './sheet/sheet.ts';
