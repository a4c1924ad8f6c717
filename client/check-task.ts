/**
 * The task `kaiji: check`: all findings of a workspace folder in a terminal, one in a line. It asks the server, so it runs where no process can and says what
 * the editor says. The Problems panel has these findings from the server, with their links and related places: the problem matcher `$kaiji`, which reads such
 * lines of a `kaiji check --format lines`, would show them a second time, and is not applied here.
 */
import * as vscode from 'vscode';
import { type CheckFolderAnswer, type CheckFolderParams, checkFolderRequest } from '../server/protocol/check.ts';
import { KAIJI_FILES, NEVER_ENTERED } from './files.ts';
import type { Server } from './server.ts';

const TYPE = 'kaiji';

/** As a tasks.json says it. */
interface CheckTask extends vscode.TaskDefinition {
  readonly task?: unknown;
  /** Findings make it fail from this severity on; never where absent. */
  readonly failOn?: unknown;
}

/** The gravest first. */
const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Registers the tasks of type `kaiji` and the command that runs them. @returns what takes both away */
export function registerCheckTask(server: Server): vscode.Disposable[] {
  return [
    vscode.tasks.registerTaskProvider(TYPE, {
      provideTasks: () => offered(server),
      resolveTask: ({ definition, scope }) => {
        const folder = isFolder(scope) ? scope : vscode.workspace.workspaceFolders?.[0];
        return folder && (definition as CheckTask).task === 'check' ? checkOf(folder, definition, server) : undefined;
      },
    }),
    vscode.commands.registerCommand('kaiji.check', async () => {
      const tasks = await offered(server);
      for (const task of tasks) await vscode.tasks.executeTask(task);
      if (tasks.length === 0)
        void vscode.window.showInformationMessage(vscode.l10n.t('There is no folder with Kaiji documents open to check.'));
    }),
  ];
}

/** One for each folder with files of ours. */
async function offered(server: Server): Promise<vscode.Task[]> {
  const tasks: vscode.Task[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const files = new vscode.RelativePattern(folder, KAIJI_FILES);
    if ((await vscode.workspace.findFiles(files, NEVER_ENTERED, 1)).length > 0)
      tasks.push(checkOf(folder, { type: TYPE, task: 'check' }, server));
  }
  return tasks;
}

function checkOf(folder: vscode.WorkspaceFolder, definition: CheckTask, server: Server): vscode.Task {
  const execution = new vscode.CustomExecution(async () => terminalOf(folder, definition, server));
  const task = new vscode.Task(definition, folder, vscode.l10n.t('check'), TYPE, execution, []);
  task.group = vscode.TaskGroup.Build;
  task.detail = vscode.l10n.t('Checks all Kaiji documents in the folder');
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, showReuseMessage: false };
  return task;
}

/** Ends with 0, with 1 where there are findings as grave as the task says, with 2 where it could not check. */
function terminalOf(folder: vscode.WorkspaceFolder, { failOn }: CheckTask, { client }: Server): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const ended = new vscode.EventEmitter<number>();
  const waiting = new vscode.CancellationTokenSource();
  const line = (text: string) => written.fire(`${text}\r\n`);
  const run = async (): Promise<number> => {
    const gravest = (SEVERITIES as readonly unknown[]).indexOf(failOn);
    if (failOn !== undefined && gravest < 0) {
      line(vscode.l10n.t('"failOn" of the task is {0}; write error, warning or info.', JSON.stringify(failOn)));
      return 2;
    }
    const asked: CheckFolderParams = { folder: folder.uri.toString() };
    const { lines, files, counts } = await client.sendRequest<CheckFolderAnswer>(checkFolderRequest, asked, waiting.token);
    lines.forEach(line);
    const { error, warning, info } = counts;
    line(vscode.l10n.t('{0} files checked: {1} errors, {2} warnings, {3} info', files, error, warning, info));
    return SEVERITIES.slice(0, gravest + 1).some((severity) => counts[severity] > 0) ? 1 : 0;
  };
  return {
    onDidWrite: written.event,
    onDidClose: ended.event,
    open: () =>
      void run()
        .catch((reason: unknown) => {
          line(vscode.l10n.t('Nothing was checked: {0}', reason instanceof Error ? reason.message : String(reason)));
          return 2;
        })
        .then((code) => ended.fire(code)),
    close: () => waiting.cancel(),
  };
}

function isFolder(scope: vscode.Task['scope']): scope is vscode.WorkspaceFolder {
  return typeof scope === 'object';
}
