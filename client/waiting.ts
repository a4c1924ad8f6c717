/** What takes its time says so; what does not, says nothing. */
import * as vscode from 'vscode';

/**
 * From when a person wonders whether anything is happening, in milliseconds. A notification that comes and goes at once only
 * distracts; and of more than a few in a moment VS Code keeps the last out of sight, which may be the one that says what went wrong.
 */
const NOTICED = 400;

/** Does something a person asked for; where it takes longer than they notice, a notification says so until it is done. */
export async function whileWaiting<T>(title: string, work: () => Thenable<T>): Promise<T> {
  const working = Promise.resolve(work());
  const settled = working.then(
    () => undefined,
    () => undefined,
  );
  const location = vscode.ProgressLocation.Notification;
  const timer = setTimeout(() => void vscode.window.withProgress({ location, title }, () => settled), NOTICED);
  try {
    return await working;
  } finally {
    clearTimeout(timer);
  }
}
