/** Where a new catalog or official wording is kept, which says whose it is: the package's, the workspace's, or the user's everywhere. */
import * as vscode from 'vscode';
import { exists } from './files.ts';

/**
 * Asks where a catalog or its wording is to be kept; before a file is overwritten too.
 * @param path the file name to suggest
 * @param userFolder the user's own folder, where there is one
 * @param active the document at hand
 */
export async function chooseTarget(
  path: string,
  userFolder: string | undefined,
  active: string | undefined,
): Promise<vscode.Uri | undefined> {
  return chooseAmong(await proposals(path, userFolder, active), path);
}

/**
 * Asks where to write a document, which belongs to a package. What is there already is offered last: a file of the author's is not lost by the first Enter.
 * @param near what lies in or beside the package
 */
export async function chooseDocumentTarget(path: string, near: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folders = [await packageFolder(near), ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
  const known = new Map(folders.flatMap((folder) => (folder ? [[folder.toString(), folder] as const] : [])));
  const free: Proposal[] = [];
  const taken: Proposal[] = [];
  for (const folder of known.values()) {
    const target = vscode.Uri.joinPath(folder, path);
    const unused = await unusedName(folder, path);
    free.push({ label: labelOf(unused), target: unused });
    if (unused.path !== target.path)
      taken.push({ label: labelOf(target), description: vscode.l10n.t('is there already and is overwritten'), target });
  }
  return chooseAmong([...free, ...taken], path);
}

function labelOf(target: vscode.Uri): string {
  return `$(file) ${vscode.workspace.asRelativePath(target)}`;
}

/** `a.kaiji.yaml`, or `a-2.kaiji.yaml` where there is one already. */
async function unusedName(folder: vscode.Uri, path: string): Promise<vscode.Uri> {
  const [stem = path] = path.split('.', 1);
  const endings = path.slice(stem.length);
  for (let count = 1; ; count++) {
    const target = vscode.Uri.joinPath(folder, count === 1 ? path : `${stem}-${count}${endings}`);
    if (!(await exists(target))) return target;
  }
}

async function chooseAmong(rows: readonly Proposal[], path: string): Promise<vscode.Uri | undefined> {
  const elsewhere = { label: `$(folder-opened) ${vscode.l10n.t('Somewhere else…')}`, target: undefined };
  const row = await vscode.window.showQuickPick([...rows, elsewhere], {
    title: vscode.l10n.t('Where should it be kept?'),
    ignoreFocusOut: true,
  });
  if (!row) return undefined;
  if (!row.target) return saveDialog(path, rows[0]?.target);
  return (await mayWrite(row.target)) ? row.target : undefined;
}

interface Proposal extends vscode.QuickPickItem {
  readonly target: vscode.Uri;
}

async function proposals(path: string, userFolder: string | undefined, active: string | undefined): Promise<readonly Proposal[]> {
  const places: (readonly [folder: vscode.Uri, scope: string])[] = [];
  const home = active === undefined ? undefined : await packageFolder(vscode.Uri.parse(active));
  if (home) places.push([home, vscode.l10n.t('for this package')]);
  for (const { uri } of vscode.workspace.workspaceFolders ?? [])
    places.push([uri, vscode.l10n.t('for every package of this workspace')]);
  if (userFolder !== undefined) places.push([vscode.Uri.parse(userFolder), vscode.l10n.t('for you, in every workspace')]);
  const found = new Map<string, Proposal>();
  for (const [folder, detail] of places) {
    const target = vscode.Uri.joinPath(folder, path);
    const proposal = { label: labelOf(target), detail, target };
    if (!found.has(target.toString())) found.set(target.toString(), proposal);
  }
  return [...found.values()];
}

/** The nearest folder upward with a manifest, inside the workspace. */
export async function packageFolder(document: vscode.Uri): Promise<vscode.Uri | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(document)?.uri.path;
  if (root === undefined) return undefined;
  for (let at = vscode.Uri.joinPath(document, '..'); at.path.startsWith(root); at = vscode.Uri.joinPath(at, '..')) {
    if (await exists(vscode.Uri.joinPath(at, 'kaiji.yaml'))) return at;
    if (at.path === root || at.path === '/') return undefined;
  }
  return undefined;
}

/** A place of the person's own choosing, its name made one that Kaiji reads. The dialog asks by itself before a file is overwritten. */
async function saveDialog(path: string, beside: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where should it be kept?'),
    ...(beside ? { defaultUri: vscode.Uri.joinPath(beside, '..', path) } : {}),
    filters: { Kaiji: ['kaiji.yaml', 'yaml'] },
  });
  if (!chosen || /\.kaiji\.ya?ml$/.test(chosen.path)) return chosen;
  const named = chosen.with({ path: `${chosen.path.replace(/\.ya?ml$/, '')}.kaiji.yaml` });
  return (await mayWrite(named)) ? named : undefined;
}

async function mayWrite(target: vscode.Uri): Promise<boolean> {
  if (!(await exists(target))) return true;
  const overwrite = vscode.l10n.t('Overwrite');
  const name = vscode.workspace.asRelativePath(target);
  const question = vscode.l10n.t('{0} is there already. Overwrite it?', name);
  return (await vscode.window.showWarningMessage(question, { modal: true }, overwrite)) === overwrite;
}
