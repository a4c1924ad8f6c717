/** The packages of a workspace. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Package } from '../core/package/package.ts';
import type { Workspace } from '../core/package/workspace.ts';
import type { OpenDocuments } from './documents.ts';

/** What of the session is asked (server/session.ts). */
interface Session {
  readonly documents: OpenDocuments;
  readonly folders: Iterable<string>;
  ready(): Promise<{ readonly workspace: Workspace }>;
}

/** The packages of the client's folders, and those of documents opened from elsewhere. */
export async function packagesOf(session: Session, token?: CancellationToken): Promise<readonly Package[]> {
  const { folders, documents } = session;
  const { workspace } = await session.ready();
  const found = new Map<string, Package>();
  for (const folder of folders) {
    mustGoOn(token);
    for (const whole of await workspace.packagesIn(folder)) found.set(whole.uri, whole);
  }
  for (const uri of documents.uris) {
    const whole = await workspace.packageOf(uri);
    found.set(whole.uri, whole);
  }
  return [...found.values()];
}

/** @throws ResponseError where the client wants no answer any more */
export function mustGoOn(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
