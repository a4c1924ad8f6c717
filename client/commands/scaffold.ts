/** Scaffolding what the active document lacks. */
import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageclient';
import { type ScaffoldParams, scaffoldRequest } from '../../server/protocol/documents.ts';
import { isServed, type Server } from '../server.ts';

export function registerScaffoldCommands({ client }: Server): vscode.Disposable[] {
  const scaffold = async (what: ScaffoldParams['what']) => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isServed(document)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a Kaiji document first, then run the command again.'));
      return;
    }
    const { version } = document;
    const edit = await client.sendRequest<WorkspaceEdit | null>(scaffoldRequest, {
      uri: document.uri.toString(),
      what,
    } satisfies ScaffoldParams);
    if (!edit) {
      void vscode.window.showInformationMessage(
        what === 'sections'
          ? vscode.l10n.t('No section of the outline is missing.')
          : vscode.l10n.t('No control of the catalog is missing.'),
      );
      return;
    }
    // Typed on meanwhile: the edit belongs to a text that is gone.
    if (document.version !== version) return;
    await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  };
  return [
    vscode.commands.registerCommand('kaiji.scaffoldMissingSections', () => scaffold('sections')),
    vscode.commands.registerCommand('kaiji.scaffoldMissingControls', () => scaffold('controls')),
  ];
}
