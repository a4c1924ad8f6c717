/**
 * Catalogs, official wording and the mappings of editions that count in every package: those of the workspace's folders and of the user's own folder. A file that is neither costs one
 * look at its text.
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs, Overlay } from '../catalog/catalogs.ts';
import { catalogFrom } from '../model/catalog.ts';
import { overlayFrom } from '../model/catalog-text.ts';
import { catalogOf } from '../model/checklist.ts';
import type { KaijiFile } from '../model/document.ts';
import { mappingFrom } from '../model/mapping.ts';

/** A document of a kind that other packages read too. */
const SHARED = /^(?:\uFEFF)?kaiji:[ \t]*["']?(?:catalog(?:-text)?|mapping)\/v[0-9]/m;

export function mayBeShared(text: string): boolean {
  return SHARED.test(text);
}

/** Whether a file has anything for the library. */
export function isShared(file: KaijiFile): boolean {
  return file.documents.some(({ kind }) => kind === 'catalog' || kind === 'catalog-text' || kind === 'mapping');
}

/** The editions a file's documents are about, as they name them (`catalog: ID@EDITION`): those that IDs mean in all of its package. */
export function editionsNamed({ documents }: KaijiFile): readonly string[] {
  return documents.flatMap((document) => {
    const named = document.kind === 'checklist' || document.kind === 'risks' ? catalogOf(document)?.value.trim() : undefined;
    return named?.includes('@') ? [named] : [];
  });
}

/**
 * The bundled catalogs with a package's own and the shared ones, in this order; of two of one name and edition the first counts.
 * @param own the files of the package
 * @param shared files of elsewhere, the nearest first
 */
export function catalogsWith(bundled: Catalogs, own: Iterable<KaijiFile>, shared: Iterable<KaijiFile> = []): Catalogs {
  const files = [...own];
  const documents = [...files, ...shared].flatMap((file) => file.documents);
  const catalogs: Catalog[] = [];
  const known = new Set(bundled.all.map(({ reference }) => reference));
  for (const document of documents) {
    const catalog = document.kind === 'catalog' ? catalogFrom(document) : undefined;
    if (!catalog || known.has(catalog.reference)) continue;
    known.add(catalog.reference);
    catalogs.push(catalog);
  }
  const all = bundled.with(catalogs).meaning(files.flatMap(editionsNamed));
  const overlays = documents.flatMap((document): Overlay[] => {
    const overlay = document.kind === 'catalog-text' ? overlayFrom(document, all) : undefined;
    return overlay ? [overlay] : [];
  });
  const mappings = documents.flatMap((document) => (document.kind === 'mapping' ? (mappingFrom(document) ?? []) : []));
  return all.with([], overlays, mappings);
}
