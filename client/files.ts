/** Files by way of the editor, whatever disk they are on. */
import * as vscode from 'vscode';

/** Kaiji files, by name. */
export const KAIJI_FILES = '**/{*.kaiji.yaml,*.kaiji.yml,kaiji.yaml}';

/** Where other people's files are; what the settings exclude (`files.exclude`) is left out too. */
export const NEVER_ENTERED = '**/node_modules/**';

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
