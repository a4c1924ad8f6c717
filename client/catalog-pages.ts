/** `kaiji-catalog:` documents: a control as its catalog has it, read-only, from the server. Type definitions, symbols and the hierarchy lead to them. */
import * as vscode from 'vscode';
import { type CatalogPageParams, catalogPageRequest } from '../server/protocol/clauses.ts';
import type { Server } from './server.ts';

const SCHEME = 'kaiji-catalog';
/** Prose, not code: wraps, has no line numbers (package.json, configurationDefaults). */
const LANGUAGE_ID = 'kaiji-clause';

export function registerCatalogPages({ client }: Server): vscode.Disposable[] {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri) {
        const text = await client.sendRequest<string | null>(catalogPageRequest, {
          uri: uri.toString(),
        } satisfies CatalogPageParams);
        return text ?? vscode.l10n.t('There is no clause "{0}".', uri.path.replace(/^.*\//, ''));
      },
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.uri.scheme === SCHEME && document.languageId !== LANGUAGE_ID)
        void vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
    }),
    // The catalogs may have changed since a page was last looked at.
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.uri.scheme === SCHEME) changed.fire(editor.document.uri);
    }),
  ];
}
