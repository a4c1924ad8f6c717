/** The extension in VS Code for the Web: the language server is a worker, and files reach it through the workspace. */
import * as vscode from 'vscode';
import { LanguageClient, RequestType } from 'vscode-languageclient/browser';
import { base64Of } from '../convert/base64.ts';
import { existsRequest, type IoParams, listRequest, readBytesRequest, readRequest } from '../server/protocol.ts';
import { activateWith } from './extension.ts';
import { exists } from './files.ts';

declare class Worker {
  constructor(url: string);
}

export function activate(context: vscode.ExtensionContext): void {
  activateWith(context, (_, options) => {
    const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js').toString(true));
    const client = new LanguageClient('kaiji', 'Kaiji', worker as never, options);
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
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(uri), '**/{*.kaiji.yaml,*.kaiji.yml,kaiji.yaml}');
      return (await vscode.workspace.findFiles(pattern)).map((found) => found.toString());
    });
    return client;
  });
}
