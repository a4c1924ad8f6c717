/** A rule's documentation, from the server, as a page that opens offline: from a finding's link or its code action. */
import * as vscode from 'vscode';
import { type ExplainParams, explainRequest } from '../server/protocol/clauses.ts';
import type { Server } from './server.ts';

const SCHEME = 'kaiji-rule';

export function registerRuleDocs({ client }: Server): vscode.Disposable[] {
  const open = (code: string) =>
    vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme: SCHEME, path: `/${code}.md` }));
  return [
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      async provideTextDocumentContent(uri) {
        const code = uri.path.replace(/^\/|\.md$/g, '');
        const text = await client.sendRequest<string | null>(explainRequest, { code } satisfies ExplainParams);
        return text ?? vscode.l10n.t('There is no rule "{0}".', code);
      },
    }),
    vscode.commands.registerCommand('kaiji.explainRule', open),
    vscode.window.registerUriHandler({
      async handleUri(uri) {
        const code = /^\/rules\/([a-z-]+)$/.exec(uri.path)?.[1];
        if (code) await open(code);
      },
    }),
  ];
}
