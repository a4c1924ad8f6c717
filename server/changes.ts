/** Tells a client that shows views of ours which packages changed. */
import { canonicalUri } from '../core/package/uri.ts';
import { type ChangedParams, changedNotification } from './protocol/changes.ts';
import type { Session } from './session.ts';

/** While changes go on, in milliseconds from one telling to the next: the first is told at once. */
const EACH = 50;

/** Has a life cycle: what waits is told, or dropped when the server ends. */
export class Changes {
  /** Documents that changed since the last telling. */
  private readonly touched = new Set<string>();
  private everything = false;
  /** Runs from a telling until the next may come. */
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Pick<Session, 'connection' | 'configuration' | 'ready' | 'guarded'>) {}

  /** @param uri of a document that was opened, edited or closed; absent where anything may be different */
  tell(uri?: string): void {
    if (!this.session.configuration.options.views) return;
    if (uri === undefined) this.everything = true;
    else this.touched.add(uri);
    if (this.resting === undefined) this.tellNow();
  }

  /** The server is about to end. */
  stop(): void {
    clearTimeout(this.resting);
  }

  private tellNow(): void {
    const uris = this.everything ? undefined : [...this.touched];
    this.touched.clear();
    this.everything = false;
    this.resting = setTimeout(() => {
      this.resting = undefined;
      if (this.everything || this.touched.size > 0) this.tellNow();
    }, EACH);
    void this.session.guarded(
      'changes',
      () => {},
      async () => {
        const packages = uris && (await this.packagesOf(uris));
        await this.session.connection.sendNotification(
          changedNotification,
          (packages ? { packages } : {}) satisfies ChangedParams,
        );
      },
    );
  }

  /** The packages documents are in, and those that build on them. */
  private async packagesOf(uris: readonly string[]): Promise<readonly string[]> {
    const { workspace } = await this.session.ready();
    const homes = await Promise.all(uris.map(async (uri) => (await workspace.homeOf(uri)) ?? canonicalUri(uri)));
    return [...new Set(homes.flatMap((home) => [home, ...workspace.builtOn(home)]))];
  }
}
