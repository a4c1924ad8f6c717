/** Editor and preview, each where the other one is. */
import * as vscode from 'vscode';
import type { Place, ToPreview } from '../webview/preview/messages.ts';

/** Lines by which an editor may miss the line it is to begin with: folded ones, and those that stick to its top. */
const NEAR = 8;

/** Has a life cycle: as long as the preview. */
export class InStep {
  private uris: readonly string[] = [];
  /** Where the preview led an editor, its first line or one it shows: what the editor then tells of is no wish of a person's. */
  private led: (Place & { readonly isFirst: boolean }) | undefined;
  private readonly registrations: readonly vscode.Disposable[];

  constructor(private readonly say: (message: ToPreview) => void) {
    this.registrations = [
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const uri = this.shownIn(textEditor);
        const [first, last] = [visibleRanges[0]?.start.line, visibleRanges.at(-1)?.end.line];
        if (uri !== undefined && first !== undefined && last !== undefined) this.editorScrolled({ uri, line: first }, last);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.tellCursor(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.tellCursor(editor)),
    ];
  }

  /** @param uris of the files the preview is made of, in the server's spelling */
  follow(uris: readonly string[]): void {
    this.uris = uris;
  }

  /** The page is new: it begins where the editor is. */
  begin(): void {
    const editor = vscode.window.visibleTextEditors.find((one) => this.shownIn(one) !== undefined);
    const uri = editor && this.shownIn(editor);
    const line = editor?.visibleRanges[0]?.start.line;
    if (!editor || uri === undefined || line === undefined) return;
    this.say({ is: 'scroll', uri, line });
    this.tellCursor(editor);
  }

  /** A person scrolled the preview. */
  scrolled(place: Place): void {
    const editor = this.editorOf(place.uri);
    if (!editor) return;
    if (editor.visibleRanges[0]?.start.line === place.line) return;
    this.led = { ...place, isFirst: true };
    editor.revealRange(new vscode.Range(place.line, 0, place.line, 0), vscode.TextEditorRevealType.AtTop);
  }

  /** Shows a place in an editor: the one that shows its file, else one beside the preview. @param column of the preview */
  async source(
    { uri, line, isMeant }: Place & { readonly isMeant: boolean },
    column: vscode.ViewColumn | undefined,
  ): Promise<void> {
    // A page is told which files it shows: no other one opens at its word.
    if (!this.uris.includes(uri)) return;
    const known = this.editorOf(uri);
    const besides = column === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    const document = known?.document ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
    const last = Math.min(line, document.lineCount - 1);
    const at = new vscode.Position(last, document.lineAt(last).firstNonWhitespaceCharacterIndex);
    this.led = { uri, line, isFirst: false };
    await vscode.window.showTextDocument(document, {
      viewColumn: known?.viewColumn ?? besides,
      preserveFocus: !isMeant,
      selection: new vscode.Range(at, at),
    });
  }

  /** @param place of the first line an editor shows. @param last the last one, 0-based */
  private editorScrolled(place: Place, last: number): void {
    const { led } = this;
    this.led = undefined;
    if (led?.uri === place.uri) {
      const isThere = led.isFirst ? Math.abs(led.line - place.line) <= NEAR : place.line <= led.line && led.line <= last;
      if (isThere) return;
    }
    this.say({ is: 'scroll', ...place });
  }

  private tellCursor(editor: vscode.TextEditor): void {
    const uri = this.shownIn(editor);
    if (uri !== undefined) this.say({ is: 'cursor', uri, line: editor.selection.active.line });
  }

  /** The file of an editor as the server spells it; undefined where the preview shows nothing of it. */
  shownIn({ document }: vscode.TextEditor): string | undefined {
    const own = document.uri.toString();
    return this.uris.find((uri) => vscode.Uri.parse(uri).toString() === own);
  }

  private editorOf(uri: string): vscode.TextEditor | undefined {
    const spelled = vscode.Uri.parse(uri).toString();
    return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === spelled);
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
  }
}
