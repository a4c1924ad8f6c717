/** Files as they are now: as an open editor has them, else as they were last read from disk; and what folders hold. */
import type { Io } from '../io.ts';
import { type KaijiFile, readFile } from '../model/document.ts';
import { Text } from '../text/text.ts';
import { canonicalUri } from './uri.ts';

/** `*.kaiji.yaml`, `*.kaiji.yml` and the manifest `kaiji.yaml`. */
export function isKaijiPath(path: string): boolean {
  return /(?:\.kaiji\.ya?ml|(?:^|\/)kaiji\.yaml)$/.test(path);
}

/** Has a life cycle: it is told of changes and forgets what they touch. URIs are canonical. */
export class Files {
  private readonly opened = new Map<string, KaijiFile>();
  /** The version of each file that was read last: the next one is read from it. */
  private readonly newest = new Map<string, KaijiFile>();
  private readonly onDisk = new Map<string, Promise<KaijiFile | undefined>>();
  /** What was looked into without its package; undefined for what was of no use. */
  private readonly lookedInto = new Map<string, Promise<KaijiFile | undefined>>();
  /** What a folder holds, as last listed. */
  private readonly lists = new Map<string, Promise<readonly string[]>>();

  /** @param unreadable told of each file or folder that is there but cannot be read */
  constructor(
    private readonly io: Io,
    private readonly unreadable: (uri: string, error: unknown) => void,
  ) {}

  /** Those open in an editor, in their newest versions. */
  get open(): ReadonlyMap<string, KaijiFile> {
    return this.opened;
  }

  /** An open document has another text. */
  setOpen(uri: string, text: Text): KaijiFile {
    const file = this.read(uri, text);
    this.opened.set(uri, file);
    return file;
  }

  /** A document was closed: the disk's version counts again. */
  close(uri: string): void {
    this.opened.delete(uri);
    this.newest.delete(uri);
  }

  /** As the editor has it, else from disk; undefined where it cannot be read. */
  async at(uri: string): Promise<KaijiFile | undefined> {
    return this.opened.get(uri) ?? this.fromDisk(uri);
  }

  /** Read once, until {@link forget} or {@link drop}; undefined where it cannot be read. */
  fromDisk(uri: string): Promise<KaijiFile | undefined> {
    let file = this.onDisk.get(uri);
    if (!file) {
      file = this.io.read(uri).then(
        (text) => this.read(uri, Text.of(text)),
        (error: unknown) => {
          this.onDisk.delete(uri);
          this.newest.delete(uri);
          this.unreadable(uri, error);
          return undefined;
        },
      );
      this.onDisk.set(uri, file);
    }
    return file;
  }

  /** A file as read already, else read where one look at its text says that it is wanted; undefined for others, and where it cannot be read. */
  lookInto(uri: string, isWanted: (text: string) => boolean): Promise<KaijiFile | undefined> {
    const known = this.onDisk.get(uri) ?? this.lookedInto.get(uri);
    if (known) return known;
    const file = this.io.read(uri).then(
      (text) => (isWanted(text) ? readFile(uri, Text.of(text)) : undefined),
      () => {
        // Its package says so.
        this.lookedInto.delete(uri);
        return undefined;
      },
    );
    this.lookedInto.set(uri, file);
    return file;
  }

  /** The kaiji files below a folder, as last listed. */
  list(folder: string): Promise<readonly string[]> {
    let list = this.lists.get(folder);
    if (!list) {
      list = this.io.list(folder, this.unreadable).then(
        (uris) => uris.map(canonicalUri),
        (error: unknown) => {
          this.lists.delete(folder);
          this.unreadable(folder, error);
          return [];
        },
      );
      this.lists.set(folder, list);
    }
    return list;
  }

  /** Whether something was read of a file, or of what is in a folder. */
  knows(uri: string): boolean {
    return !this.knownIn(uri).next().done;
  }

  /** A file came, went or changed on disk, or a folder with all that is in it. */
  forget(uri: string): void {
    for (const known of [...this.knownIn(uri)]) {
      this.onDisk.delete(known);
      this.lookedInto.delete(known);
      // A file that changed is read from its last version; those of a folder are gone, or moved.
      if (known !== uri && !this.opened.has(known)) this.newest.delete(known);
    }
    this.lists.clear();
  }

  /** Drops files that nobody needs any more, and the list of their folder. */
  drop(folder: string, uris: Iterable<string>): void {
    for (const uri of uris) {
      this.onDisk.delete(uri);
      if (!this.opened.has(uri)) this.newest.delete(uri);
    }
    this.lists.delete(folder);
  }

  /** A version of a file, read from the one before. */
  private read(uri: string, text: Text): KaijiFile {
    const file = readFile(uri, text, undefined, this.newest.get(uri));
    this.newest.set(uri, file);
    return file;
  }

  private *knownIn(uri: string): Generator<string> {
    if (this.onDisk.has(uri) || this.lookedInto.has(uri)) yield uri;
    if (isKaijiPath(uri)) return;
    for (const files of [this.onDisk, this.lookedInto])
      for (const known of files.keys()) if (known.startsWith(`${uri}/`)) yield known;
  }
}
