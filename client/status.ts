/** What the language status says of the active file: its findings, how far a check sheet has come, and that checking is slow. */
import * as vscode from 'vscode';
import { type SlowCheckAnswer, type SlowCheckParams, slowCheckRequest } from '../server/protocol/check.ts';
import { type CoverageAnswer, type CoverageParams, coverageRequest } from '../server/protocol/coverage.ts';
import { isServed, LANGUAGE, type Server } from './server.ts';
import { took } from './steps.ts';

/** Keeps the items of the language status at what is true of the active file. @returns what ends them */
export function registerStatus({ client }: Server): vscode.Disposable {
  const findings = itemFor('kaiji.findings', vscode.l10n.t('Kaiji: findings'));
  findings.command = { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show the problems') };
  const coverage = itemFor('kaiji.coverage', vscode.l10n.t('Kaiji: answers'));
  coverage.text = 'Kaiji';
  /** There while the active file is slow to check. */
  let slow: vscode.LanguageStatusItem | undefined;
  let turn = 0;
  const update = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isServed(document)) return;
    const mine = ++turn;
    sayFindings(findings, vscode.languages.getDiagnostics(document.uri));
    if (!client.isRunning()) return;
    const uri = document.uri.toString();
    const [answered, cost] = await Promise.all([
      client.sendRequest<CoverageAnswer | null>(coverageRequest, { uri } satisfies CoverageParams).catch(() => null),
      client.sendRequest<SlowCheckAnswer | null>(slowCheckRequest, { uri } satisfies SlowCheckParams).catch(() => null),
    ]);
    if (mine !== turn) return;
    sayCoverage(coverage, answered);
    if (!cost) slow?.dispose();
    slow = cost ? (slow ?? itemFor('kaiji.slow', vscode.l10n.t('Kaiji: slow check'))) : undefined;
    if (slow && cost) saySlow(slow, cost);
  };
  return vscode.Disposable.from(
    findings,
    coverage,
    { dispose: () => slow?.dispose() },
    vscode.window.onDidChangeActiveTextEditor(update),
    // Findings follow every edit, here and in other files of the package: the counts follow them.
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) void update();
    }),
    client.onDidChangeState(update),
  );
}

function itemFor(id: string, name: string): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(id, { language: LANGUAGE });
  item.name = name;
  return item;
}

function sayFindings(item: vscode.LanguageStatusItem, all: readonly vscode.Diagnostic[]): void {
  const { DiagnosticSeverity: grade } = vscode;
  const [errors, warnings, others] = [grade.Error, grade.Warning, grade.Information].map(
    (wanted) => all.filter(({ source, severity }) => source === LANGUAGE && severity === wanted).length,
  ) as [number, number, number];
  const isNone = errors + warnings + others === 0;
  item.text = isNone ? `$(pass) ${vscode.l10n.t('No findings')}` : `$(error) ${errors} $(warning) ${warnings} $(info) ${others}`;
  item.detail = isNone ? '' : vscode.l10n.t('findings in this file');
  item.accessibilityInformation = {
    label: isNone ? vscode.l10n.t('No findings') : vscode.l10n.t('{0} errors, {1} warnings, {2} info', errors, warnings, others),
  };
}

function sayCoverage(item: vscode.LanguageStatusItem, answer: CoverageAnswer | null): void {
  item.text = answer
    ? vscode.l10n.t('$(checklist) Answered {0}/{1}, evidence {2}', answer.answered, answer.controls, answer.withEvidence)
    : '$(checklist) Kaiji';
  item.detail = answer ? vscode.l10n.t('{0}: {1} not applicable', answer.catalog, answer.notApplicable) : '';
  item.command = answer
    ? { command: 'kaiji.scaffoldMissingControls', title: vscode.l10n.t('Add missing items') }
    : { command: 'kaiji.searchClause', title: vscode.l10n.t('Search clauses') };
  if (answer && answer.answered > 0) took('hasAnswer');
  if (answer && answer.withEvidence > 0) took('hasEvidence');
}

function saySlow(item: vscode.LanguageStatusItem, { milliseconds, slowest }: SlowCheckAnswer): void {
  const seconds = (value: number) => (value / 1000).toFixed(1);
  item.severity = vscode.LanguageStatusSeverity.Warning;
  item.text = vscode.l10n.t('The slowest check took {0} s', seconds(milliseconds));
  item.detail = slowest
    ? vscode.l10n.t('most of it {0}, {1} s: {2}', slowest.rule, seconds(slowest.milliseconds), slowest.summary)
    : '';
  item.command = {
    command: 'workbench.action.openSettings',
    title: vscode.l10n.t('Switch rules off'),
    arguments: ['kaiji.rules'],
  };
}
