/** The extension in VS Code for the Web: the language server is a worker, and files reach it through the workspace. */
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, RequestType } from 'vscode-languageclient/browser';
import { base64Of } from '../convert/base64.ts';
import { existsRequest, type IoParams, listRequest, readBytesRequest, readRequest } from '../server/protocol/io.ts';
import { activateWith } from './extension.ts';
import { exists, KAIJI_FILES, NEVER_ENTERED } from './files.ts';

declare class Worker {
  constructor(url: string);
  terminate(): void;
}

export function activate(context: vscode.ExtensionContext): void {
  activateWith(context, (_, options) => {
    let worker: Worker | undefined;
    const start = async () => {
      // Nobody else ends the one before, which would keep its memory.
      worker?.terminate();
      worker = new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js').toString(true));
      return { reader: new BrowserMessageReader(worker as never), writer: new BrowserMessageWriter(worker as never) };
    };
    const client = new LanguageClient('kaiji', 'Kaiji', start, options);
    client.onRequest(readRequest, async ({ uri }: IoParams) =>
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)),
      ),
    );
    client.onRequest(readBytesRequest, async ({ uri }: IoParams) =>
      base64Of(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri))),
    );
    client.onRequest(new RequestType<IoParams, boolean, void>(existsRequest), ({ uri }) => exists(vscode.Uri.parse(uri)));
    client.onRequest(listRequest, async ({ uri }: IoParams) => {
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(uri), KAIJI_FILES);
      return (await vscode.workspace.findFiles(pattern, NEVER_ENTERED)).map((found) => found.toString());
    });
    return client;
  });
}
