/** Printing: no page of ours can, a browser can. */
import * as vscode from 'vscode';
import { bytesOf } from '../../convert/base64.ts';
import { type ExportAnswer, type ExportParams, exportRequest } from '../../server/protocol/exports.ts';
import type { PreviewForm } from '../../server/protocol/preview.ts';
import type { Refused } from '../../server/protocol/refused.ts';
import { refused, sayError } from '../refused.ts';
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
    await forgetPrinted(globalStorageUri);
    // Another window may print at the same time: each has a file of its own, named by what is in it.
    const target = vscode.Uri.joinPath(printedIn(globalStorageUri), `${await digestOf(bytes)}.html`);
    if (!(await writeFile(target, bytes)) || (await vscode.env.openExternal(target))) return;
    const show = vscode.l10n.t('Show in Folder');
    await sayError(vscode.l10n.t('No browser could be opened. Open the document in one yourself and print it there.'), {
      title: show,
      run: () => vscode.commands.executeCommand('revealFileInOS', target),
    });
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

/** Deletes what was printed before: the browser has read it. @param storage of the extension */
export async function forgetPrinted(storage: vscode.Uri): Promise<void> {
  // Mostly there is nothing.
  await vscode.workspace.fs.delete(printedIn(storage), { recursive: true, useTrash: false }).then(undefined, () => {});
}

function printedIn(storage: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(storage, 'printed');
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
