/** What the commands that read a file share: why it was refused, and which of its sheets is meant. */
import * as vscode from 'vscode';
import type { Refused, SheetsAnswer } from '../server/protocol.ts';
import type { Server } from './server.ts';

export type Client = Server['client'];

/** Says why a request was refused; false where it was not. */
export function refused(answer: object): answer is Refused {
  if (!('refused' in answer)) return false;
  void vscode.window.showErrorMessage(String(answer.refused));
  return true;
}

interface SheetRow extends vscode.QuickPickItem {
  readonly sheet?: string;
}

/** Which sheet to read, asked only where there are several; undefined where the person gave up. @param file its name */
export async function chooseSheet({ sheets }: SheetsAnswer, file: string): Promise<{ readonly sheet?: string } | undefined> {
  if (sheets.length < 2) return {};
  const all: SheetRow = { label: vscode.l10n.t('All sheets'), description: vscode.l10n.t('except hidden ones') };
  const rows = sheets.map(
    ({ name, hidden }): SheetRow => ({
      label: name,
      ...(hidden ? { description: vscode.l10n.t('hidden') } : {}),
      sheet: name,
    }),
  );
  const row = await vscode.window.showQuickPick([all, ...rows], {
    title: vscode.l10n.t('Which sheet of {0}?', file),
    ignoreFocusOut: true,
  });
  return row && (row.sheet === undefined ? {} : { sheet: row.sheet });
}
