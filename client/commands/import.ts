/** A filled sheet as a document of Kaiji: chosen, read by the server, its columns confirmed, written, and opened with the report beside. */
import * as vscode from 'vscode';
import {
  type ImportChoice,
  type ImportDocumentAnswer,
  type ImportDocumentParams,
  type ImportKindsAnswer,
  type ImportKindsParams,
  importDocumentRequest,
  importKindsRequest,
} from '../../server/protocol/imports.ts';
import type { Refused } from '../../server/protocol/refused.ts';
import type { FileParams } from '../../server/protocol/sheets.ts';
import { chooseFile } from '../choose-file.ts';
import { type Client, chooseSheet, whileReading, withSheet } from '../choose-sheet.ts';
import { chooseDocumentTarget, packageFolder } from '../choose-target.ts';
import { refused } from '../refused.ts';
import type { ReportPage } from '../report-page.ts';
import { activeKaijiUri, type Server } from '../server.ts';
import { writeFile } from '../written.ts';

/** @param reports also of other imports: the newest of a file is kept */
export function registerImportCommand(server: Server, reports: ReportPage): vscode.Disposable {
  return vscode.commands.registerCommand('kaiji.import', (uri?: unknown) =>
    importDocument(server, reports, uri instanceof vscode.Uri ? uri : undefined),
  );
}

async function importDocument(server: Server, reports: ReportPage, given: vscode.Uri | undefined): Promise<void> {
  const { client } = server;
  const again = () => importDocument(server, reports, undefined);
  const uri = given ?? (await chooseFile(vscode.l10n.t('The sheet to import')));
  if (uri) await withSheet(client, uri, (file) => importSheet(client, reports, uri, file), again);
}

async function importSheet(client: Client, reports: ReportPage, uri: vscode.Uri, file: FileParams): Promise<void> {
  const about = await documentNear(uri);
  const params = { ...file, ...(about === undefined ? {} : { uri: about }) } satisfies ImportKindsParams;
  const known = await whileReading(file.file, () => client.sendRequest<ImportKindsAnswer | Refused>(importKindsRequest, params));
  if (refused(known)) return;
  const choice = await chooseKind(known.kinds, file.file);
  const sheet = choice && (await chooseSheet(known, file.file));
  if (!sheet) return;
  const { kind, catalog } = choice;
  const made = await confirmed(client, { ...params, ...sheet, kind, ...(catalog === undefined ? {} : { catalog }) });
  if (!made) return;
  const target = await chooseDocumentTarget(made.path, about === undefined ? uri : vscode.Uri.parse(about));
  if (!target || !(await writeFile(target, made.text))) return;
  await vscode.window.showTextDocument(target);
  await reports.open(file.file, made.report, true);
  const show = made.lines > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const problems = vscode.l10n.t('Show the findings');
  if ((await show(made.summary, problems)) === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** A document of the package the new one is for: the one at hand, else the manifest above the sheet or at the top of the workspace. */
async function documentNear(sheet: vscode.Uri): Promise<string | undefined> {
  const active = activeKaijiUri();
  if (active !== undefined) return active;
  const [top] = vscode.workspace.workspaceFolders ?? [];
  const folder = (await packageFolder(sheet)) ?? (top && (await packageFolder(vscode.Uri.joinPath(top.uri, 'kaiji.yaml'))));
  return folder && vscode.Uri.joinPath(folder, 'kaiji.yaml').toString();
}

async function chooseKind(kinds: readonly ImportChoice[], file: string): Promise<ImportChoice | undefined> {
  const rows = kinds.map((choice) => ({ label: choice.label, description: choice.description, detail: choice.detail, choice }));
  const row = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('What is {0}?', file),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return row?.choice;
}

interface Row extends vscode.QuickPickItem {
  /** Undefined for the row that takes everything as it is. */
  readonly column?: string;
}

/**
 * Shows how the columns are read until that is confirmed; a column picked can be said to be something else.
 * @returns undefined where the person gave up, or the sheet cannot be read so, which was said
 */
async function confirmed(client: Client, params: ImportDocumentParams): Promise<ImportDocumentAnswer | undefined> {
  const read = (columns: Readonly<Record<string, string>>) =>
    whileReading(params.file, () =>
      client.sendRequest<ImportDocumentAnswer | Refused>(importDocumentRequest, {
        ...params,
        ...(Object.keys(columns).length > 0 ? { columns } : {}),
      } satisfies ImportDocumentParams),
    );
  let columns: Readonly<Record<string, string>> = {};
  let made = await read(columns);
  for (;;) {
    if (refused(made)) return undefined;
    const row = await chooseColumn(made, params.file);
    if (!row) return undefined;
    if (row.column === undefined) return made;
    const role = await chooseRole(made, row.column);
    if (role === undefined) continue;
    const changed = { ...columns, [row.column]: role };
    const again = await read(changed);
    // What cannot be read so was said; the columns stay as they were.
    if (refused(again)) continue;
    columns = changed;
    made = again;
  }
}

async function chooseColumn({ columns, brief, nothing }: ImportDocumentAnswer, file: string): Promise<Row | undefined> {
  const take: Row = { label: `$(check) ${vscode.l10n.t('Import with these columns')}`, detail: brief, alwaysShow: true };
  const rows = columns.map(
    ({ column, heading, becomes, detail, terms }): Row => ({
      label: `${column} ${heading}`,
      description: `→ ${becomes}  ·  ${detail}`,
      ...(terms === '' ? {} : { detail: terms }),
      column,
    }),
  );
  return vscode.window.showQuickPick(nothing === undefined ? [take, ...rows] : rows, {
    title: nothing ?? vscode.l10n.t('Columns of {0}', file),
    placeHolder: vscode.l10n.t('Choose a column to say what it is'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
}

async function chooseRole({ columns, roles }: ImportDocumentAnswer, column: string): Promise<string | undefined> {
  const now = columns.find((one) => one.column === column);
  const row = await vscode.window.showQuickPick(
    roles.map(({ id, name }) => ({ label: name, description: id === now?.role ? vscode.l10n.t('now') : '', id })),
    { title: vscode.l10n.t('What is column {0}?', `${column} ${now?.heading ?? ''}`.trim()), ignoreFocusOut: true },
  );
  return row?.id;
}
