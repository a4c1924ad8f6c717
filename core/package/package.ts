/** A package: the files of one service's disclosure, read together. An immutable snapshot. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control } from '../catalog/control.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import type { Baseline } from './baseline.ts';
import { PackageIndex, type Site, type Table } from './index.ts';
import { WorkedOut } from './worked-out.ts';

/** The packages another one builds on. */
export interface Relatives {
  /** The package named by `extends`, whose evidence, statements, parties and roles count here. */
  readonly parent?: Package | undefined;
  /** Those named by `inherits`, by the name of their folder: platforms whose statements answer for us. */
  readonly platforms?: ReadonlyMap<string, Package>;
}

const NO_PLATFORMS: ReadonlyMap<string, Package> = new Map();
const NOTHING: ReadonlySet<string> = new Set();

/**
 * What counts of a package that is extended: evidence, statements, parties, roles and what these are called, and whatever a reference may mean. What it answers,
 * discloses, treats and cites it does for its own service.
 */
const EXTENDED: ReadonlySet<Table> = new Set<Table>([
  'evidence',
  'evidence-titles',
  'statements',
  'satisfies',
  'parties',
  'roles',
  'titles',
  'names',
  'variants',
  'annexes',
  'targets',
  'assets',
  'threats',
  'vulnerabilities',
  'measures',
]);

export class Package {
  /** With those of the packages this one builds on; made when first asked for. */
  private readonly keysOf = new Map<Table, ReadonlySet<string>>();

  private constructor(
    /** The folder with `kaiji.yaml`; for a file outside any package, the file itself. */
    readonly uri: string,
    readonly files: ReadonlyMap<string, KaijiFile>,
    readonly catalogs: Catalogs,
    readonly index: PackageIndex,
    readonly relatives: Relatives,
    /** URIs of evidence that its register locates in the package, and that are not there. */
    readonly absent: ReadonlySet<string>,
    /** What its manifest names as its baseline; undefined where it names none. */
    readonly baseline: Baseline | undefined,
    private readonly workedOut = new WorkedOut(),
  ) {}

  static of(uri: string, files: Iterable<KaijiFile>, catalogs: Catalogs, relatives: Relatives = {}): Package {
    const sorted = [...files].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    const documents = sorted.flatMap((file) => file.documents);
    const byUri = new Map(sorted.map((file) => [file.uri, file]));
    return new Package(uri, byUri, catalogs, PackageIndex.of(documents, catalogs), relatives, NOTHING, undefined);
  }

  /** The package with some files in other versions, or new. */
  with(changed: readonly KaijiFile[]): Package {
    const files = new Map(this.files);
    const earlier = new Map<KaijiDocument, KaijiDocument>();
    for (const file of changed) {
      const before = files.get(file.uri)?.documents ?? [];
      file.documents.forEach((document, i) => {
        const old = before[i];
        if (old) earlier.set(document, old);
      });
      files.set(file.uri, file);
    }
    const isSame = files.size === this.files.size;
    const sorted = isSame ? files : new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
    const documents = [...sorted.values()].flatMap((file) => file.documents);
    const index = this.index.with(documents, earlier);
    const workedOut = this.workedOut.after(index.since(this.index, earlier));
    return new Package(this.uri, sorted, this.catalogs, index, this.relatives, this.absent, this.baseline, workedOut);
  }

  /** The package knowing which files of its register are not there. */
  missing(absent: ReadonlySet<string>): Package {
    return this.knowing(absent, this.baseline);
  }

  /** The package accepting what a baseline says, or nothing. */
  accepting(baseline: Baseline | undefined): Package {
    return this.knowing(this.absent, baseline);
  }

  private knowing(absent: ReadonlySet<string>, baseline: Baseline | undefined): Package {
    return new Package(this.uri, this.files, this.catalogs, this.index, this.relatives, absent, baseline, this.workedOut);
  }

  /** The file of a URI, here or in a package this one builds on, where a site or a finding may lead. */
  fileAt(uri: string): KaijiFile | undefined {
    const found = this.files.get(uri) ?? this.parent?.fileAt(uri);
    if (found) return found;
    for (const platform of this.platforms.values()) {
      const file = platform.fileAt(uri);
      if (file) return file;
    }
    return undefined;
  }

  get parent(): Package | undefined {
    return this.relatives.parent;
  }

  get platforms(): ReadonlyMap<string, Package> {
    return this.relatives.platforms ?? NO_PLATFORMS;
  }

  /** Every document, by path, then in file order. */
  get documents(): readonly KaijiDocument[] {
    return [...this.files.values()].flatMap((file) => file.documents);
  }

  get manifest(): KaijiDocument | undefined {
    return this.documents.find((document) => document.kind === 'package');
  }

  /** Sites here; where there are none, in the packages this one extends, as far as what these say counts. A view may be taken apart, so it does not rest on `this`. */
  readonly lookup = (table: Table, key: string): readonly Site[] => {
    if (table === 'platforms') return this.ofPlatform(key);
    const own = this.index.lookup(table, key);
    return this.parent && own.length === 0 && EXTENDED.has(table) ? this.parent.lookup(table, key) : own;
  };

  /** Every key of a table, here and, as far as it counts, in the packages this one extends. */
  readonly keys = (table: Table): ReadonlySet<string> => {
    const own = this.index.keys(table);
    if (table !== 'platforms' && !(this.parent && EXTENDED.has(table))) return own;
    const known = this.keysOf.get(table);
    if (known) return known;
    const all = table === 'platforms' ? this.platformKeys() : [...own, ...(this.parent?.keys(table) ?? [])];
    const keys = new Set(all);
    this.keysOf.set(table, keys);
    return keys;
  };

  /** Controls of a catalog that nothing here answers, in its order. */
  readonly unanswered = (catalog: Catalog): readonly Control[] => this.workedOut.unanswered(this, catalog);

  /** Scenarios of a catalog that no risk annex here has, in its order. */
  readonly untreated = (catalog: Catalog): readonly Control[] => this.workedOut.untreated(this, catalog);

  /** `PACKAGE#STATEMENT`; `PACKAGE` alone is every statement of it. */
  private ofPlatform(key: string): readonly Site[] {
    const [name = '', id] = key.split('#') as [string, string?];
    const platform = this.platforms.get(name);
    if (!platform) return [];
    return id === undefined
      ? [...platform.keys('statements')].flatMap((one) => platform.lookup('statements', one))
      : platform.lookup('statements', id);
  }

  private platformKeys(): readonly string[] {
    return [...this.platforms].flatMap(([name, platform]) => [
      name,
      ...[...platform.keys('statements')].map((id) => `${name}#${id}`),
    ]);
  }
}
