/** Finds packages, reads their files through {@link Io}, and keeps the newest version of each; open editors' text comes before the disk's. */
import { URI, Utils } from 'vscode-uri';
import { Catalog, type Catalogs } from '../catalog/catalog.ts';
import type { Io } from '../io.ts';
import { catalogFrom } from '../model/catalog.ts';
import { type KaijiFile, readFile } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { Text } from '../text/text.ts';
import { Package } from './package.ts';

/** `*.kaiji.yaml`, `*.kaiji.yml` and the manifest `kaiji.yaml`. */
export function isKaijiPath(path: string): boolean {
  return /(?:\.kaiji\.ya?ml|(?:^|\/)kaiji\.yaml)$/.test(path);
}

const MANIFEST = 'kaiji.yaml';
/** How many packages may extend one another in a row. */
const EXTENDS_LIMIT = 5;

/** Has a life cycle: it is told of changes and forgets what they touch. The packages it hands out are immutable. */
export class Workspace {
  private readonly open = new Map<string, KaijiFile>();
  private readonly packages = new Map<string, Promise<Package>>();
  private readonly homes = new Map<string, Promise<string | undefined>>();

  /**
   * @param unreadable told of each file that is there but cannot be read; the package goes on without it
   */
  constructor(
    private readonly io: Io,
    private readonly bundled: Catalogs,
    private readonly unreadable: (uri: string, error: unknown) => void = () => {},
  ) {}

  /** An open document, in its newest version. Its package follows without reading anything else again. */
  setOpen(uri: string, text: Text): KaijiFile {
    const file = readFile(uri, text);
    this.open.set(uri, file);
    this.replace(uri, file);
    return file;
  }

  openFile(uri: string): KaijiFile | undefined {
    return this.open.get(uri);
  }

  /** A document was closed: the disk's version counts again. */
  close(uri: string): void {
    this.open.delete(uri);
    this.forget(uri);
  }

  /** A file came, went or changed on disk. */
  forget(uri: string): void {
    if (this.open.has(uri) && !uri.endsWith(`/${MANIFEST}`)) return;
    this.homes.clear();
    this.packages.clear();
  }

  /** The package a file belongs to: the nearest folder upward with `kaiji.yaml`, else the file alone. */
  async packageOf(uri: string): Promise<Package> {
    const home = await this.homeOf(uri);
    const key = home ?? uri;
    let found = this.packages.get(key);
    if (!found) {
      found = home === undefined ? this.loadAlone(uri) : this.loadFolder(home, EXTENDS_LIMIT);
      this.packages.set(key, found);
    }
    const whole = await found;
    // A new file, not yet saved, belongs to the package it will be in.
    const file = this.open.get(uri);
    if (!file || whole.files.get(uri) === file) return whole;
    const next = whole.with(file);
    this.packages.set(key, Promise.resolve(next));
    return next;
  }

  /** Every package with a file below `folder`, by folder. */
  async packagesIn(folder: string): Promise<readonly Package[]> {
    const packages = new Map<string, Package>();
    for (const uri of [...(await this.io.list(folder))].sort()) {
      const whole = await this.packageOf(uri);
      packages.set(whole.uri, whole);
    }
    return [...packages.values()];
  }

  private replace(uri: string, file: KaijiFile): void {
    for (const [key, pending] of this.packages) {
      this.packages.set(
        key,
        pending.then(async (whole) => (whole.files.has(uri) || (await this.homeOf(uri)) === key ? rebuilt(whole, file) : whole)),
      );
    }
  }

  private homeOf(uri: string): Promise<string | undefined> {
    const folder = parent(uri);
    let home = this.homes.get(folder);
    if (!home) {
      home = this.findHome(folder);
      this.homes.set(folder, home);
    }
    return home;
  }

  private async findHome(folder: string): Promise<string | undefined> {
    for (let at = folder; ; ) {
      const manifest = Utils.joinPath(URI.parse(at), MANIFEST).toString();
      if (this.open.has(manifest) || (await this.io.exists(manifest))) return at;
      const up = parent(at);
      if (up === at) return undefined;
      at = up;
    }
  }

  private async loadAlone(uri: string): Promise<Package> {
    return this.assemble(uri, await this.loadAll([uri]), undefined);
  }

  private async loadFolder(folder: string, depth: number): Promise<Package> {
    const uris = new Set(await this.io.list(folder));
    for (const uri of this.open.keys()) if (uri.startsWith(`${folder}/`)) uris.add(uri);
    const own: string[] = [];
    for (const uri of uris) if ((await this.homeOf(uri)) === folder) own.push(uri);
    const files = await this.loadAll(own);
    const manifest = files.find((file) => file.uri === `${folder}/${MANIFEST}`)?.documents[0];
    const extended = textField(manifest?.root, 'extends')?.value;
    const target = extended === undefined ? undefined : Utils.resolvePath(URI.parse(folder), extended).toString();
    const up = target !== undefined && target !== folder && depth > 0 && (await this.io.exists(`${target}/${MANIFEST}`));
    return this.assemble(folder, files, up && target ? await this.loadFolder(target, depth - 1) : undefined);
  }

  private assemble(uri: string, files: readonly KaijiFile[], parentPackage: Package | undefined): Package {
    return Package.of(uri, files, catalogsWith(this.bundled, files), parentPackage);
  }

  private async loadAll(uris: readonly string[]): Promise<readonly KaijiFile[]> {
    const files: KaijiFile[] = [];
    for (const uri of uris) {
      try {
        files.push(this.open.get(uri) ?? readFile(uri, Text.of(await this.io.read(uri))));
      } catch (error) {
        this.unreadable(uri, error);
      }
    }
    return files;
  }
}

/** The bundled catalogs and those written in these files. */
export function catalogsWith(bundled: Catalogs, files: Iterable<KaijiFile>): Catalogs {
  const own: Catalog[] = [];
  for (const file of files) {
    for (const document of file.documents) {
      if (document.kind !== 'catalog') continue;
      const data = catalogFrom(document);
      if (data && !bundled.all.some((catalog) => catalog.id === data.id && catalog.data.edition === data.edition))
        own.push(new Catalog(data));
    }
  }
  return bundled.with(own);
}

/** A catalog that changed changes what every ID means; anything else is a matter of its own file. */
function rebuilt(whole: Package, file: KaijiFile): Package {
  const before = whole.files.get(file.uri)?.documents.some((document) => document.kind === 'catalog');
  const after = file.documents.some((document) => document.kind === 'catalog');
  if (!before && !after) return whole.with(file);
  const files = new Map(whole.files).set(file.uri, file);
  const bundled = whole.catalogs.all;
  const kept = bundled.filter(
    (catalog) =>
      !whole.documents.some((document) => document.kind === 'catalog' && textField(document.root, 'id')?.value === catalog.id),
  );
  return Package.of(
    whole.uri,
    files.values(),
    catalogsWith(new (whole.catalogs.constructor as typeof Catalogs)(kept), files.values()),
    whole.parent,
  );
}

function parent(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}
