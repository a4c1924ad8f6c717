/** From a number of a dashboard to what it counts. */
import * as vscode from 'vscode';
import type { DashboardPlace } from '../../server/protocol/dashboard.ts';

/**
 * Shows the one place, or a list of several of which a person takes one.
 * @param column of the dashboard, which stays in sight
 */
export async function openPlaces(places: readonly DashboardPlace[], column: vscode.ViewColumn | undefined): Promise<void> {
  const [only, ...others] = places;
  if (!only) {
    void vscode.window.showInformationMessage(vscode.l10n.t('What was counted there is in the documents no more.'));
    return;
  }
  const chosen = others.length === 0 ? only : await choose(places);
  if (chosen) await open(chosen, column);
}

async function choose(places: readonly DashboardPlace[]): Promise<DashboardPlace | undefined> {
  const rows = places.map((place) => ({
    label: place.label,
    description: place.description,
    ...(place.detail === undefined ? {} : { detail: place.detail }),
    place,
  }));
  const row = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('{0} places', places.length),
    placeHolder: vscode.l10n.t('Choose one to open it'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return row?.place;
}

async function open({ uri, line }: DashboardPlace, column: vscode.ViewColumn | undefined): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const at = Math.min(line, document.lineCount - 1);
  const position = new vscode.Position(at, document.lineAt(at).firstNonWhitespaceCharacterIndex);
  const beside = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined && viewColumn !== column);
  await vscode.window.showTextDocument(document, {
    viewColumn: beside?.viewColumn ?? vscode.ViewColumn.Beside,
    selection: new vscode.Range(position, position),
  });
}
