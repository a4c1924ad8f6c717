/** The row that the arrow keys are on. VS Code tells an extension only of what is selected, and arrows select nothing. */
import * as vscode from 'vscode';

/** Of the list that has the keyboard: takes the row at hand into what is selected, or out of it. Opens nothing. */
const TOGGLE = 'list.toggleSelection';

/**
 * @param views the trees it may be in
 * @returns the element of the row; undefined where the keyboard is in none of them, or on no row
 */
export async function rowAtHand<T>(views: readonly vscode.TreeView<T>[]): Promise<T | undefined> {
  const before = views.map(({ selection }) => selection);
  await vscode.commands.executeCommand(TOGGLE);
  const found = views.flatMap(({ selection }, i) => different(before[i] ?? [], selection));
  await vscode.commands.executeCommand(TOGGLE);
  return found[0];
}

/** What is in but one of them. */
function different<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...a.filter((one) => !b.includes(one)), ...b.filter((one) => !a.includes(one))];
}
