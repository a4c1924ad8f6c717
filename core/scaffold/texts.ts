/** The texts scaffolds quote, read ahead: an edit is made at once. */
import type { Catalogs } from '../catalog/catalogs.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';

/** Rules whose fixes write notes on what to say. */
const WITH_NOTES: ReadonlySet<string> = new Set(['missing-answer', 'missing-control', 'missing-scenario', 'missing-section']);

/** Reads what the fixes of these rules quote, if anything: the texts of the catalogs and outlines a package answers. Does not reject. */
export async function readScaffoldTexts(whole: Package, rules: Iterable<string>): Promise<void> {
  if (![...rules].some((rule) => WITH_NOTES.has(rule))) return;
  const catalogs = new Set(whole.documents.map((document) => ownCatalog(document, whole.catalogs)));
  await Promise.all([...catalogs].map((catalog) => catalog?.texts()));
}

/** Reads what a new disclosure quotes: the texts of the outlines. Does not reject. */
export async function readOutlineTexts(catalogs: Catalogs): Promise<void> {
  await Promise.all(catalogs.all.filter(({ data }) => data.prefix === undefined).map((outline) => outline.texts()));
}
