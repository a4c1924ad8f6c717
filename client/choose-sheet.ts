/** What the commands that read a sheet share: the file opened in the server, and which of its sheets is meant. */
import * as vscode from 'vscode';
import type { Refused } from '../server/protocol/refused.ts';
import {
  type CloseSheetParams,
  closeSheetNotification,
  type FileParams,
  type OpenSheetAnswer,
  openSheetRequest,
  type SheetsAnswer,
} from '../server/protocol/sheets.ts';
import { fileNameOf, readChosenFile } from './choose-file.ts';
import { refused } from './refused.ts';
import type { Server } from './server.ts';
import { whileWaiting } from './waiting.ts';

export type Client = Server['client'];

/** Shows that a file is being read. @param file its name */
export function whileReading<T>(file: string, read: () => Thenable<T>): Thenable<T> {
  return whileWaiting(vscode.l10n.t('Reading {0}…', file), read);
}

/**
 * Sends a file to the server once, for every question that is asked of it, and has it let go of afterwards.
 * Where the file cannot be read, that is said and nothing is asked.
 * @param again begins anew with a file to be chosen
 */
export async function withSheet(
  client: Client,
  uri: vscode.Uri,
  ask: (file: FileParams) => Promise<void>,
  again: () => Promise<void>,
): Promise<void> {
  const file = fileNameOf(uri);
  const opened = await whileReading(file, async () => {
    const whole = await readChosenFile(uri);
    return whole && client.sendRequest<OpenSheetAnswer | Refused>(openSheetRequest, whole);
  });
  if (!opened || refused(opened, { title: vscode.l10n.t('Choose another file…'), run: again })) return;
  const { handle } = opened;
  try {
    await ask({ file, handle });
  } finally {
    await client.sendNotification(closeSheetNotification, { handle } satisfies CloseSheetParams);
  }
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
