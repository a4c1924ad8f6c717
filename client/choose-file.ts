/** A file with a table, chosen by a person and read whole. */
import * as vscode from 'vscode';
import { base64Of } from '../server/base64.ts';
import type { FileParams } from '../server/protocol.ts';

export type ChosenFile = FileParams;

/** In bytes. The server's own limit is lower; beyond this a file is not even read. */
const LIMIT = 100_000_000;

/**
 * @param title of the dialog
 * @param endings of the files offered
 * @returns undefined where the person gave up
 */
export async function chooseSheetUri(
  title = vscode.l10n.t('Your copy of the sheet'),
  endings = ['xlsx', 'csv', 'tsv', 'txt'],
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await vscode.window.showOpenDialog({
      ...(folder ? { defaultUri: folder } : {}),
      title,
      openLabel: vscode.l10n.t('Read'),
      filters: { [vscode.l10n.t('Sheets')]: endings },
    })) ?? [];
  return uri;
}

/** As {@link chooseSheetUri}, and read; undefined too where it cannot be read, which was said. */
export async function chooseSheetFile(title?: string, endings?: string[]): Promise<ChosenFile | undefined> {
  const uri = await chooseSheetUri(title, endings);
  return uri && readSheetFile(uri);
}

/** undefined where it cannot be read, which was said. */
export async function readSheetFile(uri: vscode.Uri): Promise<ChosenFile | undefined> {
  const file = uri.path.split('/').at(-1) ?? '';
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LIMIT) throw new Error(vscode.l10n.t('it is too large'));
    return { file, bytes: base64Of(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be read: {1}', file, reason));
    return undefined;
  }
}
