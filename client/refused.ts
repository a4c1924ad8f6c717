/** Why something could not be done, said so that all of it is read. */
import * as vscode from 'vscode';
import type { Refused } from '../server/protocol/refused.ts';

/** A button, and what it does. */
export interface Action {
  readonly title: string;
  run(): Thenable<unknown>;
}

/** @param action the way out, where a click is one. VS Code cuts a message without buttons to one line; so there always is one. */
export async function sayError(text: string, action?: Action): Promise<void> {
  const title = action?.title ?? vscode.l10n.t('Close');
  if ((await vscode.window.showErrorMessage(text, title)) === action?.title) await action?.run();
}

/** Does what a person asked for and nobody waits for: where that fails, it is said why. */
export function told(done: Promise<unknown>): void {
  done.catch((error: unknown) =>
    sayError(vscode.l10n.t('That could not be done: {0}', error instanceof Error ? error.message : String(error))),
  );
}

/** Says why a request was refused; false where it was not. */
export function refused(answer: object, action?: Action): answer is Refused {
  if (!('refused' in answer)) return false;
  void sayError(String(answer.refused), action);
  return true;
}
