/** Finding a clause by number or words; the chosen ID goes where the cursor is. */
import * as vscode from 'vscode';
import { type SearchHit, type SearchParams, searchRequest } from '../../server/protocol.ts';
import { LANGUAGE, type Server } from '../server.ts';

interface Row extends vscode.QuickPickItem {
  readonly id: string;
}

export function registerSearchCommand({ client }: Server): vscode.Disposable {
  return vscode.commands.registerCommand('kaiji.searchClause', () => {
    const editor = vscode.window.activeTextEditor;
    const pick = vscode.window.createQuickPick<Row>();
    pick.title = vscode.l10n.t('Search clauses');
    pick.placeholder = vscode.l10n.t('Number or words, e.g. CL-94 or パスワード');
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    let latest = 0;
    const search = async (words: string) => {
      const turn = ++latest;
      const uri = editor?.document.languageId === LANGUAGE ? editor.document.uri.toString() : undefined;
      const hits = await client.sendRequest<readonly SearchHit[]>(searchRequest, {
        words,
        ...(uri ? { uri } : {}),
      } satisfies SearchParams);
      // An answer to what was typed before must not replace a newer one.
      if (turn !== latest) return;
      pick.items = hits.map(({ id, title, category }) => ({
        label: id,
        description: title,
        detail: category,
        alwaysShow: true,
        id,
      }));
    };
    pick.onDidChangeValue(search);
    pick.onDidAccept(async () => {
      const [row] = pick.selectedItems;
      pick.hide();
      if (!row) return;
      if (editor?.document.languageId === LANGUAGE) await editor.edit((edit) => edit.insert(editor.selection.active, row.id));
      else {
        await vscode.env.clipboard.writeText(row.id);
        void vscode.window.showInformationMessage(vscode.l10n.t('{0} was copied.', row.id));
      }
    });
    pick.onDidHide(() => pick.dispose());
    pick.show();
    void search('');
  });
}
