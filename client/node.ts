/** The extension on the desktop and in VS Code servers: the language server is a process of its own. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './extension.ts';

export function activate(context: vscode.ExtensionContext): void {
  activateWith(context, (_, options) => {
    const module = context.asAbsolutePath('dist/server.js');
    return new LanguageClient(
      'kaiji',
      'Kaiji',
      { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc } },
      options,
    );
  });
}
