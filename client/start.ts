/** When the language server starts: not with the extension, which a view of ours that is shown wakes up everywhere, but when there is something to serve. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { KAIJI_FILES, NEVER_ENTERED } from './files.ts';
import { isServed } from './server.ts';

/**
 * Starts the client once, as soon as a document it serves is open, or the workspace holds a Kaiji file, now or later. A request starts it by itself.
 * @param failed told why it could not be started, whoever needed it
 */
export function startWhenNeeded(client: BaseLanguageClient, failed: (error: unknown) => void): vscode.Disposable {
  let isNeeded = false;
  const start = () => {
    if (isNeeded) return;
    isNeeded = true;
    waiting.dispose();
    // A start on the way already is the same one.
    client.start().catch(failed);
  };
  const look = async () => {
    if ((await vscode.workspace.findFiles(KAIJI_FILES, NEVER_ENTERED, 1)).length > 0) start();
  };
  const files = vscode.workspace.createFileSystemWatcher(KAIJI_FILES, false, true, true);
  const waiting = vscode.Disposable.from(
    files,
    files.onDidCreate(start),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isServed(document)) start();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(look),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) start();
    }),
  );
  if (vscode.workspace.textDocuments.some(isServed)) start();
  else void look();
  return waiting;
}
