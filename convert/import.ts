/** Importing, as one: what a program loads when a person first imports something. */
export { importCatalogText } from './import/catalog/catalog-text.ts';
export { importOwnCatalog, nameProblem, prefixFrom } from './import/catalog/own-catalog.ts';
export { IMPORTERS, type ImportKind } from './import/list.ts';
export { registerIn } from './import/register.ts';
export { importOscal, OscalError } from './oscal/read.ts';
export { summariesOf } from './sheet/fit.ts';
export { readSheets } from './sheet/read.ts';
export { SheetError } from './sheet/sheet.ts';
