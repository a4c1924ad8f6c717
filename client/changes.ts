/** Told when what our views show may be different; they ask again for what they show, while somebody looks. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ChangedParams, changedNotification } from '../server/protocol/changes.ts';

/** The one place that listens: a client has one listener for each notification. */
export function changesOf(client: BaseLanguageClient): vscode.EventEmitter<ChangedParams> {
  const changed = new vscode.EventEmitter<ChangedParams>();
  client.onNotification(changedNotification, (params: ChangedParams) => changed.fire(params));
  return changed;
}
