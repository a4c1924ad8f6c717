/** What takes long is told while it lasts (LSP "Work Done Progress"), to clients that show it. */
import {
  type Connection,
  type ProgressToken,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver';
import type { Localized } from '../core/language.ts';
import type { Configuration } from './configuration.ts';

/** Milliseconds after which a person wonders. What is done sooner is not told. */
const PATIENCE = 500;

/** How far a piece of work has come. */
export type Tell = (done: number, of: number) => void;

/** Work that is under way, and perhaps shown. */
interface Shown {
  /** The client's name for it, once it knows of it. */
  token: ProgressToken | undefined;
  percentage: number;
  isOver: boolean;
}

export class Progress {
  private count = 0;
  /** By its title: of the same work done for several requests one tells. */
  private readonly underWay = new Set<Localized>();

  constructor(
    private readonly connection: Pick<Connection, 'sendProgress' | 'sendRequest'>,
    private readonly configuration: Pick<Configuration, 'client' | 'language'>,
  ) {}

  /**
   * Runs something that may take long, and tells of it as long as it does.
   * @param title what is done, as a person calls it
   * @param given the client's own token, from the request the work is done for
   */
  async during<T>(title: Localized, work: (tell: Tell) => Promise<T>, given?: ProgressToken): Promise<T> {
    if (this.underWay.has(title) || (given === undefined && !this.configuration.client.progress)) return work(() => {});
    this.underWay.add(title);
    const shown: Shown = { token: undefined, percentage: 0, isOver: false };
    const timer = setTimeout(() => void this.begin(shown, title, given), PATIENCE);
    try {
      return await work((done, of) => this.report(shown, done, of));
    } finally {
      clearTimeout(timer);
      this.underWay.delete(title);
      shown.isOver = true;
      if (shown.token !== undefined) this.send(shown.token, { kind: 'end' });
    }
  }

  private async begin(shown: Shown, title: Localized, given: ProgressToken | undefined): Promise<void> {
    const token = given ?? `kaiji-${++this.count}`;
    try {
      const language = await this.configuration.language();
      if (given === undefined) await this.connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
      if (shown.isOver) return;
      shown.token = token;
      this.send(token, { kind: 'begin', title: `Kaiji: ${title(language)}`, percentage: shown.percentage, cancellable: false });
    } catch {
      // A client that refuses shows nothing.
    }
  }

  private report(shown: Shown, done: number, of: number): void {
    const percentage = of === 0 ? 0 : Math.floor((100 * done) / of);
    if (percentage <= shown.percentage) return;
    shown.percentage = percentage;
    if (shown.token !== undefined) this.send(shown.token, { kind: 'report', percentage });
  }

  private send(token: ProgressToken, value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
    // A client that is gone has nothing to show.
    this.connection.sendProgress(WorkDoneProgress.type, token, value).catch(() => {});
  }
}
