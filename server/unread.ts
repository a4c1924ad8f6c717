/** Files and folders that are there and cannot be read: each is told as a finding of its own, for nothing in it is checked. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Io } from '../core/io.ts';
import { type Language, type Localized, message } from '../core/language.ts';
import { isWithin } from '../core/package/uri.ts';
import { Text } from '../core/text/text.ts';

const notChecked = message<{ why: Localized }>({
  ja: ({ why }) => `検査していません。${why('ja')}`,
  en: ({ why }) => `Not checked: this ${why('en')}`,
});

/** What it needs of the session. */
export interface UnreadHost {
  readonly io: Io;
  /** A sentence that follows the name of what was not read. */
  why(error: unknown): Localized;
  language(uri: string): Promise<Language>;
  log(line: string): void;
  send(uri: string, diagnostics: Diagnostic[]): Promise<void>;
}

/** Has a life cycle: what was told is taken back when it is read, changed or gone. URIs are canonical. */
export class Unread {
  /** Why, by URI. */
  private readonly told = new Map<string, string>();

  constructor(private readonly host: UnreadHost) {}

  /** Files as the host has them; what is read at last is told no longer. */
  readonly io: Io = {
    readBytes: (uri, home) => this.host.io.readBytes(uri, home),
    exists: (uri) => this.host.io.exists(uri),
    read: async (uri) => {
      const text = await this.host.io.read(uri);
      this.forget(uri);
      return text;
    },
    list: (folder, unreadable) => {
      this.forget(folder);
      return this.host.io.list(folder, unreadable);
    },
  };

  /** Something could not be read. It is tried again with every answer, and told where that is news. */
  readonly failed = (uri: string, error: unknown): void => {
    const why = this.host.why(error);
    const reason = why('en');
    if (this.told.get(uri) === reason) return;
    this.told.set(uri, reason);
    this.host.log(`${uri}: ${reason}`);
    void this.tell(uri, reason, why);
  };

  private async tell(uri: string, reason: string, why: Localized): Promise<void> {
    const language = await this.host.language(uri);
    // What vanished since it was listed is missed by nobody; what changed meanwhile is told anew.
    if (!(await this.host.io.exists(uri)) || this.told.get(uri) !== reason) return;
    const diagnostic: Diagnostic = {
      range: Text.of('').rangeOf(0, 0),
      severity: DiagnosticSeverity.Error,
      source: 'kaiji',
      message: notChecked({ why })(language),
    };
    await this.host.send(uri, [diagnostic]);
  }

  /** A file, or a folder with all that is in it, was read, opened, changed or left the workspace. */
  forget(uri: string): void {
    for (const known of [...this.told.keys()]) {
      if (!isWithin(known, uri)) continue;
      this.told.delete(known);
      void this.host.send(known, []);
    }
  }
}
