/** The packages of a workspace. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Package } from '../core/package/package.ts';
import { byPath } from '../core/package/uri.ts';
import type { Workspace } from '../core/package/workspace.ts';
import type { OpenDocuments } from './documents.ts';

/** What of the session is asked (server/session.ts). */
interface Session {
  readonly documents: OpenDocuments;
  readonly folders: Iterable<string>;
  ready(): Promise<{ readonly workspace: Workspace }>;
}

/**
 * The packages of the client's folders, and those of documents opened from elsewhere, in the order of their paths: whatever their files are called, each keeps
 * its place. Only some where the client wants no answer any more.
 */
export async function packagesOf(session: Session, token?: CancellationToken): Promise<readonly Package[]> {
  const { folders, documents } = session;
  const { workspace } = await session.ready();
  const found = new Map<string, Package>();
  for (const folder of folders) {
    if (token?.isCancellationRequested) break;
    for (const whole of await workspace.packagesIn(folder)) found.set(whole.uri, whole);
  }
  for (const uri of documents.uris) {
    const whole = await workspace.packageOf(uri);
    found.set(whole.uri, whole);
  }
  return [...found.values()].sort((a, b) => byPath(a.uri, b.uri));
}
