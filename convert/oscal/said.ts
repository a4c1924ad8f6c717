/** What a package says, as plain data: its checklists, evidence and common answers, entry by entry. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Resolved } from '../../core/catalog/control.ts';
import { type Entry, entriesOf, type KaijiDocument } from '../../core/model/document.ts';
import { toJson } from '../../core/model/json.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap, type MapNode } from '../../core/yaml/tree.ts';
import { asData, type Data, mapAt, textAt } from './data.ts';

/** A checklist whose catalog is known. */
export interface Sheet {
  readonly document: KaijiDocument;
  readonly catalog: Catalog;
  readonly answers: readonly SheetAnswer[];
}

export interface SheetAnswer {
  readonly data: Data;
  readonly map: MapNode;
  /** Undefined for a control its catalog does not have. */
  readonly resolved: Resolved | undefined;
  /** Its canonical ID, else as written. */
  readonly id: string;
  /** How many entries of the sheet before it are for the same control: 0 for the first. */
  readonly occurrence: number;
  /** Its place among the entries of the sheet that name a control, and its line; both 0-based. */
  readonly index: number;
  readonly line: number;
}

/** The service, by the names that stay when its version changes: what UUIDs are made of. */
export function identityOf(whole: Package): string {
  const service = serviceOf(whole);
  const names = [textAt(service, 'provider'), textAt(service, 'name')].filter((name) => name !== undefined);
  return names.length > 0 ? names.join(' / ') : decodeURIComponent(whole.uri.split('/').filter(Boolean).at(-1) ?? '');
}

/** `service:` of the manifest. */
export function serviceOf(whole: Package): Data {
  return mapAt(dataOf(whole.manifest?.root), 'service');
}

/** By path, then in file order. Checklists without a known catalog are left out: `unknown` names them. */
export function sheetsOf(whole: Package): { readonly sheets: readonly Sheet[]; readonly unknown: readonly KaijiDocument[] } {
  const checklists = whole.documents.filter(({ kind }) => kind === 'checklist');
  const unknown: KaijiDocument[] = [];
  const sheets = checklists.flatMap((document) => {
    const catalog = ownCatalog(document, whole.catalogs);
    if (!catalog) unknown.push(document);
    return catalog ? [{ document, catalog, answers: answersOf(whole, document, catalog) }] : [];
  });
  return { sheets, unknown };
}

function answersOf(whole: Package, document: KaijiDocument, catalog: Catalog): readonly SheetAnswer[] {
  const seen = new Map<string, number>();
  let index = 0;
  return entriesOf(document, 'answers').flatMap(({ node }) => {
    const map = asMap(node);
    const data = dataOf(map);
    const written = textAt(data, 'control');
    if (!map || written === undefined) return [];
    const resolved = whole.catalogs.resolve(written, catalog);
    const id = resolved?.id ?? written;
    const occurrence = seen.get(id) ?? 0;
    seen.set(id, occurrence + 1);
    const { text, tree } = document.file;
    return [{ data, map, resolved, id, occurrence, index: index++, line: text.positionAt(tree.spanOf(map).start).line }];
  });
}

/** The entries of a sequence in all documents of the package, with their data. */
export function entriesNamed(whole: Package, sequence: string): readonly { readonly entry: Entry; readonly data: Data }[] {
  return whole.documents.flatMap((document) =>
    entriesOf(document, sequence).flatMap((entry) => {
      const map = asMap(entry.node);
      return map ? [{ entry, data: dataOf(map) }] : [];
    }),
  );
}

/** A node as plain data; every value is text, as its author wrote it. */
export function dataOf(node: MapNode | undefined): Data {
  return node ? asData(toJson(node)) : {};
}
