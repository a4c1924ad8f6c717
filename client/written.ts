/** Files that commands write: what went wrong, and where a person can look at them. */
import * as vscode from 'vscode';
import { exists } from './files.ts';
import { type Action, sayError } from './refused.ts';

/** @returns false where it could not be written, which was said with the way out; what was there is as it was */
export async function writeFile(target: vscode.Uri, content: string | Uint8Array): Promise<boolean> {
  try {
    await replace(target, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const name = vscode.workspace.asRelativePath(target);
    void sayError(
      vscode.l10n.t(
        '{0} could not be written; what was there is as it was. If another program has it open, close it there; if the disk is full or may not be written to, choose another place. Then try again. ({1})',
        name,
        reason,
      ),
    );
    return false;
  }
}

/** Writes beside what is there and puts it in its place when all of it is written: a full disk would leave nothing of either. */
async function replace(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const found = await fs.stat(target).then(
    (stat) => stat,
    () => undefined,
  );
  // A folder, a link, or what may not be written to: not to be replaced by a file. What happens is for the editor to say.
  if (found && (found.type !== vscode.FileType.File || found.permissions === vscode.FilePermission.Readonly))
    return fs.writeFile(target, bytes);
  const beside = vscode.Uri.joinPath(target, '..', `.kaiji-${crypto.randomUUID()}.tmp`);
  try {
    // A copy has the rights of the file whose place it takes.
    if (found) await fs.copy(target, beside);
    await writeAllOf(beside, bytes);
    // What came there meanwhile is somebody else's.
    await fs.rename(beside, target, { overwrite: found !== undefined });
  } catch (error) {
    await fs.delete(beside).then(undefined, () => {});
    throw error;
  }
}

/** VS Code takes a write for done of which the disk had room for the beginning only: what was written is looked at. */
async function writeAllOf(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  await fs.writeFile(target, bytes);
  if ((await fs.readFile(target)).length !== bytes.length) throw new Error(vscode.l10n.t('the disk is full'));
}

/**
 * New files that belong together: all of them are written or none, and their folder is made where it is not there. None may be there yet.
 * @returns false where they could not be written, which was said with the way out
 */
export async function writeTogether(
  folder: vscode.Uri,
  files: readonly { readonly target: vscode.Uri; readonly content: string }[],
): Promise<boolean> {
  const { fs } = vscode.workspace;
  const wasThere = await exists(folder);
  const begun: vscode.Uri[] = [];
  try {
    if (!wasThere) await fs.createDirectory(folder);
    for (const { target, content } of files) {
      begun.push(target);
      await writeAllOf(target, new TextEncoder().encode(content));
    }
    return true;
  } catch (error) {
    // The folder only where it is empty: somebody else may have put something there meanwhile.
    for (const uri of wasThere ? begun : [...begun, folder]) await fs.delete(uri).then(undefined, () => {});
    const reason = error instanceof Error ? error.message : String(error);
    const name = vscode.workspace.asRelativePath(folder);
    void sayError(
      vscode.l10n.t(
        'Nothing was written: the files could not be made in {0}. Check that you may write there, or choose another folder. ({1})',
        name,
        reason,
      ),
    );
    return false;
  }
}

interface Said {
  /** What was done, where that is not to be seen at once. */
  readonly done?: string;
  /** What has to be looked at, and where to read all of it. */
  readonly doubt?: { readonly text: string; readonly action: Action };
}

/** Says that a file was written and offers to look at it. */
export async function tellWritten(target: vscode.Uri, { done, doubt }: Said = {}): Promise<void> {
  const told = [vscode.l10n.t('{0} was written.', vscode.workspace.asRelativePath(target)), done, doubt?.text].filter(
    (text) => text !== undefined,
  );
  const show = doubt ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const actions = [...(doubt ? [doubt.action] : []), ...waysTo(target)];
  const chosen = await show(
    told.reduce((before, text) => vscode.l10n.t('{0} {1}', before, text)),
    ...actions.map(({ title }) => title),
  );
  await actions.find(({ title }) => title === chosen)?.run();
}

/** Text is shown here. Word, Excel and HTML have programs of their own, out of reach from a browser or of a file on another machine. */
function waysTo(target: vscode.Uri): readonly Action[] {
  const isHere = target.scheme === 'file' && vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  const isText = /\.(?:md|csv|json)$/i.test(target.path);
  const open = vscode.l10n.t('Open');
  return [
    ...(isText ? [{ title: open, run: () => vscode.window.showTextDocument(target) }] : []),
    ...(!isText && isHere ? [{ title: open, run: () => vscode.env.openExternal(target) }] : []),
    ...(isHere
      ? [{ title: vscode.l10n.t('Show in Folder'), run: () => vscode.commands.executeCommand('revealFileInOS', target) }]
      : []),
    ...(!isHere && vscode.workspace.getWorkspaceFolder(target)
      ? [{ title: vscode.l10n.t('Show in Explorer'), run: () => vscode.commands.executeCommand('revealInExplorer', target) }]
      : []),
  ];
}
