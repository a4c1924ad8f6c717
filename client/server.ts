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

/** What the server serves: Kaiji documents where people edit them, which is disks, untitled ones, the folders open here. Not the old sides of a comparison (`git:`). */
export const SERVED = schemes().map((scheme) => ({ language: LANGUAGE, scheme }));

function schemes(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)])];
}

/** Whether the server knows a document: requests and commands are about no others. */
export function isServed(document: vscode.TextDocument): boolean {
  return vscode.languages.match(SERVED, document) > 0;
}

/** The URI of the Kaiji document in the active editor; undefined where there is none that the server serves. */
export function activeKaijiUri(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isServed(document) ? document.uri.toString() : undefined;
}
