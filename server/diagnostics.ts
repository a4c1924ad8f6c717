/** Findings to the client: pulled with a resultId where it can, pushed with a version where it cannot. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { internalErrorMessage } from '../core/check.ts';
import { toDiagnostic } from '../core/features/diagnostics.ts';
import type { Language } from '../core/language.ts';
import { canonicalUri } from '../core/package/uri.ts';
import { Text } from '../core/text/text.ts';
import type { Session } from './session.ts';
import { type Report, WorkspaceReport } from './workspace-report.ts';

declare const KAIJI_HOMEPAGE: string;

/** A report as it was made last. */
interface Sent extends Report {
  readonly content: string;
  /** What it was made of: the same things make the same report. */
  readonly of: readonly unknown[];
}

export class Diagnostics {
  /** Whether the client pulls. */
  readonly pulls: boolean;
  private readonly canRefresh: boolean;
  private readonly sent = new Map<string, Sent>();
  /** Ids of this run differ from those of any other: a client may keep old ones over a restart. */
  private readonly run = Date.now().toString(36);
  private counter = 0;
  /** How often anything changed. */
  private changes = 0;
  /** Open documents the client asked about, and how often anything had changed by then. */
  private readonly asked = new Map<string, number>();
  private pushing: Promise<void> = Promise.resolve();
  private readonly waiting = new Set<string>();
  private readonly all: WorkspaceReport;

  constructor(
    private readonly session: Session,
    { capabilities }: InitializeParams,
  ) {
    const { connection } = session;
    this.all = new WorkspaceReport(session, (uri) => this.reportOf(uri));
    this.pulls = capabilities.textDocument?.diagnostic !== undefined;
    this.canRefresh = capabilities.workspace?.diagnostics?.refreshSupport === true;
    if (!this.pulls) return;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      const asked = session.documents.get(textDocument.uri)?.version;
      if (asked !== undefined) this.asked.set(canonicalUri(textDocument.uri), this.changes);
      const report = await this.reportOf(textDocument.uri);
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      // Findings of another version than the one asked about would stand in the wrong places: the client is told to ask again.
      if (session.documents.get(textDocument.uri)?.version !== asked) {
        throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the document changed', { retriggerRequest: true });
      }
      if (previousResultId === report.resultId)
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: report.resultId, items: [...report.items] };
    });
    connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token, workDone, partly) => {
      session.watchesAll = true;
      const previous = new Map(previousResultIds.map(({ uri, value }) => [canonicalUri(uri), value]));
      return this.all.since(previous, token, workDone, partly);
    });
  }

  /** A document was opened or edited. */
  changed(uri: string): void {
    this.changes++;
    if (!this.pulls) this.push(uri);
  }

  /** Nothing has been opened, edited or closed for a while. */
  settled(): void {
    this.all.release();
  }

  /** A document was closed: those beside it may depend on what it said unsaved. */
  closed(uri: string): void {
    this.sent.delete(canonicalUri(uri));
    this.asked.delete(canonicalUri(uri));
    this.changes++;
    if (this.pulls) return;
    void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
    for (const open of this.session.documents.uris) this.push(open);
  }

  /**
   * Whether the client has not asked again about a document since something changed. When the document one types in is edited it does; when an action edits
   * another one, it does not ask about the one that is typed in.
   */
  get isBehind(): boolean {
    return [...this.asked.values()].some((then) => then < this.changes);
  }

  /** Settings or files changed: everything may be different. */
  refresh(): void {
    if (this.pulls) {
      this.all.release();
      // A client that is gone, or refuses, has nothing to show.
      if (this.canRefresh) this.session.connection.languages.diagnostics.refresh().catch(() => {});
    } else for (const uri of this.session.documents.uris) this.push(uri);
  }

  /** Pushes the findings of an open document, and of those its package shares with it; edits that come meanwhile are taken together. */
  private push(uri: string): void {
    this.waiting.add(canonicalUri(uri));
    this.pushing = this.pushing.then(async () => {
      const canonical = canonicalUri(uri);
      if (!this.waiting.delete(canonical)) return;
      const { documents, connection } = this.session;
      await this.session.guarded(
        'diagnostics',
        () => {},
        async () => {
          const { workspace } = await this.session.ready();
          const whole = await workspace.packageOf(canonical);
          for (const open of documents.uris.filter((other) => other === canonical || whole.files.has(other))) {
            const version = documents.get(open)?.version;
            const before = this.sent.get(open)?.resultId;
            const { resultId, items } = await this.reportOf(open);
            if (resultId === before && open !== canonical) continue;
            const client = documents.spelling(open);
            await connection.sendDiagnostics({
              uri: client,
              diagnostics: [...items],
              ...(version === undefined ? {} : { version }),
            });
          }
        },
      );
    });
  }

  /** The findings of a file; the id changes exactly when they do. */
  private async reportOf(anySpelling: string): Promise<Report> {
    const uri = canonicalUri(anySpelling);
    let of: readonly unknown[] = [];
    const items = await this.session.guarded<readonly Diagnostic[]>('diagnostics', failure, async () => {
      const snapshot = await this.session.snapshot(uri);
      const { documents, configuration } = this.session;
      const docsBase = configuration.options.docsBase ?? `${KAIJI_HOMEPAGE}/docs/rules.md#`;
      const whole = snapshot?.whole;
      const check = await snapshot?.check();
      const stamp = check?.stampOf(uri);
      const language = snapshot?.language ?? 'ja';
      const failed = this.session.failuresIn(uri);
      const before = this.sent.get(uri);
      of = [stamp, language, failed.length, documents.generation];
      if (before?.of.length === of.length && of.every((one, i) => one === before.of[i])) return before.items;
      const shown = whole
        ? (check?.findingsOf(uri) ?? []).map((finding) => this.outward(toDiagnostic(finding, whole, { language, docsBase })))
        : [];
      return [...shown, ...failed.map((one) => internalError(one, language))];
    });
    const known = this.sent.get(uri);
    if (known?.items === items) return known;
    const content = JSON.stringify(items);
    const report = {
      resultId: known?.content === content ? known.resultId : `${this.run}-${++this.counter}`,
      items,
      content,
      of,
    };
    this.sent.set(uri, report);
    return report;
  }

  private outward(diagnostic: Diagnostic): Diagnostic {
    const { relatedInformation } = diagnostic;
    if (!relatedInformation) return diagnostic;
    const { documents } = this.session;
    return {
      ...diagnostic,
      relatedInformation: relatedInformation.map((one) => ({
        ...one,
        location: { ...one.location, uri: documents.spelling(one.location.uri) },
      })),
    };
  }
}

/** Checking itself failed: one finding says so, rather than an empty list that looks like success. */
function failure(error: unknown): readonly Diagnostic[] {
  return [internalError({ name: 'diagnostics', reason: error instanceof Error ? error.message : String(error) }, 'ja')];
}

/** What failed is said at the head of the file it failed in. */
function internalError(failed: { readonly name: string; readonly reason: string }, language: Language): Diagnostic {
  return {
    range: Text.of('').rangeOf(0, 0),
    severity: DiagnosticSeverity.Error,
    source: 'kaiji',
    code: 'internal-error',
    message: internalErrorMessage(failed)(language),
  };
}
