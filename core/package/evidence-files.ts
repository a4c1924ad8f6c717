/** Which files of evidence are there: looked for once, and again when something on disk has changed. */
import type { Io } from '../io.ts';
import type { KaijiFile } from '../model/document.ts';
import { evidenceFiles } from './location.ts';
import { isWithin, spellingsOf } from './uri.ts';

/** How many files are looked for at once. */
const AT_ONCE = 32;

/** Has a life cycle: it remembers what it found until it is told to forget. URIs are canonical. */
export class EvidenceFiles {
  /** Files that were looked for, and whether they are there. */
  private readonly known = new Map<string, Promise<boolean>>();

  constructor(private readonly io: Pick<Io, 'exists'>) {}

  /**
   * Something came, went or changed on disk.
   * @param below what the URIs to forget begin with; all where absent
   */
  forget(below = ''): void {
    for (const uri of this.known.keys()) if (uri.startsWith(below)) this.known.delete(uri);
  }

  /** Whether a file or folder is one that was looked for, or such a file is in it. */
  concerns(uri: string): boolean {
    const spellings = spellingsOf(uri);
    for (const known of this.known.keys()) if (spellings.some((one) => isWithin(known, one))) return true;
    return false;
  }

  /**
   * The files its registers locate in a package and that are not there. What cannot be looked for counts as there.
   * @param home the package's folder
   * @param manifest its manifest: where it cannot be seen itself (not saved yet, a virtual workspace) nothing can
   */
  async absentFrom(home: string, files: Iterable<KaijiFile>, manifest: string): Promise<ReadonlySet<string>> {
    const wanted = new Set<string>();
    for (const file of files) for (const uri of evidenceFiles(file, home)) wanted.add(uri);
    if (wanted.size === 0 || !(await this.isThere(manifest))) return new Set();
    const absent = new Set<string>();
    const uris = [...wanted];
    for (let at = 0; at < uris.length; at += AT_ONCE) {
      const looks = uris.slice(at, at + AT_ONCE).map(async (uri) => {
        if (!(await this.isThere(uri))) absent.add(uri);
      });
      await Promise.all(looks);
    }
    return new Set(uris.filter((uri) => absent.has(uri)));
  }

  /** Under its name as written, or with the marks of its kana put together or taken apart, as systems differ. */
  private isThere(uri: string): Promise<boolean> {
    let found = this.known.get(uri);
    if (!found) {
      found = this.lookFor(spellingsOf(uri)).catch(() => {
        if (this.known.get(uri) === found) this.known.delete(uri);
        return true;
      });
      this.known.set(uri, found);
    }
    return found;
  }

  private async lookFor(spellings: readonly string[]): Promise<boolean> {
    for (const uri of spellings) if (await this.io.exists(uri)) return true;
    return false;
  }
}
