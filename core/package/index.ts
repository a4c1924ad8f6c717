/** Who answers, cites and defines what in a package. Kept per document (part.ts), put together where it is asked for. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control } from '../catalog/control.ts';
import { catalogOf } from '../model/checklist.ts';
import { outlineOf } from '../model/disclosure.ts';
import type { KaijiDocument } from '../model/document.ts';
import { scenarioCatalogOf } from '../model/risks.ts';
import { Part, type Said } from './part.ts';
import type { Site, Table } from './tables/table.ts';

export type { Site, Table } from './tables/table.ts';

/** What can be asked of a package: by rules while they check, by everything else of the package itself. */
export interface PackageView {
  readonly catalogs: Catalogs;
  /** Sites under one key, by path, then in document order. */
  lookup(table: Table, key: string): readonly Site[];
  /** Every key of a table. */
  keys(table: Table): ReadonlySet<string>;
  /** Controls of a catalog that nothing in the package answers, in catalog order (core/package/unanswered.ts). */
  unanswered(catalog: Catalog): readonly Control[];
  /** Scenarios of a catalog that no risk annex has, in catalog order. */
  untreated(catalog: Catalog): readonly Control[];
}

/** Immutable. */
export class PackageIndex {
  /** What was asked for and is long, by table and key: many may ask for it. */
  private readonly asked = new Map<string, readonly Site[]>();
  private readonly keysOf = new Map<Table, ReadonlySet<string>>();

  private constructor(
    private readonly catalogs: Catalogs,
    /** What each document says; a document that did not change keeps its own. By path, then in the order of the file. */
    readonly parts: ReadonlyMap<KaijiDocument, Part>,
  ) {}

  /** @param documents by path, then in the order of the file */
  static of(documents: Iterable<KaijiDocument>, catalogs: Catalogs): PackageIndex {
    const parts = [...documents].map(
      (document) => [document, Part.of(document, ownCatalog(document, catalogs), catalogs)] as const,
    );
    return new PackageIndex(catalogs, new Map(parts));
  }

  /**
   * The index of other documents, by difference.
   * @param documents all of them, by path, then in the order of the file
   * @param earlier for a document that is new the version of it that was here before
   */
  with(documents: Iterable<KaijiDocument>, earlier: ReadonlyMap<KaijiDocument, KaijiDocument>): PackageIndex {
    const parts = new Map<KaijiDocument, Part>();
    for (const document of documents) {
      const before = earlier.get(document);
      const former = before && this.parts.get(before);
      const part = this.parts.get(document) ?? Part.of(document, ownCatalog(document, this.catalogs), this.catalogs, former);
      parts.set(document, part);
    }
    return new PackageIndex(this.catalogs, parts);
  }

  /** What came and went since an earlier version. @param earlier as for {@link with} */
  *since(before: PackageIndex, earlier: ReadonlyMap<KaijiDocument, KaijiDocument>): Generator<Said> {
    for (const [document, part] of this.parts) {
      if (before.parts.get(document) === part) continue;
      const old = earlier.get(document);
      const { gone, come } = part.since(old && before.parts.get(old));
      yield* gone;
      yield* come;
    }
    const stayed = new Set(earlier.values());
    for (const [document, part] of before.parts) if (!this.parts.has(document) && !stayed.has(document)) yield* part.all();
  }

  /** Sites under one key, by path, then in document order. */
  lookup(table: Table, key: string): readonly Site[] {
    let only: Part | undefined;
    let count = 0;
    for (const part of this.parts.values()) {
      const size = part.count(table, key);
      if (size > 0) only = count > 0 ? undefined : part;
      count += size;
    }
    if (count === 0) return NO_SITES;
    if (count < LONG && only) return only.sites(table, key);
    const name = `${table} ${key}`;
    let sites = this.asked.get(name);
    if (!sites) {
      sites = [...this.parts.values()].flatMap((part) => part.sites(table, key));
      this.asked.set(name, sites);
    }
    return sites;
  }

  /** Whether there is a site under a key. */
  has(table: Table, key: string): boolean {
    for (const part of this.parts.values()) if (part.has(table, key)) return true;
    return false;
  }

  /** What one document contributes under a key, in document order. */
  said(document: KaijiDocument, table: Table, key: string): readonly Site[] {
    return this.parts.get(document)?.sites(table, key) ?? [];
  }

  /** The keys under which one document contributes to a table. */
  saidKeys(document: KaijiDocument, table: Table): Iterable<string> {
    return this.parts.get(document)?.keys(table) ?? [];
  }

  /** Every key of a table. */
  keys(table: Table): ReadonlySet<string> {
    const known = this.keysOf.get(table);
    if (known) return known;
    const some = [...this.parts.values()].map((part) => part.keys(table)).filter(({ size }) => size > 0);
    const keys = some.length < 2 ? (some[0] ?? new Set<string>()) : new Set(some.flatMap((one) => [...one]));
    this.keysOf.set(table, keys);
    return keys;
  }
}

const NO_SITES: readonly Site[] = [];
/** Fewer sites are made anew for each who asks. */
const LONG = 4;

/** The catalog or outline a document's bare IDs belong to. */
export function ownCatalog(document: KaijiDocument, catalogs: Catalogs): Catalog | undefined {
  if (document.kind === 'checklist' || document.kind === 'catalog-text') return catalogs.of(catalogOf(document)?.value ?? '');
  if (document.kind === 'disclosure') return catalogs.of(outlineOf(document));
  if (document.kind === 'risks') return catalogs.of(scenarioCatalogOf(document));
  return undefined;
}
