/** The places a code lens leads to, shown as VS Code shows references. */
import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import { SHOW_REFERENCES } from '../server/protocol/options.ts';
import type { Server } from './server.ts';

export function registerReferences({ client }: Server): vscode.Disposable[] {
  const show = (uri: string, position: Position, locations: readonly Location[]) => {
    const { protocol2CodeConverter: converter } = client;
    return vscode.commands.executeCommand(
      'editor.action.showReferences',
      converter.asUri(uri),
      converter.asPosition(position),
      locations.map((location) => converter.asLocation(location)),
    );
  };
  return [vscode.commands.registerCommand(SHOW_REFERENCES, show)];
}
