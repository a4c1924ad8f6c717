/** The server ended though nobody asked it to: it is started again, without a word, until that is of no use. */
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  ErrorCodes,
  type ErrorHandler,
  type ErrorHandlerResult,
  ResponseError,
} from 'vscode-languageclient';

/** How often within {@link PERIOD} the server is started again. */
const MOST = 4;
/** Milliseconds. */
const PERIOD = 3 * 60_000;

/** Has a life cycle: it remembers when the server ended. */
export class Endings implements ErrorHandler {
  /** When it ended, by the clock of `performance`: nobody sets that one back. */
  private times: number[] = [];

  /** @param givenUp told when the server is not started again */
  constructor(private readonly givenUp: () => void) {}

  /** Somebody starts the server anew: what happened before counts no longer. */
  forget(): void {
    this.times = [];
  }

  /** What could not be sent or read is in the log; where the connection is gone, that is told of on its own. */
  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  async closed(): Promise<CloseHandlerResult> {
    const now = performance.now();
    this.times = [...this.times.filter((time) => now - time < PERIOD), now];
    // A start that was on its way fails of the same end; the next one begins when it has.
    await new Promise((done) => setTimeout(done, 0));
    if (this.times.length <= MOST) return { action: CloseAction.Restart, handled: true };
    this.givenUp();
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

/**
 * The client's own words are in English and name no way out. What it says of errors goes to the log alone, for what a person must know is said by who knows
 * it; and a request of ours that nobody answers is rejected in the words of the person who asked.
 */
export function inOurWords(client: BaseLanguageClient): void {
  const log = client.error.bind(client);
  client.error = (message, data) => log(message, data, false);
  const send = client.sendRequest.bind(client) as (...request: readonly unknown[]) => Promise<unknown>;
  client.sendRequest = ((...request: readonly unknown[]) =>
    send(...request).catch((error: unknown) => {
      throw error instanceof ResponseError ? inTheirLanguage(error) : error;
    })) as BaseLanguageClient['sendRequest'];
}

/** The code stays: the client tells by it what is no failure. */
function inTheirLanguage(error: ResponseError<unknown>): ResponseError<unknown> {
  if (error.code === ErrorCodes.ConnectionInactive) {
    const text = vscode.l10n.t(
      'The Kaiji language server is not running. Restart it with the command “Restart Language Server” and try again.',
    );
    return new ResponseError(error.code, text);
  }
  if (error.code !== ErrorCodes.PendingResponseRejected) return error;
  return new ResponseError(error.code, vscode.l10n.t('The Kaiji language server ended before it answered. Please try again.'));
}

/** Says, once, that nothing is checked any more, and what to do. */
export async function sayGivenUp(output: vscode.LogOutputChannel): Promise<void> {
  const again = vscode.l10n.t('Restart the server');
  const show = vscode.l10n.t('Show the log');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'The Kaiji language server ended {0} times within {1} minutes and is not started again by itself. What you write can be saved as ever, but nothing is checked.',
      MOST + 1,
      PERIOD / 60_000,
    ),
    again,
    show,
  );
  if (chosen === again) await vscode.commands.executeCommand('kaiji.restartServer');
  if (chosen === show) output.show();
}
