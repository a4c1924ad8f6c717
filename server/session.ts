/** What every request works with: open documents, settings, the workspace, and consistent views of it. */
import { type Connection, ResponseError } from 'vscode-languageserver';
import { Bundled } from '../core/catalog/bundled.ts';
import { type CheckOptions, checkPackage, type PlacedFinding } from '../core/check.ts';
import type { CatalogSource, Io } from '../core/io.ts';
import type { Language } from '../core/language.ts';
import type { KaijiFile } from '../core/model/document.ts';
import type { Package } from '../core/package/package.ts';
import { canonicalUri } from '../core/package/uri.ts';
import { Workspace } from '../core/package/workspace.ts';
import type { Configuration, InitializationOptions } from './configuration.ts';
import type { OpenDocuments } from './documents.ts';

/** What differs between hosts. */
export interface Host {
  readonly io: Io;
  readonly catalogs: CatalogSource;
  /** The user's own folder of catalogs and official wording, as a URI; absent without a disk. */
  readonly userCatalogs?: string;
  /** Told of the client's options before anything is read. */
  onInitialize?(options: InitializationOptions): void;
}

/** One consistent view a request works on: the newest versions when it began. */
export interface Snapshot {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly language: Language;
  readonly options: CheckOptions;
  readonly findings: ReadonlyMap<string, readonly PlacedFinding[]>;
}

export interface Loaded {
  readonly bundled: Bundled;
  readonly workspace: Workspace;
}

/** Has a life cycle: one from `initialize` to `exit`. */
export class Session {
  /** Folders the client has open; it may add and remove some. */
  readonly folders: Set<string>;
  private readonly loaded: Promise<Loaded>;
  /** What failed, by name: where it failed first, and why. */
  private readonly failures = new Map<string, { readonly uri: string | undefined; readonly reason: string }>();
  /** The newest check of a package; an edit makes another package, so nothing here is ever stale. */
  private readonly checks = new WeakMap<Package, { readonly key: string; readonly found: ReturnType<typeof checkPackage> }>();

  constructor(
    readonly connection: Connection,
    private readonly host: Host,
    readonly documents: OpenDocuments,
    readonly configuration: Configuration,
    folders: Iterable<string>,
  ) {
    this.folders = new Set(folders);
    const unreadable = (uri: string, error: unknown) => connection.console.warn(`${uri}: ${reasonOf(error)}`);
    this.loaded = Bundled.load(host.catalogs).then((bundled) => {
      const workspace = new Workspace(host.io, bundled.catalogs, unreadable);
      workspace.share(this.sharedFolders());
      return { bundled, workspace };
    });
    this.loaded.catch((error: unknown) => {
      connection.window.showErrorMessage(
        `Kaiji: カタログを読めません。拡張機能を入れ直してください。 / The catalogs cannot be read; reinstall the extension. (${reasonOf(error)})`,
      );
    });
  }

  /** Catalogs and workspace; rejects where the installation is broken, which the user was told. */
  ready(): Promise<Loaded> {
    return this.loaded;
  }

  /** Where catalogs are looked for beside those bundled: the client's folders, then the user's own. */
  sharedFolders(): readonly string[] {
    return [...this.folders, ...(this.host.userCatalogs === undefined ? [] : [this.host.userCatalogs])];
  }

  /** Tells the workspace of a change, in the order in which changes come. */
  tell(change: (workspace: Workspace) => void): Promise<void> {
    return this.loaded.then(
      ({ workspace }) => change(workspace),
      () => {},
    );
  }

  /** The view of a file; undefined where it is not open and belongs to no package. */
  async snapshot(uri: string): Promise<Snapshot | undefined> {
    const { workspace } = await this.loaded;
    const [language, options] = [await this.configuration.language(uri), await this.configuration.checkOptions(uri)];
    const whole = await workspace.packageOf(uri);
    const file = whole.files.get(canonicalUri(uri));
    return file && { whole, file, language, options, findings: this.check(whole, options) };
  }

  private check(whole: Package, options: CheckOptions): ReturnType<typeof checkPackage> {
    const key = JSON.stringify(options);
    const known = this.checks.get(whole);
    if (known?.key === key) return known.found;
    const found = checkPackage(whole, options);
    this.checks.set(whole, { key, found });
    return found;
  }

  /** Notes a failure once by name: in the log, and as an `internal-error` finding of the file it happened in. */
  fail(name: string, error: unknown, uri?: string): void {
    if (this.failures.has(name)) return;
    this.failures.set(name, { uri: uri === undefined ? undefined : canonicalUri(uri), reason: reasonOf(error) });
    this.connection.console.error(
      `internal-error: ${name}: ${error instanceof Error ? (error.stack ?? error.message) : reasonOf(error)}`,
    );
  }

  /** What failed in a file, as name and reason. */
  failuresIn(uri: string): readonly { readonly name: string; readonly reason: string }[] {
    const own = [...this.failures].filter(([, failure]) => failure.uri === canonicalUri(uri));
    return own.map(([name, { reason }]) => ({ name, reason }));
  }

  /** Runs a feature: a throw is noted once by name and answered with what `fallback` makes of it. `uri` is the file it is about. */
  async guarded<T>(name: string, fallback: (error: unknown) => T, run: () => Promise<T>, uri?: string): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.fail(name, error, uri);
      return fallback(error);
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
