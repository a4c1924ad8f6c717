/** What a dashboard shows, kept as a file. */
import * as vscode from 'vscode';
import { type DashboardFile, type DashboardFileParams, dashboardFileRequest } from '../../server/protocol/dashboard.ts';
import type { Refused } from '../../server/protocol/refused.ts';
import { refused } from '../refused.ts';
import type { Server } from '../server.ts';
import { tellWritten, writeFile } from '../written.ts';

/** Asks where to, writes, and says so. @param home the package that is shown; undefined for all */
export async function saveDashboard({ client }: Server, home: string | undefined, to: DashboardFileParams['to']): Promise<void> {
  const answer = await client.sendRequest<DashboardFile | Refused>(dashboardFileRequest, {
    to,
    ...(home === undefined ? {} : { uri: home }),
  } satisfies DashboardFileParams);
  if (refused(answer)) return;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where should it be kept?'),
    defaultUri: vscode.Uri.joinPath(folderOf(home), answer.file),
    filters: { [to.toUpperCase()]: [to] },
  });
  if (target && (await writeFile(target, answer.text))) await tellWritten(target);
}

function folderOf(home: string | undefined): vscode.Uri {
  const uri = home === undefined ? undefined : vscode.Uri.parse(home);
  if (uri) return /\.ya?ml$/.test(uri.path) ? vscode.Uri.joinPath(uri, '..') : uri;
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
}
