/**
 * Inlay hints, code lenses, semantic tokens and findings of one file rest on what others of its package say: the client, which asks again for the file that was edited alone,
 * is told when to ask for all.
 */
import { CodeLensRefreshRequest } from 'vscode-languageserver';
import type { Changes } from './changes.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Session } from './session.ts';

/** Changes that follow each other faster than this, in milliseconds, are told once. */
const PAUSE = 400;

/** Has a life cycle: what waits is told, or dropped when the server ends. */
export class StaleViews {
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** Whether documents are open that did not change. */
  private concernsOthers = false;

  constructor(
    private readonly session: Pick<Session, 'connection' | 'configuration' | 'documents'>,
    private readonly diagnostics: Pick<Diagnostics, 'settled' | 'isBehind' | 'refresh'>,
    private readonly changes: Pick<Changes, 'tell' | 'stop'>,
  ) {}

  /** A document was opened, edited or closed. @param uri of the document: it is the client's to ask for again by itself */
  changed(uri: string): void {
    this.changes.tell(uri);
    const { documents } = this.session;
    const isAlone = documents.uris.length - (documents.get(uri) ? 1 : 0) === 0;
    this.concernsOthers ||= !isAlone;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.diagnostics.settled();
      if (this.concernsOthers) this.renew(this.diagnostics.isBehind);
    }, PAUSE);
  }

  /** Settings or files changed: everything may be different. */
  refresh(): void {
    this.changes.tell();
    this.renew(true);
  }

  private renew(findings: boolean): void {
    clearTimeout(this.waiting);
    this.concernsOthers = false;
    const { connection, configuration } = this.session;
    if (findings) this.diagnostics.refresh();
    // A client that is gone, or refuses, has nothing to show.
    const { inlayHint, semanticTokens, codeLens } = configuration.client.workspace ?? {};
    if (inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(() => {});
    if (semanticTokens?.refreshSupport) connection.languages.semanticTokens.refresh().catch(() => {});
    if (codeLens?.refreshSupport) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  }

  /** The server is about to end. */
  stop(): void {
    this.changes.stop();
    clearTimeout(this.waiting);
  }
}
