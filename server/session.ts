/** What every request works with: open documents, settings, the workspace, and consistent views of it. */
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Bundled } from '../core/catalog/bundled.ts';
import type { Catalogs } from '../core/catalog/catalogs.ts';
import { type Check, type CheckOptions, checking } from '../core/check.ts';
import type { CatalogSource, Io } from '../core/io.ts';
import { fixed, type Localized, message } from '../core/language.ts';
import type { Package } from '../core/package/package.ts';
import { canonicalUri, isWithin } from '../core/package/uri.ts';
import { Workspace } from '../core/package/workspace.ts';
import { inSlices } from '../core/slices.ts';
import type * as Answers from './answers.ts';
import type { Configuration } from './configuration.ts';
import type { OpenDocuments } from './documents.ts';
import type * as Exporter from './exporter.ts';
import type { Importer } from './importer.ts';
import { Progress } from './progress.ts';
import type { InitializationOptions } from './protocol/options.ts';
import type { Snapshot } from './snapshot.ts';
import { Unread } from './unread.ts';

export type { Snapshot } from './snapshot.ts';

/** Of checks, so that a slow one can be told of. */
const clock = () => performance.now();

const cannotBeRead = message<{ reason: string }>({
  ja: ({ reason }) => `読めません（${reason}）。`,
  en: ({ reason }) => `cannot be read (${reason}).`,
});

const reading = fixed('文書を読み込んでいます', 'Reading documents');

/** What differs between hosts. */
export interface Host {
  readonly io: Io;
  readonly catalogs: CatalogSource;
  /** The user's own folder of catalogs and official wording, as a URI; absent without a disk. */
  readonly userCatalogs?: string;
  /**
   * The folder a person named in the settings, as a URI; undefined where this host cannot reach it.
   * @param path absolute, `~/…`, or relative to `folder`, a folder of the workspace
   */
  folderNamed(path: string, folder: string | undefined): string | undefined;
  /** What requests are answered with; a host may load it with the first. */
  loadAnswers(): Promise<typeof Answers>;
  /** What reads sheets: a program of its own, loaded when first needed. */
  loadImporter(): Promise<Importer>;
  /** What writes what is handed over, likewise. */
  loadExporter(): Promise<typeof Exporter>;
  /** Why something was not read, as a sentence that follows its name; absent where the host knows no more than the error says. */
  whyUnread?(error: unknown): Localized;
  /** Told of the client's options before anything is read. */
  onInitialize?(options: InitializationOptions): void;
  /** Told that something was opened, edited or closed. */
  onActivity?(): void;
}

export interface Loaded {
  readonly bundled: Bundled;
  readonly workspace: Workspace;
}

/** Has a life cycle: one from `initialize` to `exit`. */
export class Session {
  /** Whether the client asks for the findings of the whole workspace. */
  watchesAll = false;
  /** Folders the client has open, as it spells them; it may add and remove some. */
  readonly folders: Set<string>;
  readonly progress: Progress;
  /** What could not be read, and is told so. */
  readonly unread: Unread;
  private readonly loaded: Promise<Loaded>;
  /** Folders beside the client's whose catalogs count. */
  private outside: readonly string[];
  /** Done when the workspace knows of them. */
  private sharing: Promise<void> = Promise.resolve();
  /** Told of each document that is closed. */
  private readonly closings: ((uri: string) => void)[] = [];
  /** What failed, by name: where it failed first, and why. */
  private readonly failures = new Map<string, { readonly uri: string | undefined; readonly reason: string }>();
  /** The newest check of each package, by its folder: the next one starts from it. */
  private readonly checks = new Map<string, { readonly whole: Package; readonly key: string; readonly check: Promise<Check> }>();

  constructor(
    readonly connection: Connection,
    readonly host: Host,
    readonly documents: OpenDocuments,
    readonly configuration: Configuration,
    folders: Iterable<string>,
  ) {
    this.folders = new Set(folders);
    this.progress = new Progress(connection, configuration);
    this.outside = this.outsideFolders([]);
    this.unread = new Unread({
      io: host.io,
      why: (error) => host.whyUnread?.(error) ?? cannotBeRead({ reason: reasonOf(error) }),
      language: (uri) => configuration.language(uri),
      log: (line) => connection.console.warn(line),
      send: (uri, diagnostics) => connection.sendDiagnostics({ uri: documents.spelling(uri), diagnostics }),
    });
    this.loaded = Bundled.load(host.catalogs).then((bundled) => {
      const workspace = new Workspace(this.unread.io, bundled.catalogs, this.unread.failed);
      workspace.share(this.sharedFolders());
      return { bundled, workspace };
    });
    this.loaded.catch((error: unknown) => {
      connection.window.showErrorMessage(
        `Kaiji: カタログを読めません。拡張機能を入れ直してください。 / The catalogs cannot be read; reinstall the extension. (${reasonOf(error)})`,
      );
    });
  }

  /** A folder is in the workspace now. */
  enter(folder: string): void {
    this.remove(folder);
    this.folders.add(folder);
  }

  /** A folder is no longer. */
  leave(folder: string): void {
    this.remove(folder);
    this.closed(folder);
  }

  private remove(folder: string): void {
    const plain = (uri: string) => canonicalUri(uri).replace(/\/$/, '');
    for (const known of this.folders) if (plain(known) === plain(folder)) this.folders.delete(known);
  }

  /** Catalogs and workspace; rejects where the installation is broken, which the user was told. */
  async ready(): Promise<Loaded> {
    await this.sharing;
    return this.loaded;
  }

  /** Where catalogs are looked for beside those bundled, the nearest first: the client's folders, those of the settings, the user's own. */
  sharedFolders(): readonly string[] {
    return [...this.folders, ...this.outside];
  }

  /**
   * Asks the settings again which folders' catalogs count. Requests that come meanwhile wait for it.
   * @returns those outside the client's folders
   */
  share(): Promise<readonly string[]> {
    // One after the other: the answer to an earlier question must not replace a newer one.
    this.sharing = this.sharing
      .then(async () => {
        this.outside = this.outsideFolders(await this.settingsFolders());
      })
      .catch((error: unknown) => this.fail('kaiji.catalogs', error))
      .then(() => this.tell((workspace) => workspace.share(this.sharedFolders())));
    return this.sharing.then(() => this.outside);
  }

  private outsideFolders(named: readonly string[]): readonly string[] {
    const { userCatalogs } = this.host;
    return [...named, ...(userCatalogs === undefined ? [] : [userCatalogs])];
  }

  /** The setting `kaiji.catalogs` of each folder, as URIs; one that is not there is told in the log. */
  private async settingsFolders(): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const folder of this.folders.size > 0 ? this.folders : [undefined]) {
      for (const path of await this.configuration.catalogFolders(folder)) {
        const uri = this.host.folderNamed(path, folder);
        if (uri !== undefined && (await this.host.io.exists(uri))) found.add(uri);
        else this.connection.console.warn(`kaiji.catalogs: ${path}: no such folder`);
      }
    }
    return [...found];
  }

  /** The package a document is in; undefined where none is meant, and where it is not open and belongs to none. */
  async packageOf(uri: string | undefined): Promise<Package | undefined> {
    const { workspace } = await this.ready();
    const whole = uri === undefined ? undefined : await workspace.packageOf(uri);
    return uri !== undefined && whole?.files.has(canonicalUri(uri)) ? whole : undefined;
  }

  /** The catalogs in force where a document is, else those in force everywhere. */
  async catalogsAt(uri: string | undefined): Promise<Catalogs> {
    const { workspace } = await this.ready();
    return (await this.packageOf(uri))?.catalogs ?? workspace.sharedCatalogs();
  }

  /** The packages in which what a package names may be named too, as far as the client has their folders open ({@link Workspace.related}). */
  async related(whole: Package): Promise<readonly Package[]> {
    const { workspace } = await this.ready();
    return workspace.related(whole, this.folders);
  }

  /** Tells the workspace of a change, in the order in which changes come. */
  tell(change: (workspace: Workspace) => void): Promise<void> {
    return this.loaded
      .then(
        ({ workspace }) => change(workspace),
        () => {},
      )
      .catch((error: unknown) => this.fail('workspace', error));
  }

  /** Whether any of these is a folder with files of ours. */
  async bringsFiles(uris: readonly string[]): Promise<boolean> {
    const { workspace } = await this.ready();
    for (const uri of uris) if ((await workspace.filesIn(uri)).length > 0) return true;
    return false;
  }

  /** Reads the package around a file again, but for what is open. */
  async readAgain(uri: string): Promise<void> {
    const { workspace } = await this.ready();
    workspace.forget(uri);
    const home = await workspace.homeOf(uri);
    if (home !== undefined) workspace.drop(home);
  }

  /** The view of a file; undefined where it is not open and belongs to no package. */
  async snapshot(uri: string): Promise<Snapshot | undefined> {
    const { workspace } = await this.ready();
    const [language, options] = [await this.configuration.language(uri), await this.configuration.checkOptions(uri)];
    const whole = await this.progress.during(reading, () => workspace.packageOf(uri));
    const file = whole.files.get(canonicalUri(uri));
    return file && { whole, file, language, options, check: () => this.check(whole, options) };
  }

  /**
   * A check begins when the one before is done, from what that found; so each is finished, even one whose version is overtaken. The first of a long document
   * takes seconds: it goes in slices.
   */
  private check(whole: Package, options: CheckOptions): Promise<Check> {
    const key = JSON.stringify(options);
    const last = this.checks.get(whole.uri);
    if (last?.whole === whole && last.key === key) return last.check;
    const before = last?.check.catch(() => undefined) ?? Promise.resolve(undefined);
    const now = before.then((former) => inSlices(checking(whole, { ...options, clock }, former)));
    this.checks.set(whole.uri, { whole, key, check: now });
    return now;
  }

  /** Has something kept of a document forgotten when it is closed. @param forget given the URI as the client spells it */
  whenClosed(forget: (uri: string) => void): void {
    this.closings.push(forget);
  }

  /**
   * A document was closed, or a folder left the workspace: what was read and found of the packages there is kept no longer, but for those with an open
   * document and, where the client asks for the findings of the whole workspace, those in a folder that is still here.
   */
  closed(uri: string): void {
    for (const forget of this.closings) forget(uri);
    const gone = canonicalUri(uri).replace(/\/$/, '');
    const folders = this.watchesAll ? [...this.folders].map((folder) => canonicalUri(folder).replace(/\/$/, '')) : [];
    const kept = [...folders, ...this.documents.uris];
    for (const home of this.checks.keys()) {
      const isThere = isWithin(home, gone) || isWithin(gone, home);
      if (!isThere || kept.some((one) => isWithin(home, one) || isWithin(one, home))) continue;
      this.checks.delete(home);
      this.unread.forget(home);
      void this.tell((workspace) => workspace.drop(home));
    }
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

  /** As {@link guarded}, where no answer would be true: who asked is told of the failure, a ResponseError of code `RequestFailed`. */
  told<T>(name: string, run: () => Promise<T>, uri?: string): Promise<T> {
    const failed = (error: unknown): T => {
      throw new ResponseError(LSPErrorCodes.RequestFailed, reasonOf(error));
    };
    return this.guarded(name, failed, run, uri);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
