/** Findings to the client: pulled with a resultId where it can, pushed with a version where it cannot. */
import {
  type Diagnostic,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { toDiagnostic } from '../core/features/diagnostics.ts';
import type { Session } from './server.ts';

declare const KAIJI_HOMEPAGE: string;

interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

export class Diagnostics {
  /** Whether the client pulls. */
  readonly pulls: boolean;
  private readonly canRefresh: boolean;
  private readonly sent = new Map<string, { readonly id: string; readonly content: string }>();
  private counter = 0;
  private pushing: Promise<void> = Promise.resolve();
  private readonly waiting = new Set<string>();

  constructor(
    private readonly session: Session,
    { capabilities }: InitializeParams,
  ) {
    const { connection } = session;
    this.pulls = capabilities.textDocument?.diagnostic !== undefined;
    this.canRefresh = capabilities.workspace?.diagnostics?.refreshSupport === true;
    if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
      connection.onInitialized(
        () => void connection.client.register(DidChangeConfigurationNotification.type, { section: 'kaiji' }),
      );
    }
    if (!this.pulls) return;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
      const report = await this.reportOf(textDocument.uri);
      if (previousResultId === report.resultId)
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: report.resultId, items: [...report.items] };
    });
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const uri of await this.allUris()) {
        if (token.isCancellationRequested) break;
        const { resultId, items: found } = await this.reportOf(uri);
        const version = session.documents.get(uri)?.version ?? null;
        if (previous.get(uri) === resultId) items.push({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
        else items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...found] });
        previous.delete(uri);
      }
      // Files that are gone keep no findings.
      for (const uri of previous.keys()) items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
      return { items };
    });
  }

  changed(uri: string): void {
    if (!this.pulls) this.push(uri);
  }

  closed(uri: string): void {
    this.sent.delete(uri);
    if (!this.pulls) void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Settings or files changed: everything may be different. */
  refresh(): void {
    if (this.pulls) {
      if (this.canRefresh) this.session.connection.languages.diagnostics.refresh();
    } else for (const uri of this.session.documents.uris) this.push(uri);
  }

  /** Pushes the findings of an open document, and of those its package shares with it; edits that come meanwhile are taken together. */
  private push(uri: string): void {
    this.waiting.add(uri);
    this.pushing = this.pushing.then(async () => {
      if (!this.waiting.delete(uri)) return;
      await this.session.guarded('diagnostics', undefined, async () => {
        const { workspace } = await this.session.ready();
        const whole = await workspace.packageOf(uri);
        for (const open of [...this.session.documents.uris].filter((other) => other === uri || whole.files.has(other))) {
          const version = this.session.documents.get(open)?.version;
          const before = this.sent.get(open)?.id;
          const { resultId, items } = await this.reportOf(open);
          if (resultId === before && open !== uri) continue;
          await this.session.connection.sendDiagnostics({
            uri: open,
            diagnostics: [...items],
            ...(version === undefined ? {} : { version }),
          });
        }
      });
    });
  }

  /** The findings of a file; the id changes exactly when they do. */
  private async reportOf(uri: string): Promise<Report> {
    const items = await this.session.guarded<readonly Diagnostic[]>('diagnostics', [], async () => {
      const snapshot = await this.session.snapshot(uri);
      const docsBase = this.session.configuration.options.docsBase ?? `${KAIJI_HOMEPAGE}/docs/rules.md#`;
      return (snapshot?.findings.get(uri) ?? []).map((finding) =>
        toDiagnostic(finding, { language: snapshot?.language ?? 'ja', docsBase }),
      );
    });
    const content = JSON.stringify(items);
    const known = this.sent.get(uri);
    if (known?.content === content) return { resultId: known.id, items };
    const id = `${++this.counter}`;
    this.sent.set(uri, { id, content });
    return { resultId: id, items };
  }

  private async allUris(): Promise<readonly string[]> {
    const { workspace } = await this.session.ready();
    const uris = new Set(this.session.documents.uris);
    for (const folder of this.session.folders)
      for (const whole of await workspace.packagesIn(folder)) for (const uri of whole.files.keys()) uris.add(uri);
    return [...uris].sort();
  }
}
