/** The findings of every file of the workspace (`workspace/diagnostic`), as far as the client does not have them. */
import {
  type CancellationToken,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { fixed } from '../core/language.ts';
import { Cancelled, Slices } from '../core/slices.ts';
import type { Tell } from './progress.ts';
import type { Session } from './session.ts';

const checking = fixed('ワークスペースの文書を検査しています', 'Checking the documents of the workspace');

/** So many files are told of together where the client takes a long answer in parts: findings appear while the check goes on. */
const TOGETHER = 32;

/** The findings of a file. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Has a life cycle: requests wait in it until something changes. */
export class WorkspaceReport {
  /** What lets them go. */
  private readonly held = new Set<() => void>();

  constructor(
    private readonly session: Session,
    private readonly reportOf: (uri: string) => Promise<Report>,
  ) {}

  /** Something changed. */
  release(): void {
    for (const wake of this.held) wake();
    this.held.clear();
  }

  /**
   * What changed since the client last asked. Where nothing did, the answer waits until something does: an idle editor costs nothing.
   * @param previous the resultIds the client has, by canonical URI
   * @param partly takes the answer in parts
   */
  async since(
    previous: ReadonlyMap<string, string>,
    token: CancellationToken,
    workDone: WorkDoneProgressReporter,
    partly: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    for (;;) {
      // Listened for before anything is read: a change meanwhile is not missed.
      let wake = () => {};
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.held.add(wake);
      token.onCancellationRequested(wake);
      try {
        let isAnything = false;
        const hand = (items: WorkspaceDocumentDiagnosticReport[]) => {
          isAnything = true;
          partly?.report({ items });
        };
        const most = partly ? TOGETHER : Number.POSITIVE_INFINITY;
        const walk = (tell: Tell) => this.changed(previous, token, tell, hand, most);
        const items = await this.session.progress.during(checking, walk, workDone);
        if (isAnything || items.length > 0) return { items };
        // What was cancelled before it began says so to nobody who listens.
        if (!token.isCancellationRequested) await changed;
        if (token.isCancellationRequested) return { items };
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        return { items: [] };
      } finally {
        this.held.delete(wake);
      }
    }
  }

  /**
   * The reports of all files that differ from those the client has; throws `Cancelled` where it waits no more.
   * @param hand is given those made so far whenever there are `most`; the others are returned
   */
  private async changed(
    previous: ReadonlyMap<string, string>,
    token: CancellationToken,
    tell: Tell,
    hand: (items: WorkspaceDocumentDiagnosticReport[]) => void,
    most: number,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const { documents } = this.session;
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const gone = new Set(previous.keys());
    const slices = new Slices(token);
    const uris = await this.allUris(slices);
    for (const [i, uri] of uris.entries()) {
      tell(i, uris.length);
      await slices.turn();
      if (items.length >= most) {
        hand(items);
        items = [];
      }
      gone.delete(uri);
      const { resultId, items: found } = await this.reportOf(uri);
      if (previous.get(uri) === resultId) continue;
      const version = documents.get(uri)?.version ?? null;
      items.push({
        kind: DocumentDiagnosticReportKind.Full,
        uri: documents.spelling(uri),
        version,
        resultId,
        items: [...found],
      });
    }
    // Files that are gone keep no findings.
    for (const uri of gone) items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    return items;
  }

  private async allUris(slices: Slices): Promise<readonly string[]> {
    const { workspace } = await this.session.ready();
    const uris = new Set(this.session.documents.uris);
    for (const folder of this.session.folders) {
      for (const uri of await workspace.filesIn(folder)) {
        await slices.turn();
        // What cannot be read is told in the log.
        if (await workspace.file(uri)) uris.add(uri);
      }
    }
    return [...uris].sort();
  }
}
