/** A package: the files of one service's disclosure, read together. An immutable snapshot. */
import type { Catalogs } from '../catalog/catalogs.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { PackageIndex, type Site, type Table } from './index.ts';

export class Package {
  /** With those of the packages this one extends; made when first asked for. */
  private readonly keysOf = new Map<Table, ReadonlySet<string>>();

  private constructor(
    /** The folder with `kaiji.yaml`; for a file outside any package, the file itself. */
    readonly uri: string,
    readonly files: ReadonlyMap<string, KaijiFile>,
    readonly catalogs: Catalogs,
    readonly index: PackageIndex,
    /** The package named by `extends`, whose evidence and statements count here. */
    readonly parent: Package | undefined,
  ) {}

  static of(uri: string, files: Iterable<KaijiFile>, catalogs: Catalogs, parent?: Package): Package {
    const sorted = [...files].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    const documents = sorted.flatMap((file) => file.documents);
    return new Package(
      uri,
      new Map(sorted.map((file) => [file.uri, file])),
      catalogs,
      PackageIndex.of(documents, catalogs),
      parent,
    );
  }

  /** The package with one file in another version, or new. */
  with(file: KaijiFile): Package {
    const old = this.files.get(file.uri);
    let index = this.index;
    for (const document of old?.documents ?? []) index = index.remove(document);
    for (const document of file.documents) index = index.add(document);
    const files = new Map(this.files).set(file.uri, file);
    const sorted = old ? files : new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
    return new Package(this.uri, sorted, this.catalogs, index, this.parent);
  }

  /** Every document, by path, then in file order. */
  get documents(): readonly KaijiDocument[] {
    return [...this.files.values()].flatMap((file) => file.documents);
  }

  get manifest(): KaijiDocument | undefined {
    return this.documents.find((document) => document.kind === 'package');
  }

  /** Sites here, then in the packages this one extends. */
  lookup(table: Table, key: string): readonly Site[] {
    const own = this.index.lookup(table, key);
    return this.parent && own.length === 0 ? this.parent.lookup(table, key) : own;
  }

  /** Every key of a table, here and in the packages this one extends. */
  keys(table: Table): ReadonlySet<string> {
    const own = this.index.keys(table);
    if (!this.parent) return own;
    const keys = this.keysOf.get(table) ?? new Set([...own, ...this.parent.keys(table)]);
    this.keysOf.set(table, keys);
    return keys;
  }
}
