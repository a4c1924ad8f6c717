/** The language status item: how far the active checklist has come. */
import * as vscode from 'vscode';
import { type CoverageAnswer, type CoverageParams, coverageRequest } from '../server/protocol.ts';
import { LANGUAGE, type Server } from './server.ts';

export function registerStatus({ client }: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('kaiji.coverage', { language: LANGUAGE });
  item.name = vscode.l10n.t('Kaiji: answers');
  item.text = 'Kaiji';
  let turn = 0;
  const update = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE) return;
    const mine = ++turn;
    const answer = await client
      .sendRequest<CoverageAnswer | null>(coverageRequest, { uri: document.uri.toString() } satisfies CoverageParams)
      .catch(() => null);
    if (mine !== turn) return;
    item.text = answer
      ? vscode.l10n.t('$(checklist) Answered {0}/{1}, evidence {2}', answer.answered, answer.controls, answer.withEvidence)
      : '$(checklist) Kaiji';
    item.detail = answer ? vscode.l10n.t('{0}: {1} not applicable', answer.catalog, answer.notApplicable) : '';
    item.command = answer
      ? { command: 'kaiji.scaffoldMissingControls', title: vscode.l10n.t('Add missing items') }
      : { command: 'kaiji.searchClause', title: vscode.l10n.t('Search clauses') };
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    // Findings follow every edit, here and in other files of the package: the counts follow them.
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) void update();
    }),
    client.onDidChangeState(update),
  );
}
