/** The clause a person is looking at in the search, beside their text: a read-only document that follows the list and leaves it the keyboard. */
import * as vscode from 'vscode';

const SCHEME = 'kaiji-clause-text';
/** Prose, not code: wraps, has no line numbers (package.json, configurationDefaults). */
const LANGUAGE_ID = 'kaiji-clause';

/** One document for all clauses, so that moving through the list opens no further tabs. */
export class ClausePreview {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;
  private text = '';
  private opening: Promise<unknown> | undefined;

  constructor() {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: () => this.text,
    });
  }

  /** Shows a text beside the active editor, which keeps the keyboard. */
  show(text: string): void {
    this.text = text;
    const uri = this.uri();
    this.changed.fire(uri);
    this.opening ??= this.open(uri);
  }

  /** Closes it, wherever it was moved to. */
  async close(): Promise<void> {
    await this.opening;
    this.opening = undefined;
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === SCHEME);
    if (own.length > 0) await vscode.window.tabGroups.close(own, true);
  }

  /** Leaves it open; the next search uses it again. */
  async keep(): Promise<void> {
    await this.opening;
    this.opening = undefined;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private uri(): vscode.Uri {
    return vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Clause')}` });
  }

  private async open(uri: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }
}
