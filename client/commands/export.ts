/** What is handed over, written from the active document: which form, in which format, for whom, and where to. */
import * as vscode from 'vscode';
import { bytesOf } from '../../convert/base64.ts';
import {
  type ExportAnswer,
  type ExportParams,
  exportRequest,
  type FormChoice,
  type FormsAnswer,
  type FormsParams,
  formsRequest,
} from '../../server/protocol/exports.ts';
import type { Refused } from '../../server/protocol/refused.ts';
import { documentAtHand } from '../at-hand.ts';
import { chooseFile, readChosenFile } from '../choose-file.ts';
import type { Client } from '../choose-sheet.ts';
import { refused, sayError } from '../refused.ts';
import type { ReportPage } from '../report-page.ts';
import type { Server } from '../server.ts';
import { took } from '../steps.ts';
import { whileWaiting } from '../waiting.ts';
import { tellWritten, writeFile } from '../written.ts';

/** @param reports also of other commands: the newest of a file is kept */
export function registerExportCommand(server: Server, reports: ReportPage): vscode.Disposable {
  return vscode.commands.registerCommand('kaiji.export', (uri?: unknown) =>
    exportForm(server, reports, uri instanceof vscode.Uri ? uri : undefined),
  );
}

/** What is known before anybody is asked. */
export interface Decided {
  /** As {@link FormChoice.id}, of the file the export was called on. */
  readonly form?: string;
  readonly audience?: ExportParams['audience'];
}

/**
 * @param chosen the file the command was called on, in a menu; the active document where absent
 * @param decided asked for no more
 */
export async function exportForm(
  { client }: Server,
  reports: ReportPage,
  chosen: vscode.Uri | undefined,
  decided: Decided = {},
): Promise<void> {
  const uri = chosen?.toString() ?? (await documentAtHand(vscode.l10n.t('The package of which document should be handed over?')));
  if (uri === undefined) return;
  const { forms } = await client.sendRequest<FormsAnswer>(formsRequest, { uri } satisfies FormsParams);
  const form =
    forms.find(({ id, uri: own }) => id === decided.form && vscode.Uri.parse(own).toString() === uri) ??
    (await chooseForm(forms));
  const format = form && (await chooseFormat(form));
  if (!format) return;
  const source = vscode.Uri.parse(form.uri);
  const blanks = format.fills ? await chooseWorkbook(source) : {};
  if (!blanks) return;
  const audience = decided.audience ?? (await chooseAudience());
  if (!audience) return;
  const { workbook, ...how } = blanks;
  const answer = await written(client, form.label, { uri: form.uri, form: form.id, to: format.id, audience, ...how }, workbook);
  if (answer && !refused(answer)) await keep(answer, source, workbook, reports);
}

async function chooseForm(forms: readonly FormChoice[]): Promise<FormChoice | undefined> {
  if (forms.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing in this package yet that could be handed over.'));
    return undefined;
  }
  const rows = forms.map((form) => ({ label: form.label, description: form.detail, form }));
  const row = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('What should be handed over?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return row?.form;
}

async function chooseFormat({
  formats,
  fills,
}: FormChoice): Promise<{ readonly id: string; readonly fills: boolean } | undefined> {
  const rows = formats.map(({ id, label, extension }) => ({ label, description: `.${extension}`, id, fills: false }));
  const filled = { label: vscode.l10n.t('Fill in a workbook of the customer…'), description: '.xlsx', id: 'xlsx', fills: true };
  return vscode.window.showQuickPick(fills ? rows.flatMap((row) => (row.id === filled.id ? [row, filled] : [row])) : rows, {
    title: vscode.l10n.t('In which format?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
}

interface Blanks {
  /** The customer's, to be filled in. */
  readonly workbook?: vscode.Uri;
  readonly overwrite?: boolean;
}

/** @param source what the dialog opens next to */
async function chooseWorkbook(source: vscode.Uri): Promise<Blanks | undefined> {
  const workbook = await chooseFile(vscode.l10n.t('The workbook to fill in'), ['xlsx', 'xlsm'], source);
  if (!workbook) return undefined;
  const rows = [
    {
      label: vscode.l10n.t('Leave them as they are'),
      detail: vscode.l10n.t('only empty cells are filled in; the others are told of'),
      overwrite: false,
    },
    {
      label: vscode.l10n.t('Replace them'),
      detail: vscode.l10n.t('in a copy; the workbook itself stays as it is'),
      overwrite: true,
    },
  ];
  const row = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('What about cells that say something already?'),
    ignoreFocusOut: true,
  });
  return row && { workbook, overwrite: row.overwrite };
}

async function chooseAudience(): Promise<ExportParams['audience'] | undefined> {
  const rows = [
    {
      label: vscode.l10n.t('For the customer'),
      detail: vscode.l10n.t('without internal evidence, notes and judgements'),
      audience: 'customer' as const,
    },
    { label: vscode.l10n.t('For use inside'), detail: vscode.l10n.t('everything'), audience: 'internal' as const },
  ];
  const row = await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('For whom?'), ignoreFocusOut: true });
  return row?.audience;
}

/** undefined where the workbook cannot be read, which was said. @param label of the form */
function written(
  client: Client,
  label: string,
  params: ExportParams,
  workbook: vscode.Uri | undefined,
): Thenable<ExportAnswer | Refused | undefined> {
  return whileWaiting(vscode.l10n.t('Writing {0}…', label), async () => {
    const template = workbook && (await readChosenFile(workbook));
    if (workbook && !template) return undefined;
    return client.sendRequest<ExportAnswer | Refused>(exportRequest, { ...params, ...(template ? { template } : {}) });
  });
}

/** Asks where to, writes, and says what a person should know of it. */
async function keep(
  { file, bytes, problems, findings, report, done }: ExportAnswer,
  source: vscode.Uri,
  workbook: vscode.Uri | undefined,
  reports: ReportPage,
): Promise<void> {
  const extension = file.slice(file.lastIndexOf('.') + 1);
  const name = workbook ? `${file.slice(0, -extension.length - 1)}${vscode.l10n.t('-filled in')}.${extension}` : file;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where should it be kept?'),
    defaultUri: vscode.Uri.joinPath(workbook ?? source, '..', name),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (!target) return;
  if (workbook && target.toString() === workbook.toString()) {
    void sayError(vscode.l10n.t('The workbook to fill in stays as it is. Export again under another name.'));
    return;
  }
  if (!(await writeFile(target, bytesOf(bytes)))) return;
  took('hasExported');
  const text = doubtIn(problems.length, findings);
  const action = {
    title: vscode.l10n.t('See the points'),
    run: () => reports.open(vscode.l10n.t('Points in {0}', file), report),
  };
  await tellWritten(target, {
    ...(done === undefined ? {} : { done }),
    ...(problems.length > 0 ? { doubt: { text, action } } : {}),
  });
}

/** @param points all there is to look at: the findings that are open are one of them */
function doubtIn(points: number, findings: number): string {
  const open =
    findings === 1 ? vscode.l10n.t('1 finding is still open.') : vscode.l10n.t('{0} findings are still open.', findings);
  if (findings > 0 && points === 1) return open;
  const count =
    points === 1
      ? vscode.l10n.t('1 point to look at before it is handed over.')
      : vscode.l10n.t('{0} points to look at before it is handed over.', points);
  return findings > 0 ? vscode.l10n.t('{0} {1}', count, open) : count;
}
