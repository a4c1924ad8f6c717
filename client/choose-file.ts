/** A file a person chooses, read whole. */
import * as vscode from 'vscode';
import { base64Of } from '../convert/base64.ts';
import type { WholeFile } from '../server/protocol/sheets.ts';
import { sayError } from './refused.ts';

/** In bytes. The server's own limit is lower; beyond this a file is not even read. */
const LIMIT = 100_000_000;

/** What can be read as a sheet. */
const SHEETS = ['xlsx', 'xlsm', 'csv', 'tsv', 'txt'];

/**
 * @param title of the dialog
 * @param endings of the files offered
 * @param beside what the dialog opens next to; the workspace where absent
 * @returns undefined where the person gave up
 */
export async function chooseFile(title: string, endings = SHEETS, beside?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folder = beside ? vscode.Uri.joinPath(beside, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await vscode.window.showOpenDialog({
      ...(folder ? { defaultUri: folder } : {}),
      title,
      openLabel: vscode.l10n.t('Read'),
      filters: { [vscode.l10n.t('Sheets')]: endings },
    })) ?? [];
  return uri;
}

/** undefined where it cannot be read, which was said. */
export async function readChosenFile(uri: vscode.Uri): Promise<WholeFile | undefined> {
  const file = fileNameOf(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LIMIT)
      throw new Error(vscode.l10n.t('it is larger than {0} MB; save the sheet you need as a file of its own', LIMIT / 1_000_000));
    return { file, bytes: base64Of(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void sayError(vscode.l10n.t('{0} cannot be read: {1}', file, reason));
    return undefined;
  }
}

export function fileNameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}
