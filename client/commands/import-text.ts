/** Official wording, or a private sheet as a catalog of one's own, from a file at hand: chosen, read by the server, written, opened, and told of. */
import * as vscode from 'vscode';
import {
  type CatalogsAnswer,
  type CatalogsParams,
  catalogsRequest,
  type ImportSheetAnswer,
  type ImportSheetParams,
  importSheetRequest,
  type NewCatalogAnswer,
  type NewCatalogParams,
  newCatalogRequest,
} from '../../server/protocol/catalogs.ts';
import type { Refused } from '../../server/protocol/refused.ts';
import { type FileParams, type SheetsAnswer, sheetsRequest } from '../../server/protocol/sheets.ts';
import { chooseFile } from '../choose-file.ts';
import { type Client, chooseSheet, whileReading, withSheet } from '../choose-sheet.ts';
import { chooseTarget } from '../choose-target.ts';
import { refused } from '../refused.ts';
import type { ReportPage } from '../report-page.ts';
import { activeKaijiUri, type Server } from '../server.ts';
import { writeFile } from '../written.ts';

export function registerImportTextCommand(server: Server, reports: ReportPage): vscode.Disposable {
  return vscode.commands.registerCommand('kaiji.importCatalogText', () => importText(server, reports));
}

async function importText(server: Server, reports: ReportPage): Promise<void> {
  const { client } = server;
  const again = () => importText(server, reports);
  const active = activeKaijiUri();
  const chosen = await chooseFile(vscode.l10n.t('Your copy of the sheet'));
  if (chosen) await withSheet(client, chosen, (file) => importSheet(client, reports, active, file), again);
}

async function importSheet(client: Client, reports: ReportPage, uri: string | undefined, file: FileParams): Promise<void> {
  const about = uri === undefined ? {} : { uri };
  const answer = await client.sendRequest<SheetsAnswer | Refused>(sheetsRequest, file);
  if (refused(answer)) return;
  const sheet = await chooseSheet(answer, file.file);
  if (!sheet) return;
  const known = await client.sendRequest<CatalogsAnswer>(catalogsRequest, about satisfies CatalogsParams);
  const goal = await chooseGoal(client, known, about);
  if (!goal) return;
  const params = { ...about, ...goal, ...sheet, ...file } satisfies ImportSheetParams;
  const made = await whileReading(file.file, () => client.sendRequest<ImportSheetAnswer | Refused>(importSheetRequest, params));
  if (refused(made)) return;
  const target = await chooseTarget(made.path, known.userFolder, uri);
  if (!target || !(await writeFile(target, made.text))) return;
  await vscode.window.showTextDocument(target);
  await tell(made, file.file, reports);
}

type About = { readonly uri?: string };

/** The catalog whose wording it is, or the names of a new one. */
async function chooseGoal(
  client: Client,
  { catalogs }: CatalogsAnswer,
  about: About,
): Promise<Pick<ImportSheetParams, 'catalog' | 'create'> | undefined> {
  const rows = catalogs.map(({ id, label, detail }) => ({ label, description: id, detail, id }));
  const create = { label: `$(add) ${vscode.l10n.t('Make a new catalog of your own')}`, id: undefined };
  const row: { readonly id: string | undefined } | undefined = await vscode.window.showQuickPick([...rows, create], {
    title: vscode.l10n.t('Wording of which catalog?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!row) return undefined;
  if (row.id !== undefined) return { catalog: row.id };
  const names = await askNames(client, about);
  return names && { create: names };
}

/** ID and prefix of a new catalog, judged by the server while they are typed. */
async function askNames(client: Client, about: About): Promise<{ readonly id: string; readonly prefix: string } | undefined> {
  const judged = (params: NewCatalogParams) => client.sendRequest<NewCatalogAnswer>(newCatalogRequest, { ...about, ...params });
  const id = await vscode.window.showInputBox({
    title: vscode.l10n.t('New catalog (1/2)'),
    prompt: vscode.l10n.t('ID of the catalog: lower-case letters, digits, hyphens'),
    placeHolder: 'byoin-tenken',
    ignoreFocusOut: true,
    validateInput: async (value) => (value === '' ? undefined : (await judged({ id: value })).badId),
  });
  if (!id) return undefined;
  const { prefix: proposed } = await judged({ id });
  const prefix = await vscode.window.showInputBox({
    title: vscode.l10n.t('New catalog (2/2)'),
    prompt: vscode.l10n.t('What the IDs of its items begin with, e.g. TK for TK-1'),
    value: proposed,
    ignoreFocusOut: true,
    validateInput: async (value) => (await judged({ id, prefix: value })).badPrefix,
  });
  return prefix ? { id, prefix } : undefined;
}

/** What came of it, with the whole report a click away. */
async function tell({ summary, counts, report }: ImportSheetAnswer, file: string, reports: ReportPage): Promise<void> {
  const open = vscode.l10n.t('Open the report');
  const show = counts.lines > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  if ((await show(summary, open)) === open) await reports.open(file, report);
}
