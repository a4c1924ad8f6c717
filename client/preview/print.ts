/** Printing: no page of ours can, a browser can. */
import * as vscode from 'vscode';
import { bytesOf } from '../../convert/base64.ts';
import { type ExportAnswer, type ExportParams, exportRequest } from '../../server/protocol/exports.ts';
import type { PreviewForm } from '../../server/protocol/preview.ts';
import type { Refused } from '../../server/protocol/refused.ts';
import { refused } from '../refused.ts';
import type { Server } from '../server.ts';
import { tellWritten, writeFile } from '../written.ts';

/**
 * Writes a form as the HTML that is handed over and opens it in the browser of this machine, from a file of the extension's own. Where the editor runs in a
 * browser or on another machine, that file is out of reach: a person says where it is kept, and opens it there.
 */
export async function printForm(
  { client }: Server,
  { globalStorageUri }: vscode.ExtensionContext,
  form: PreviewForm,
  audience: ExportParams['audience'],
): Promise<void> {
  const answer = await client.sendRequest<ExportAnswer | Refused>(exportRequest, {
    uri: form.uri,
    form: form.name,
    to: 'html',
    audience,
  } satisfies ExportParams);
  if (refused(answer)) return;
  const bytes = bytesOf(answer.bytes);
  const isHere = globalStorageUri.scheme === 'file' && vscode.env.remoteName === undefined;
  if (isHere && vscode.env.uiKind === vscode.UIKind.Desktop) {
    // One file for all: what was printed before is kept nowhere.
    const target = vscode.Uri.joinPath(globalStorageUri, 'print.html');
    if (await writeFile(target, bytes)) await vscode.env.openExternal(target);
    return;
  }
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where should the document be kept? Open it in a browser to print it.'),
    defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(form.uri), '..', answer.file),
    filters: { HTML: ['html'] },
  });
  if (!target || !(await writeFile(target, bytes))) return;
  await tellWritten(target, { done: vscode.l10n.t('Open it in a browser to print it.') });
}
