/** Which document a command is about that was called without one. */
import * as vscode from 'vscode';
import { KAIJI_FILES, NEVER_ENTERED } from './files.ts';
import { activeKaijiUri, isServed } from './server.ts';

/**
 * The active Kaiji document, else one that is seen, else the one a person chooses of the workspace; where there is none, that is said.
 * @param title of the question
 */
export async function documentAtHand(title: string): Promise<string | undefined> {
  const seen =
    activeKaijiUri() ?? vscode.window.visibleTextEditors.find(({ document }) => isServed(document))?.document.uri.toString();
  if (seen !== undefined) return seen;
  const found = await vscode.workspace.findFiles(KAIJI_FILES, NEVER_ENTERED);
  const rows = found
    .filter(({ path }) => !path.endsWith('/kaiji.yaml'))
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  if (rows.length > 0) return (await vscode.window.showQuickPick(rows, { title, ignoreFocusOut: true }))?.uri.toString();
  // A package with nothing in it but its manifest lacks a document, not another package.
  const [manifest] = found;
  if (manifest) {
    const make = vscode.l10n.t('New Document…');
    const told = vscode.l10n.t('There is no document in the package yet. Make one first.');
    if ((await vscode.window.showInformationMessage(told, make)) === make)
      await vscode.commands.executeCommand('kaiji.newDocument', vscode.Uri.joinPath(manifest, '..'));
    return undefined;
  }
  const make = vscode.l10n.t('Make a Package');
  const told = vscode.l10n.t('There is no Kaiji document here yet. Make a package first.');
  if ((await vscode.window.showInformationMessage(told, make)) === make) await vscode.commands.executeCommand('kaiji.newPackage');
  return undefined;
}
