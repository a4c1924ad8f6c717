/** The steps of the walkthrough that were taken, as the context keys that complete them; the first is `kaiji.hasPackage` (has-package.ts). */
import * as vscode from 'vscode';

/** What was done for the first time in this window. VS Code remembers the steps of earlier ones. */
export type Step = 'hasAnswer' | 'hasEvidence' | 'hasPreviewed' | 'hasExported';

const taken = new Set<Step>();

/** Notes a step as taken: the walkthrough ticks it. */
export function took(step: Step): void {
  if (taken.has(step)) return;
  taken.add(step);
  void vscode.commands.executeCommand('setContext', `kaiji.${step}`, true);
}

/** Opens the walkthrough. */
export function registerBegin({ extension }: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand('kaiji.begin', () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#begin`, false),
  );
}
