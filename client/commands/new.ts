/** New documents: complete scaffolds, written beside what is open, never over a file that is there. */
import * as vscode from 'vscode';
import {
  type Choices,
  type ChoicesParams,
  choicesRequest,
  type NewDocument,
  type NewDocumentParams,
  newDocumentRequest,
} from '../../server/protocol/documents.ts';
import { exists } from '../files.ts';
import { isServed, type Server } from '../server.ts';
import { writeFile } from '../written.ts';
import { newPackage } from './new-package.ts';

export function registerNewCommands(server: Server): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('kaiji.newPackage', (folder?: unknown) =>
      newPackage(server, folder instanceof vscode.Uri ? folder : undefined),
    ),
    vscode.commands.registerCommand('kaiji.newDocument', (folder?: unknown) =>
      newDocument(server, folder instanceof vscode.Uri ? folder : undefined),
    ),
  ];
}

/** @param folder to make it in; beside the active document, or where the person says, where absent */
async function newDocument({ client }: Server, folder: vscode.Uri | undefined): Promise<void> {
  const active = vscode.window.activeTextEditor?.document;
  const isBeside = active && isServed(active) && !active.isUntitled;
  const beside = folder ?? (isBeside ? vscode.Uri.joinPath(active.uri, '..') : await chooseFolder());
  if (!beside) return;
  // No file yet: its place says which package it will belong to.
  const uri = vscode.Uri.joinPath(beside, 'new.kaiji.yaml').toString();
  const choices = await client.sendRequest<Choices>(choicesRequest, { uri } satisfies ChoicesParams);
  const kind = await vscode.window.showQuickPick(
    choices.kinds.map(({ id, label, catalogs }) => ({ label, description: id, id, catalogs })),
    { title: vscode.l10n.t('What document?') },
  );
  if (!kind) return;
  const catalog =
    kind.catalogs.length > 1
      ? await vscode.window.showQuickPick(
          kind.catalogs.map(({ id, label, detail }) => ({ label, description: id, detail, id })),
          { title: vscode.l10n.t('About which catalog?') },
        )
      : kind.catalogs[0];
  if (!catalog && kind.catalogs.length > 0) return;
  const made = await client.sendRequest<NewDocument>(newDocumentRequest, {
    kind: kind.id,
    uri,
    ...(catalog ? { catalog: catalog.id } : {}),
  } satisfies NewDocumentParams);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where should it be kept?'),
    defaultUri: await freeName(beside, made.path),
    filters: { Kaiji: ['kaiji.yaml', 'yaml'] },
  });
  if (!target) return;
  if (await exists(target)) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} is there already and was left alone. Choose another name.', target.path.split('/').at(-1) ?? ''),
    );
    return;
  }
  if (await writeFile(target, made.text)) await vscode.window.showTextDocument(target);
}

/** `checklist.kaiji.yaml`, or `checklist-2.kaiji.yaml` where that is taken. */
async function freeName(folder: vscode.Uri, path: string): Promise<vscode.Uri> {
  const [, stem = path, ending = ''] = /^(.*?)(\.?kaiji\.yaml)$/.exec(path) ?? [];
  for (let n = 1; ; n++) {
    const candidate = vscode.Uri.joinPath(
      folder,
      n === 1 ? path : `${stem || 'package'}-${n}${ending.startsWith('.') ? ending : `.${ending}`}`,
    );
    if (!(await exists(candidate))) return candidate;
  }
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Make it here'),
    })) ?? [];
  return chosen;
}
