/** The clause a person is looking at in the search, beside their text: a read-only document that follows the list and leaves it the keyboard. */
import * as vscode from 'vscode';

const SCHEME = 'kaiji-clause-text';
/** Prose, not code: wraps, has no line numbers (package.json, configurationDefaults). */
const LANGUAGE_ID = 'kaiji-clause';

/** One document for all clauses, so that moving through the list opens no further tabs. */
export class ClausePreview {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registrations: readonly vscode.Disposable[];
  private text = '';
  private opening: Promise<unknown> | undefined;

  constructor() {
    this.registrations = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: () => this.text,
      }),
      // VS Code drops a new text that equals the last it heard of, although another may be on its way: what arrives is compared again.
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.settle(document)),
    ];
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
    for (const registration of this.registrations) registration.dispose();
  }

  private uri(): vscode.Uri {
    return vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Clause')}` });
  }

  private async open(uri: vscode.Uri): Promise<void> {
    const plain = await vscode.workspace.openTextDocument(uri);
    const document = await vscode.languages.setTextDocumentLanguage(plain, LANGUAGE_ID);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
    this.settle(document);
  }

  /** Has a document that shows an earlier text ask for the newest. */
  private settle(document: vscode.TextDocument): void {
    const { uri } = document;
    if (uri.scheme === SCHEME && document.getText().replaceAll('\r\n', '\n') !== this.text) this.changed.fire(uri);
  }
}
