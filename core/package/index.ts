/** Who answers, cites and defines what in a package. Built per document, put together per package; documents come and go by `add` and `remove`. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { catalogOf } from '../model/checklist.ts';
import { outlineOf } from '../model/disclosure.ts';
import type { KaijiDocument } from '../model/document.ts';
import { scenarioCatalogOf } from '../model/risks.ts';
import { contribute } from './tables/contribute.ts';
import type { Site, Table } from './tables/table.ts';

export type { Site, Table } from './tables/table.ts';

/** What can be asked of a package: by rules while they check, by everything else of the package itself. */
export interface PackageView {
  readonly catalogs: Catalogs;
  /** Sites under one key, by path, then in document order. */
  lookup(table: Table, key: string): readonly Site[];
  /** Every key of a table. */
  keys(table: Table): ReadonlySet<string>;
}

/** What one document contributes. */
export type Tables = ReadonlyMap<Table, ReadonlyMap<string, readonly Site[]>>;

/** Immutable. */
export class PackageIndex {
  /** Made when first asked for. */
  private readonly keysOf = new Map<Table, ReadonlySet<string>>();
  /** What several documents say under one key, put in order when first asked for: each of them may ask. */
  private readonly merged = new Map<string, readonly Site[]>();

  private constructor(
    private readonly catalogs: Catalogs,
    /** What each document contributes; a document that did not change keeps its own. */
    readonly parts: ReadonlyMap<KaijiDocument, Tables>,
  ) {}

  static of(documents: Iterable<KaijiDocument>, catalogs: Catalogs): PackageIndex {
    return new PackageIndex(catalogs, new Map([...documents].map((document) => [document, tablesOf(document, catalogs)])));
  }

  add(document: KaijiDocument): PackageIndex {
    return new PackageIndex(this.catalogs, new Map(this.parts).set(document, tablesOf(document, this.catalogs)));
  }

  remove(document: KaijiDocument): PackageIndex {
    const parts = new Map(this.parts);
    parts.delete(document);
    return new PackageIndex(this.catalogs, parts);
  }

  /** Sites under one key, by path, then in document order. */
  lookup(table: Table, key: string): readonly Site[] {
    const name = `${table} ${key}`;
    const known = this.merged.get(name);
    if (known) return known;
    const found: (readonly Site[])[] = [];
    for (const tables of this.parts.values()) {
      const sites = tables.get(table)?.get(key);
      if (sites) found.push(sites);
    }
    // Mostly it is one document's, in order already.
    if (found.length < 2) return found[0] ?? [];
    const sites = found.flat().sort(byPath);
    this.merged.set(name, sites);
    return sites;
  }

  /** What one document contributes under a key, in document order. */
  said(document: KaijiDocument, table: Table, key: string): readonly Site[] {
    return this.parts.get(document)?.get(table)?.get(key) ?? [];
  }

  /** The keys under which one document contributes to a table. */
  saidKeys(document: KaijiDocument, table: Table): Iterable<string> {
    return this.parts.get(document)?.get(table)?.keys() ?? [];
  }

  /** Every key of a table. */
  keys(table: Table): ReadonlySet<string> {
    const known = this.keysOf.get(table);
    if (known) return known;
    const keys = new Set<string>();
    for (const tables of this.parts.values()) for (const key of tables.get(table)?.keys() ?? []) keys.add(key);
    this.keysOf.set(table, keys);
    return keys;
  }
}

function byPath(a: Site, b: Site): number {
  return a.document.file.uri < b.document.file.uri ? -1 : a.document.file.uri > b.document.file.uri ? 1 : 0;
}

/** The catalog or outline a document's bare IDs belong to. */
export function ownCatalog(document: KaijiDocument, catalogs: Catalogs): Catalog | undefined {
  if (document.kind === 'checklist' || document.kind === 'catalog-text') return catalogs.of(catalogOf(document)?.value ?? '');
  if (document.kind === 'disclosure') return catalogs.of(outlineOf(document));
  if (document.kind === 'risks') return catalogs.of(scenarioCatalogOf(document));
  return undefined;
}

function tablesOf(document: KaijiDocument, catalogs: Catalogs): Tables {
  const tables = new Map<Table, Map<string, Site[]>>();
  contribute(document, { catalogs, own: ownCatalog(document, catalogs) }, (table, key, entry, node) => {
    if (key === undefined || key === '') return;
    let keys = tables.get(table);
    if (!keys) {
      keys = new Map();
      tables.set(table, keys);
    }
    const site: Site = { table, key, document, entry, node };
    const sites = keys.get(key);
    if (sites) sites.push(site);
    else keys.set(key, [site]);
  });
  return tables;
}
