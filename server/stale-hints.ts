/** Inlay hints of one file rest on what others of its package say: the client, which asks again for the file that was edited alone, is told when to ask for all. */
import type { Session } from './session.ts';

/** Edits that follow each other faster than this, in milliseconds, are told once. */
const PAUSE = 400;

export class StaleHints {
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Session) {}

  /** A document was edited. Of a single one open the client asks by itself. */
  changed(): void {
    if (this.session.documents.uris.length < 2 || !this.session.configuration.client.hintRefresh) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.refresh(), PAUSE);
  }

  /** Settings or files changed: everything may be different. */
  refresh(): void {
    const { connection, configuration } = this.session;
    // A client that is gone, or refuses, has nothing to show.
    if (configuration.client.hintRefresh) connection.languages.inlayHint.refresh().catch(() => {});
  }

  /** The server is about to end. */
  stop(): void {
    clearTimeout(this.waiting);
  }
}
