/** What goes wrong and stops nothing else: told once on stderr, and counted in the exit status. Plain data, so that a thread can send it. */
import { byPath, isWithin } from '../core/package/uri.ts';

export interface Trouble {
  /** One line in the reader's language. */
  readonly text: string;
  /** Of several of one name the first is told. */
  readonly name: string;
  /** The file or folder it is about; absent where the whole call is concerned. */
  readonly uri?: string;
}

/** Has a life cycle: it remembers what was told. */
export class Troubles {
  private readonly told = new Map<string, Trouble>();

  /** @param print writes to stderr */
  constructor(private readonly print: (text: string) => void) {}

  tell(trouble: Trouble): void {
    if (this.told.has(trouble.name)) return;
    this.told.set(trouble.name, trouble);
    this.print(`kaiji: ${trouble.text}\n`);
  }

  /** What concerns what was asked for, by place. A neighbour that is context only does not decide about the files asked for. */
  concerning(folders: readonly string[]): readonly Trouble[] {
    return [...this.told.values()]
      .filter(({ uri }) => uri === undefined || folders.some((folder) => isWithin(uri, folder)))
      .sort((a, b) => byPath(a.uri ?? '', b.uri ?? ''));
  }
}
