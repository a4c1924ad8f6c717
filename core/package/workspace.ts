/**
 * Finds packages, reads their files through {@link Io}, and keeps the newest version of each; open editors' text comes before the disk's.
 *
 * A package is always put together from what is true when it is asked for: the files of its folder as last read, those open in their place, and the
 * package it extends. What was built before is only reused where nothing of that changed, so no order of edits and reads can lose one.
 */
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Io } from '../io.ts';
import type { KaijiFile } from '../model/document.ts';
import { scalarsOf, textField } from '../model/field.ts';
import type { Text } from '../text/text.ts';
import { type Baseline, Baselines } from './baseline.ts';
import { EvidenceFiles } from './evidence-files.ts';
import { Files, isKaijiPath } from './files.ts';
import { catalogsWith, editionsNamed, isShared, mayBeShared } from './library.ts';
import { Package, type Relatives } from './package.ts';
import { canonicalUri, fileName, parentUri, resolveUri } from './uri.ts';

/** The name of a manifest: its folder is a package. */
export const MANIFEST = 'kaiji.yaml';

function isManifest(uri: string): boolean {
  return uri.endsWith(`/${MANIFEST}`);
}

/** How many files are read at once: folders may have more than a system lets be open, and all of them need not be in memory. */
const AT_ONCE = 32;

/** Has a life cycle: it is told of changes and forgets what they touch. The packages it hands out are immutable. URIs come in in any spelling. */
export class Workspace {
  private readonly files: Files;
  /** Folder → its package's folder. */
  private readonly homes = new Map<string, Promise<string | undefined>>();
  private readonly built = new Map<string, { readonly whole: Package; readonly shared: readonly KaijiFile[] }>();
  /** Files that no listing need have, and that belong to the package around them all the same. */
  private named: ReadonlySet<string> = new Set();
  /** Folders whose catalogs and official wording count in every package, the nearest first. */
  private sharedFolders: readonly string[] = [];
  private library: Promise<readonly KaijiFile[]> | undefined;
  /** What {@link sharedCatalogs} made of a library. */
  private common: { readonly library: readonly KaijiFile[]; readonly catalogs: Catalogs } | undefined;
  private readonly evidence: EvidenceFiles;
  private readonly baselines: Baselines;

  /**
   * @param unreadable told of each file or folder that is there but cannot be read; the package goes on without it
   */
  constructor(
    private readonly io: Io,
    private readonly bundled: Catalogs,
    unreadable: (uri: string, error: unknown) => void = () => {},
  ) {
    this.files = new Files(io, unreadable);
    this.evidence = new EvidenceFiles(io);
    this.baselines = new Baselines((uri) => io.read(uri));
  }

  /** Which folders' catalogs and official wording count in every package: the workspace's, then the user's. */
  share(folders: readonly string[]): void {
    const named = [...new Set(folders.map((folder) => canonicalUri(folder).replace(/\/$/, '')))];
    // The same folders again: what was read of them, and every package that rests on it, stays.
    if (named.join('\n') === this.sharedFolders.join('\n')) return;
    this.sharedFolders = named;
    this.library = undefined;
  }

  /** The same where these files are known, in this order: what {@link sharedFiles} of another workspace gave. Call it after {@link include}. */
  shareFiles(uris: readonly string[]): void {
    this.library = Promise.all(uris.map((uri) => this.files.lookInto(uri, mayBeShared))).then((files) =>
      files.filter((file) => file !== undefined),
    );
  }

  /** The files with catalogs or official wording that count in every package, in order of folder and path. */
  async sharedFiles(): Promise<readonly string[]> {
    return (await this.shared()).map(({ uri }) => uri);
  }

  /** Files that count in the package around them even where their name or .gitignore keeps them out of the folder's list. */
  include(uris: Iterable<string>): void {
    this.named = new Set([...uris].map(canonicalUri));
    this.library = undefined;
  }

  /** Drops everything read but what `whole` builds on and what counts everywhere: who goes through many packages so keeps one at a time. */
  release(whole: Package): void {
    const kept = new Set([...ancestorsOf(whole)].map(({ uri }) => uri));
    for (const uri of [...this.built.keys()]) if (!kept.has(uri)) this.drop(uri);
  }

  /** Of the packages put together so far, those that build on this one. @param uri the package's */
  builtOn(uri: string): readonly string[] {
    return [...this.built]
      .filter(([, { whole }]) => [...ancestorsOf(whole)].some((one) => one.uri === uri))
      .map(([home]) => home);
  }

  /** Drops what was read of a package; whoever asks for it again reads it anew. @param uri the package's */
  drop(uri: string): void {
    this.files.drop(uri, this.built.get(uri)?.whole.files.keys() ?? []);
    this.built.delete(uri);
    this.evidence.forget(`${uri}/`);
    this.baselines.forget(`${uri}/`);
  }

  /** An open document, in its newest version. Its package follows without reading anything else again. */
  setOpen(uri: string, text: Text): KaijiFile {
    const canonical = canonicalUri(uri);
    const before = this.files.open.get(canonical);
    const file = this.files.setOpen(canonical, text);
    if (!before) this.membershipChanged(file.uri);
    if (!before || isShared(before) || isShared(file)) this.library = undefined;
    return file;
  }

  /** A document was closed: the disk's version counts again. */
  close(uri: string): void {
    const canonical = canonicalUri(uri);
    this.files.close(canonical);
    // A file in no package is one by itself: nobody may ask for it again.
    this.built.delete(canonical);
    this.forget(canonical);
  }

  /** A file came, went or changed on disk, or a folder with all that is in it. */
  forget(uri: string): void {
    const canonical = canonicalUri(uri).replace(/\/$/, '');
    this.files.forget(canonical);
    this.library = undefined;
    this.evidence.forget();
    this.baselines.forget();
    this.membershipChanged(canonical);
  }

  /** Whether anything may be different when this file comes, goes or changes on disk: a kaiji file, or one a register names, or a folder such files are in. */
  concerns(uri: string): boolean {
    const canonical = canonicalUri(uri).replace(/\/$/, '');
    return (
      isKaijiPath(canonical) ||
      [this.evidence, this.baselines].some((one) => one.concerns(canonical)) ||
      this.files.knows(canonical)
    );
  }

  /** The catalogs every package sees, whatever it has of its own. */
  async sharedCatalogs(): Promise<Catalogs> {
    const library = await this.shared();
    if (this.common?.library !== library) this.common = { library, catalogs: catalogsWith(this.bundled, [], library) };
    return this.common.catalogs;
  }

  /** The package a file belongs to: the nearest folder upward with `kaiji.yaml`, else the file alone. Files that cannot be read are absent. */
  async packageOf(uri: string): Promise<Package> {
    const canonical = canonicalUri(uri);
    const home = await this.homeOf(canonical);
    return home === undefined ? this.alone(canonical) : this.assemble(home, new Set());
  }

  /** The package of this URI, a folder's or that of a file outside any; undefined where there is none any more. */
  async packageAt(uri: string): Promise<Package | undefined> {
    const inside = `${uri}/${MANIFEST}`;
    const whole = await this.packageOf((await this.homeOf(inside)) === uri ? inside : uri);
    return whole.uri === uri && whole.files.size > 0 ? whole : undefined;
  }

  /** The kaiji files below a folder, as last listed, in order of path. */
  async filesIn(folder: string): Promise<readonly string[]> {
    return [...(await this.files.list(canonicalUri(folder)))].sort();
  }

  /** One file by its canonical URI, its package aside; undefined where it cannot be read. */
  file(uri: string): Promise<KaijiFile | undefined> {
    return this.files.at(uri);
  }

  /** The folder of the package a file belongs to; undefined where there is none and the file stands alone. */
  homeOf(uri: string): Promise<string | undefined> {
    const folder = parentUri(canonicalUri(uri));
    if (folder === undefined) return Promise.resolve(undefined);
    let home = this.homes.get(folder);
    if (!home) {
      home = this.findHome(folder);
      this.homes.set(folder, home);
      home.catch(() => this.homes.delete(folder));
    }
    return home;
  }

  /**
   * The packages in which what `whole` names may be named too: itself, those it builds on, and those below `folders` or with an open file that build on any
   * of these. Others are not read but for their manifests, and what is read for this alone is not kept.
   */
  async related(whole: Package, folders: Iterable<string>): Promise<readonly Package[]> {
    const related = new Map([whole, ...ancestorsOf(whole)].map((one) => [one.uri, one]));
    if (!whole.files.has(`${whole.uri}/${MANIFEST}`)) return [whole];
    const kept = new Set(this.built.keys());
    for (const home of await this.dependentsOf(new Set(related.keys()), folders))
      if (!related.has(home)) related.set(home, await this.assemble(home, new Set()));
    const isOpen = (home: string) => [...this.files.open.keys()].some((uri) => uri.startsWith(`${home}/`));
    for (const home of [...this.built.keys()]) if (!kept.has(home) && !isOpen(home)) this.drop(home);
    return [...related.values()];
  }

  /** The folders of packages that extend or inherit one of `homes`, directly or through others. */
  async dependentsOf(homes: ReadonlySet<string>, folders: Iterable<string>): Promise<ReadonlySet<string>> {
    const manifests = new Set([...this.files.open.keys()].filter(isManifest));
    for (const folder of folders) for (const uri of await this.filesIn(folder)) if (isManifest(uri)) manifests.add(uri);
    const builtOn = new Map<string, readonly string[]>();
    const uris = [...manifests].sort();
    for (let at = 0; at < uris.length; at += AT_ONCE) {
      await Promise.all(
        uris.slice(at, at + AT_ONCE).map(async (uri) => {
          const file = await this.files.at(uri);
          const home = uri.slice(0, -MANIFEST.length - 1);
          if (file)
            builtOn.set(
              home,
              pathsOfRelatives(file).map((path) => resolveUri(home, path)),
            );
        }),
      );
    }
    const dependents = new Set<string>();
    // Who builds on one that was found is found the next time around.
    for (let size = -1; size !== dependents.size; ) {
      size = dependents.size;
      for (const uri of uris) {
        const home = uri.slice(0, -MANIFEST.length - 1);
        if (builtOn.get(home)?.some((one) => homes.has(one) || dependents.has(one))) dependents.add(home);
      }
    }
    return dependents;
  }

  /** Every package with a file below `folder`, in the order of their first files. */
  async packagesIn(folder: string): Promise<readonly Package[]> {
    const packages = new Map<string, Package>();
    for (const uri of await this.filesIn(folder)) {
      const home = (await this.homeOf(uri)) ?? uri;
      if (!packages.has(home)) packages.set(home, await this.packageOf(uri));
    }
    return [...packages.values()];
  }

  /** A manifest that comes or goes makes other folders packages; so may a folder. */
  private membershipChanged(uri: string): void {
    if (isManifest(uri) || !isKaijiPath(uri)) this.homes.clear();
  }

  private async alone(uri: string): Promise<Package> {
    const read = this.files.open.has(uri) ? undefined : await this.files.fromDisk(uri);
    const library = await this.shared();
    const file = this.files.open.get(uri) ?? read;
    return this.reuse(uri, file ? new Map([[uri, file]]) : new Map(), {}, library);
  }

  private async assemble(home: string, visited: ReadonlySet<string>): Promise<Package> {
    const files = new Map<string, KaijiFile>();
    for (const uri of new Set([...(await this.files.list(home)), ...this.named])) {
      if ((await this.homeOf(uri)) !== home) continue;
      const file = this.files.open.has(uri) ? undefined : await this.files.fromDisk(uri);
      if (file) files.set(uri, file);
    }
    // New files, not yet saved, belong to the package they will be in.
    for (const uri of [...this.files.open.keys()]) {
      const file = (await this.homeOf(uri)) === home ? this.files.open.get(uri) : undefined;
      if (file) files.set(uri, file);
    }
    const relatives = await this.relativesOf(home, files.get(`${home}/${MANIFEST}`), visited);
    const library = await this.shared();
    const absent = await this.evidence.absentFrom(home, files.values(), `${home}/${MANIFEST}`);
    const baseline = await this.baselineOf(home, files.get(`${home}/${MANIFEST}`));
    // Edits that came while something was read: the open text is the newest there is.
    for (const uri of files.keys()) {
      const file = this.files.open.get(uri);
      if (file) files.set(uri, file);
    }
    return this.reuse(home, files, relatives, library, { absent, baseline });
  }

  private async baselineOf(home: string, manifest: KaijiFile | undefined): Promise<Baseline | undefined> {
    const path = textField(manifest?.documents[0]?.root, 'baseline')?.value.trim();
    return path === undefined || path === '' ? undefined : this.baselines.of(home, path);
  }

  /** The packages `extends` and `inherits` name; a ring of packages ends where it began. */
  private async relativesOf(home: string, manifest: KaijiFile | undefined, visited: ReadonlySet<string>): Promise<Relatives> {
    const root = manifest?.documents[0]?.root;
    const known = new Set([...visited, home]);
    const path = textField(root, 'extends')?.value;
    const parent = path === undefined ? undefined : await this.relative(home, path, known);
    const platforms = new Map<string, Package>();
    for (const { text } of scalarsOf(root, 'inherits')) {
      const platform = await this.relative(home, text, known);
      if (platform) platforms.set(fileName(platform.uri), platform);
    }
    return { parent, platforms };
  }

  /** @param path of another package, relative to `home` */
  private async relative(home: string, path: string, visited: ReadonlySet<string>): Promise<Package | undefined> {
    const target = resolveUri(home, path);
    if (target === undefined || visited.has(target)) return undefined;
    const isPackage = this.files.open.has(`${target}/${MANIFEST}`) || (await this.io.exists(`${target}/${MANIFEST}`));
    return isPackage ? this.assemble(target, visited) : undefined;
  }

  /** The package built before where it is still true, else one made from it by what differs. */
  private reuse(
    uri: string,
    files: ReadonlyMap<string, KaijiFile>,
    relatives: Relatives,
    library: readonly KaijiFile[],
    { absent, baseline }: Beside = NOTHING_BESIDE,
  ): Package {
    const shared = library.filter((file) => !files.has(file.uri));
    const last = this.built.get(uri);
    const isSame = last !== undefined && sameRelatives(last.whole, relatives) && same(last.shared, shared);
    const next = last && isSame ? updated(last.whole, files) : undefined;
    const made = next ?? Package.of(uri, files.values(), catalogsWith(this.bundled, files.values(), shared), relatives);
    const seen = same([...made.absent], [...absent]) ? made : made.missing(absent);
    const whole = seen.baseline === baseline ? seen : seen.accepting(baseline);
    this.built.set(uri, { whole, shared });
    return whole;
  }

  /** Files with catalogs or official wording in the shared folders, in order of folder and path. */
  private shared(): Promise<readonly KaijiFile[]> {
    this.library ??= this.findShared();
    return this.library;
  }

  private async findShared(): Promise<readonly KaijiFile[]> {
    const found = new Map<string, KaijiFile>();
    for (const folder of this.sharedFolders) {
      const inside = [...this.files.open.keys(), ...this.named].filter((uri) => uri.startsWith(`${folder}/`));
      const uris = [...new Set([...(await this.files.list(folder)), ...inside])].sort();
      for (let at = 0; at < uris.length; at += AT_ONCE) {
        const files = await Promise.all(
          uris.slice(at, at + AT_ONCE).map((uri) => this.files.open.get(uri) ?? this.files.lookInto(uri, mayBeShared)),
        );
        for (const file of files) if (file && isShared(file)) found.set(file.uri, file);
      }
    }
    return [...found.values()];
  }

  private async findHome(folder: string): Promise<string | undefined> {
    for (let at: string | undefined = folder; at !== undefined; at = parentUri(at)) {
      const manifest = `${at.replace(/\/$/, '')}/${MANIFEST}`;
      if (this.files.open.has(manifest) || (await this.io.exists(manifest))) return at;
    }
    return undefined;
  }
}

/** What a package knows of files that are not kaiji's. */
interface Beside {
  readonly absent: ReadonlySet<string>;
  readonly baseline: Baseline | undefined;
}

const NOTHING_BESIDE: Beside = { absent: new Set(), baseline: undefined };

/** The paths under `extends` and `inherits` of a manifest, as written. */
function pathsOfRelatives({ documents: [manifest] }: KaijiFile): readonly string[] {
  return ['extends', 'inherits'].flatMap((key) => scalarsOf(manifest?.root, key).map(({ text }) => text));
}

function sameRelatives({ parent, platforms }: Package, relatives: Relatives): boolean {
  const now = [...(relatives.platforms ?? [])].flat();
  return parent === relatives.parent && same([...platforms].flat(), now);
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** The package with `files` instead of its own; undefined where a catalog, official wording or an edition is among what differs, for that concerns every file. */
function updated(last: Package, files: ReadonlyMap<string, KaijiFile>): Package | undefined {
  const changed: KaijiFile[] = [];
  for (const uri of last.files.keys()) if (!files.has(uri)) return undefined;
  for (const [uri, file] of files) {
    const before = last.files.get(uri);
    if (before === file) continue;
    if ((before && isShared(before)) || isShared(file)) return undefined;
    if (!same(before ? editionsNamed(before) : [], editionsNamed(file))) return undefined;
    changed.push(file);
  }
  return changed.length === 0 ? last : last.with(changed);
}

/** The packages a package extends and inherits, and those they do. */
function* ancestorsOf({ parent, platforms }: Package): Iterable<Package> {
  for (const one of parent ? [parent, ...platforms.values()] : platforms.values()) {
    yield one;
    yield* ancestorsOf(one);
  }
}
