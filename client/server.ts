/** The language server as the client's parts see it. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import type { ChangedParams } from '../server/protocol/changes.ts';

/** The language id; also the section of our settings. */
export const LANGUAGE = 'kaiji';

/**
 * The client, for what needs to ask the server, which starts with the first Kaiji file of the workspace or with the first request (start.ts). So what a
 * person asked for asks; what shows by itself, a view or a status, asks only while `client.isRunning()`, and again when `client.onDidChangeState` tells.
 */
export interface Server {
  readonly client: BaseLanguageClient;
  /** What views show may be different; they ask again while somebody looks at them. */
  readonly onChanged: vscode.Event<ChangedParams>;
}

/** Whether a request was rejected because the server could not do it, which is in its log, and not because it ended meanwhile. */
export function couldNot(error: unknown): boolean {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed;
}

/** What the server serves: where people edit, which is on disks, untitled, and in the folders open here. Not the old sides of a comparison (`git:`). */
export function servedDocuments(): { readonly language: string; readonly scheme: string }[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)]);
  return [...schemes].map((scheme) => ({ language: LANGUAGE, scheme }));
}

/** Whether an editor shows a Kaiji document that the server serves. */
export function isServed({ document }: vscode.TextEditor): boolean {
  return vscode.languages.match(servedDocuments(), document) > 0;
}

/** The Kaiji document in the active editor. */
export function activeKaijiUri(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isServed(editor) ? editor.document.uri.toString() : undefined;
}
