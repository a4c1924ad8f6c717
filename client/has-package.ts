/** The context key `kaiji.hasPackage`: whether the workspace holds a package, which needs no server to be known. */
import * as vscode from 'vscode';
import { NEVER_ENTERED } from './files.ts';

const MANIFESTS = '**/kaiji.yaml';

/** Keeps `kaiji.hasPackage` true to what is there; `kaiji.looked` is true as soon as it is known at all. */
export function followPackages(): vscode.Disposable {
  const set = (key: string, value: boolean) => vscode.commands.executeCommand('setContext', key, value);
  const look = async () => {
    const found = await vscode.workspace.findFiles(MANIFESTS, NEVER_ENTERED, 1);
    await set('kaiji.hasPackage', found.length > 0);
    await set('kaiji.looked', true);
  };
  const files = vscode.workspace.createFileSystemWatcher(MANIFESTS, false, true, false);
  void look();
  return vscode.Disposable.from(
    files,
    files.onDidCreate(look),
    files.onDidDelete(look),
    // A folder that goes takes its files along untold.
    vscode.workspace.onDidDeleteFiles(look),
    vscode.workspace.onDidRenameFiles(look),
    vscode.workspace.onDidChangeWorkspaceFolders(look),
  );
}
