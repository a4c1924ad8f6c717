/** Reports of imports, and what changed between versions, as read-only pages. */
import * as vscode from 'vscode';

const SCHEME = 'kaiji-report';

/** Keeps the newest report of each file as long as the window is open. */
export class ReportPage {
  private readonly reports = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;

  constructor() {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: (uri) => this.reports.get(uri.path) ?? '',
    });
  }

  /** @param file name of the file read, or of what is told of it. @param markdown its report. @param beside the editor at hand, which keeps its place; else in place of it */
  async open(file: string, markdown: string, beside = false): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${file.replace(/\.md$/i, '')}.md` });
    this.reports.set(uri.path, markdown);
    this.changed.fire(uri);
    await vscode.commands.executeCommand(beside ? 'markdown.showPreviewToSide' : 'markdown.showPreview', uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
