/** Finding a clause by number or words, reading it while choosing; the chosen ID goes where the cursor is. */
import * as vscode from 'vscode';
import {
  type ClauseAnswer,
  type ClauseParams,
  clauseRequest,
  type SearchAnswer,
  type SearchHit,
  type SearchParams,
  searchRequest,
} from '../../server/protocol/clauses.ts';
import { SHOW_CLAUSE } from '../clause-page.ts';
import { ClausePreview } from '../clause-preview.ts';
import { activeKaijiUri, isServed, type Server } from '../server.ts';

/** A clause; the last row, which only counts those not shown, has no ID. */
interface Row extends vscode.QuickPickItem {
  readonly id?: string;
}

/** More than that nobody reads; another word finds better. */
const SHOWN = 100;

export function registerSearchCommand(server: Server): vscode.Disposable[] {
  const preview = new ClausePreview();
  return [preview, vscode.commands.registerCommand('kaiji.searchClause', () => search(server, preview))];
}

function search({ client }: Server, preview: ClausePreview): void {
  const editor = vscode.window.activeTextEditor;
  const uri = activeKaijiUri();
  // Where the person was when they began to look.
  const at = editor?.selection.active;
  const about = uri === undefined ? {} : { uri };
  const openPage = { iconPath: new vscode.ThemeIcon('book'), tooltip: vscode.l10n.t('Open the page of this clause') };
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Search clauses');
  pick.placeholder = vscode.l10n.t('Number or words, e.g. CL-94 or password');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;

  /** An answer to what was asked before must not replace a newer one. */
  let latest = 0;
  const find = async (words: string) => {
    const turn = ++latest;
    pick.busy = true;
    const params = { words, most: SHOWN, ...about } satisfies SearchParams;
    const answer = await client.sendRequest<SearchAnswer>(searchRequest, params).catch(() => undefined);
    if (turn !== latest) return;
    pick.busy = false;
    if (answer) pick.items = rowsOf(answer, openPage);
  };
  let looking = 0;
  const look = async (id: string | undefined) => {
    const turn = ++looking;
    if (id === undefined) return;
    const params = { id, ...about } satisfies ClauseParams;
    const clause = await client.sendRequest<ClauseAnswer | null>(clauseRequest, params).catch(() => null);
    if (clause && turn === looking) preview.show(clause.text);
  };

  let chosen: string | undefined;
  pick.onDidChangeValue(find);
  pick.onDidChangeActive(([row]) => look(row?.id));
  pick.onDidTriggerItemButton(({ item }) => {
    pick.hide();
    void vscode.commands.executeCommand(SHOW_CLAUSE, item.id);
  });
  pick.onDidAccept(() => {
    chosen = pick.selectedItems[0]?.id;
    if (chosen !== undefined) pick.hide();
  });
  pick.onDidHide(async () => {
    // What is still on its way comes too late.
    latest++;
    looking++;
    pick.dispose();
    if (chosen === undefined) await preview.close();
    else {
      await insert(chosen, editor, at);
      await preview.keep();
    }
  });
  pick.show();
  void find('');
}

function rowsOf({ hits, more }: SearchAnswer, button: vscode.QuickInputButton): readonly Row[] {
  const rows: Row[] = hits.map((hit) => ({ ...textsOf(hit), alwaysShow: true, id: hit.id, buttons: [button] }));
  return more === 0
    ? rows
    : [...rows, { label: '', description: vscode.l10n.t('{0} more: add a word to narrow the search', more), alwaysShow: true }];
}

function textsOf({ id, title, category, summary }: SearchHit): Pick<vscode.QuickPickItem, 'label' | 'description' | 'detail'> {
  return { label: id, description: [title, category].filter(Boolean).join(' — '), detail: summary };
}

/** Puts the ID where the cursor is; without a Kaiji document, on the clipboard. */
async function insert(id: string, editor: vscode.TextEditor | undefined, at: vscode.Position | undefined): Promise<void> {
  if (at && editor && isServed(editor.document)) await editor.edit((edit) => edit.insert(at, id));
  else {
    await vscode.env.clipboard.writeText(id);
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} was copied.', id));
  }
}
