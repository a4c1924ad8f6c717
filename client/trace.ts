/** The conversation with the language server in the output panel, as `kaiji.trace.server` asks. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State, Trace } from 'vscode-languageclient';
import { LANGUAGE } from './server.ts';

/** The channel for the conversation: it is shown because the setting asks for it, whatever the log level of the channel is. */
export function tracedTo(output: vscode.LogOutputChannel): vscode.LogOutputChannel {
  return Object.create(output, { trace: { value: output.info } }) as vscode.LogOutputChannel;
}

/** Records what the setting asks for, from now on and after each change. There is one conversation for all folders: whichever asks for most is heard. */
export function traceAsSet(client: BaseLanguageClient): vscode.Disposable {
  const apply = () => void (client.isRunning() && client.setTrace(asked()));
  return vscode.Disposable.from(
    client.onDidChangeState(({ newState }) => newState === State.Running && apply()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The client hears of the change too, and goes by the log level then: this comes behind it.
      if (change.affectsConfiguration(`${LANGUAGE}.trace.server`)) queueMicrotask(apply);
    }),
  );
}

function asked(): Trace {
  const folders = vscode.workspace.workspaceFolders ?? [undefined];
  const values = folders.map((folder) => vscode.workspace.getConfiguration(LANGUAGE, folder).get('trace.server'));
  return Trace.fromString(['verbose', 'messages'].find((value) => values.includes(value)) ?? 'off');
}
