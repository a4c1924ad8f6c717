/** A clause on a page of its own, from the server: the command `kaiji.showClause`, and the links of hovers and pages that lead to it. */
import * as vscode from 'vscode';
import { type ClauseAnswer, type ClauseParams, clauseRequest } from '../server/protocol/clauses.ts';
import { activeKaijiUri, type Server } from './server.ts';

const SCHEME = 'kaiji-clause';

/** The command that takes an ID, and the URI of a document it is asked from where that is not the active one, and shows its page. Not in the palette: it cannot ask for one, `kaiji.searchClause` can. */
export const SHOW_CLAUSE = 'kaiji.showClause';

export function registerClausePage({ client }: Server): vscode.Disposable[] {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** The document whose package's answers the pages tell; following a link from page to page, it stays the same. */
  let about: string | undefined;
  return [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      async provideTextDocumentContent({ path }) {
        const id = path.replace(/^\/|\.md$/g, '');
        const clause = await client.sendRequest<ClauseAnswer | null>(clauseRequest, {
          id,
          link: '{id}.md',
          ...(about === undefined ? {} : { uri: about }),
        } satisfies ClauseParams);
        return clause?.markdown ?? vscode.l10n.t('There is no clause "{0}".', id);
      },
    }),
    vscode.commands.registerCommand(SHOW_CLAUSE, async (id: unknown, from: unknown) => {
      if (typeof id !== 'string') return;
      about = typeof from === 'string' ? from : (activeKaijiUri() ?? about);
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${id}.md` });
      // A page that is still open tells what it told then.
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    }),
  ];
}

/** Lets the Markdown of hovers run the one command they link to. What authors wrote is escaped by the server, so no link is theirs. */
export async function withClauseLinks(hover: vscode.ProviderResult<vscode.Hover>): Promise<vscode.Hover | null | undefined> {
  const shown = await hover;
  for (const content of shown?.contents ?? [])
    if (content instanceof vscode.MarkdownString) content.isTrusted = { enabledCommands: [SHOW_CLAUSE] };
  return shown;
}
