/** What takes long is told while it lasts (LSP "Work Done Progress"), to clients that show it. */
import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Localized } from '../core/language.ts';
import type { Configuration } from './configuration.ts';

/** Milliseconds after which a person wonders. What is done sooner is not told. */
const PATIENCE = 500;

/** How far a piece of work has come. */
export type Tell = (done: number, of: number) => void;

/** Work that is under way, and perhaps shown. */
interface Shown {
  reporter: WorkDoneProgressReporter | undefined;
  percentage: number;
  isOver: boolean;
}

export class Progress {
  /** By its title: of the same work done for several requests one tells. */
  private readonly underWay = new Set<Localized>();

  constructor(
    private readonly connection: { readonly window: Pick<Connection['window'], 'createWorkDoneProgress'> },
    private readonly configuration: Pick<Configuration, 'client' | 'language'>,
  ) {}

  /**
   * Runs something that may take long, and tells of it as long as it does.
   * @param title what is done, as a person calls it
   * @param given of the request the work is done for: tells a client that shows no work but what it has asked for, if it wants to know
   */
  async during<T>(title: Localized, work: (tell: Tell) => Promise<T>, given?: WorkDoneProgressReporter): Promise<T> {
    if (this.underWay.has(title) || (!given && !this.showsOwn)) return work(() => {});
    this.underWay.add(title);
    const shown: Shown = { reporter: undefined, percentage: 0, isOver: false };
    const timer = setTimeout(() => void this.begin(shown, title, given), PATIENCE);
    try {
      return await work((done, of) => report(shown, done, of));
    } finally {
      clearTimeout(timer);
      this.underWay.delete(title);
      shown.isOver = true;
      shown.reporter?.done();
    }
  }

  /** Whether the client shows work it has not asked for. */
  private get showsOwn(): boolean {
    return this.configuration.client.window?.workDoneProgress === true;
  }

  private async begin(shown: Shown, title: Localized, given: WorkDoneProgressReporter | undefined): Promise<void> {
    try {
      const reporter = this.showsOwn || !given ? await this.connection.window.createWorkDoneProgress() : given;
      const language = await this.configuration.language();
      if (shown.isOver) return reporter.done();
      reporter.begin(`Kaiji: ${title(language)}`, shown.percentage);
      shown.reporter = reporter;
    } catch {
      // A client that refuses, or is gone, shows nothing.
    }
  }
}

function report(shown: Shown, done: number, of: number): void {
  const percentage = of === 0 ? 0 : Math.floor((100 * done) / of);
  if (percentage <= shown.percentage) return;
  shown.percentage = percentage;
  shown.reporter?.report(percentage);
}
