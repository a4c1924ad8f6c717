/** What is handed over, written from the active document: which form, in which format, for whom, and where to. */
import * as vscode from 'vscode';
import { bytesOf } from '../../server/base64.ts';
import {
  type ExportAnswer,
  type ExportParams,
  exportRequest,
  type FileParams,
  type FormChoice,
  type FormsAnswer,
  type FormsParams,
  formsRequest,
  type Refused,
} from '../../server/protocol.ts';
import { chooseSheetFile } from '../choose-file.ts';
import { activeKaijiUri, type Server } from '../server.ts';

export function registerExportCommand(server: Server): vscode.Disposable[] {
  return [vscode.commands.registerCommand('kaiji.export', (chosen?: vscode.Uri) => exportForm(server, chosen))];
}

/** @param chosen the file the command was called on, in a menu; the active document where absent */
async function exportForm({ client }: Server, chosen: vscode.Uri | undefined): Promise<void> {
  const uri = chosen?.toString() ?? activeKaijiUri();
  if (uri === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Kaiji document first, then run the command again.'));
    return;
  }
  const { forms } = await client.sendRequest<FormsAnswer>(formsRequest, { uri } satisfies FormsParams);
  const form = await chooseForm(forms);
  const format = form && (await chooseFormat(form));
  if (!format) return;
  const template = format.fills ? await chooseSheetFile(vscode.l10n.t('The workbook to fill in'), ['xlsx']) : undefined;
  if (format.fills && !template) return;
  const audience = await chooseAudience();
  if (!audience) return;
  const { id: to } = format;
  const params = { uri, form: form.id, to, audience, ...(template ? { template } : {}) } satisfies ExportParams;
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Writing {0}…', form.label) },
    () => client.sendRequest<ExportAnswer | Refused>(exportRequest, params),
  );
  if ('refused' in answer) void vscode.window.showErrorMessage(answer.refused);
  else await keep(answer, vscode.Uri.parse(uri), template);
}

async function chooseForm(forms: readonly FormChoice[]): Promise<FormChoice | undefined> {
  if (forms.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing in this package yet that could be handed over.'));
    return undefined;
  }
  const rows = forms.map((form) => ({ label: form.label, description: form.detail, form }));
  const row = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('What should be handed over?'),
    ignoreFocusOut: true,
  });
  return row?.form;
}

async function chooseFormat({
  formats,
  fills,
}: FormChoice): Promise<{ readonly id: string; readonly fills: boolean } | undefined> {
  const rows = formats.map(({ id, label, extension }) => ({ label, description: `.${extension}`, id, fills: false }));
  const filled = { label: `$(edit) ${vscode.l10n.t('Fill in a workbook of the customer…')}`, id: 'xlsx', fills: true };
  return vscode.window.showQuickPick(fills ? [...rows, filled] : rows, {
    title: vscode.l10n.t('In which format?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
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

/** Asks where, writes, and offers to open it. What a person should know of it is said. */
async function keep(
  { file, bytes, problems }: ExportAnswer,
  source: vscode.Uri,
  template: FileParams | undefined,
): Promise<void> {
  const name = template ? template.file.replace(/(\.xlsx)?$/i, `${vscode.l10n.t('-filled in')}.xlsx`) : file;
  const extension = file.split('.').at(-1) ?? '';
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(source, '..', name),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, bytesOf(bytes));
  const open = vscode.l10n.t('Open');
  const show = problems.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const said = [vscode.l10n.t('{0} was written.', vscode.workspace.asRelativePath(target)), ...problems.slice(0, 5)];
  if (problems.length > 5) said.push(vscode.l10n.t('{0} more.', problems.length - 5));
  if ((await show(said.join(' '), open)) !== open) return;
  // Text is shown here; Word, Excel and HTML have programs of their own.
  if (/^(?:md|csv|json)$/.test(extension)) await vscode.window.showTextDocument(target);
  else await vscode.env.openExternal(target);
}
