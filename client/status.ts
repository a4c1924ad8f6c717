/** What the language status says of the active file: its findings, how far a check sheet has come, and that checking is slow. */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import { counted, fixed, type Language, message } from '../core/language.ts';
import { type SlowCheckAnswer, type SlowCheckParams, slowCheckRequest } from '../server/protocol/check.ts';
import { type CoverageAnswer, type CoverageParams, coverageRequest } from '../server/protocol/coverage.ts';
import { contentLanguage, whenLanguageChanges } from './content-language.ts';
import { isServed, LANGUAGE, type Server } from './server.ts';
import { took } from './steps.ts';

const noFindings = fixed('指摘はありません', 'No findings');
const inThisFile = fixed('このファイルの指摘', 'findings in this file');
const notChecked = fixed('検査していません', 'Not checked');
const restartServer = fixed('サーバーを再起動', 'Restart the server');
const showProblems = fixed('「問題」パネルを開く', 'Show the problems');
const addMissing = fixed('未回答の項目を追加', 'Add missing items');
const search = fixed('ガイドラインの項目を探す', 'Search clauses');
const switchOff = fixed('ルールを止める', 'Switch rules off');

const counts = message<{ errors: number; warnings: number; notices: number }>({
  ja: ({ errors, warnings, notices }) => `エラー ${errors}件、警告 ${warnings}件、情報 ${notices}件`,
  en: ({ errors, warnings, notices }) =>
    `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(notices, 'notice')}`,
});
const answered = message<Pick<CoverageAnswer, 'answered' | 'controls' | 'withEvidence'>>({
  ja: (of) => `回答 ${of.answered}/${of.controls}・エビデンス ${of.withEvidence}`,
  en: (of) => `Answered ${of.answered}/${of.controls}, evidence ${of.withEvidence}`,
});
const notApplicable = message<Pick<CoverageAnswer, 'catalog' | 'notApplicable'>>({
  ja: (of) => `${of.catalog}: 対象外 ${of.notApplicable}`,
  en: (of) => `${of.catalog}: ${of.notApplicable} not applicable`,
});
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
const slowest = message<Pick<SlowCheckAnswer, 'milliseconds'>>({
  ja: ({ milliseconds }) => `最も長い検査に ${seconds(milliseconds)}秒かかりました`,
  en: ({ milliseconds }) => `The slowest check took ${seconds(milliseconds)} s`,
});
const mostOfIt = message<NonNullable<SlowCheckAnswer['slowest']>>({
  ja: ({ rule, milliseconds, summary }) => `最も長いルールは ${rule}（${seconds(milliseconds)}秒）: ${summary}`,
  en: ({ rule, milliseconds, summary }) => `most of it ${rule}, ${seconds(milliseconds)} s: ${summary}`,
});

/** Keeps the items of the language status at what is true of the active file. @returns what ends them */
export function registerStatus({ client, onChanged }: Server): vscode.Disposable {
  const findings = itemFor('kaiji.findings', vscode.l10n.t('Kaiji: findings'));
  const coverage = itemFor('kaiji.coverage', vscode.l10n.t('Kaiji: answers'));
  coverage.text = 'Kaiji';
  /** There while the active file is slow to check. */
  let slow: vscode.LanguageStatusItem | undefined;
  let turn = 0;
  const update = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isServed(document)) return;
    const mine = ++turn;
    const uri = document.uri.toString();
    const language = contentLanguage(uri);
    if (client.state === State.Starting) return;
    // Without a server there are no findings either: nobody may take that for a document without any.
    if (!client.isRunning()) {
      sayUnchecked(findings, language);
      return;
    }
    sayFindings(findings, vscode.languages.getDiagnostics(document.uri), language);
    const [coverageNow, cost] = await Promise.all([
      client.sendRequest<CoverageAnswer | null>(coverageRequest, { uri } satisfies CoverageParams).catch(() => null),
      client.sendRequest<SlowCheckAnswer | null>(slowCheckRequest, { uri } satisfies SlowCheckParams).catch(() => null),
    ]);
    if (mine !== turn) return;
    sayCoverage(coverage, coverageNow, language);
    if (!cost) slow?.dispose();
    slow = cost ? (slow ?? itemFor('kaiji.slow', vscode.l10n.t('Kaiji: slow check'))) : undefined;
    if (slow && cost) saySlow(slow, cost, language);
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
    whenLanguageChanges(update),
    // Settings that the server has taken, its language among them.
    onChanged(({ packages }) => {
      if (!packages) void update();
    }),
  );
}

function itemFor(id: string, name: string): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(id, { language: LANGUAGE });
  item.name = name;
  return item;
}

function sayUnchecked(item: vscode.LanguageStatusItem, language: Language): void {
  item.text = `$(circle-slash) ${notChecked(language)}`;
  item.detail = '';
  item.accessibilityInformation = { label: notChecked(language) };
  item.command = { command: 'kaiji.restartServer', title: restartServer(language) };
}

function sayFindings(item: vscode.LanguageStatusItem, all: readonly vscode.Diagnostic[], language: Language): void {
  const { DiagnosticSeverity: grade } = vscode;
  const [errors, warnings, notices] = [grade.Error, grade.Warning, grade.Information].map(
    (wanted) => all.filter(({ source, severity }) => source === LANGUAGE && severity === wanted).length,
  ) as [number, number, number];
  const isNone = errors + warnings + notices === 0;
  item.text = isNone ? `$(pass) ${noFindings(language)}` : `$(error) ${errors} $(warning) ${warnings} $(info) ${notices}`;
  item.detail = isNone ? '' : inThisFile(language);
  item.accessibilityInformation = { label: (isNone ? noFindings : counts({ errors, warnings, notices }))(language) };
  item.command = { command: 'workbench.actions.view.problems', title: showProblems(language) };
}

function sayCoverage(item: vscode.LanguageStatusItem, answer: CoverageAnswer | null, language: Language): void {
  item.text = `$(checklist) ${answer ? answered(answer)(language) : 'Kaiji'}`;
  item.detail = answer ? notApplicable(answer)(language) : '';
  item.command = answer
    ? { command: 'kaiji.scaffoldMissingControls', title: addMissing(language) }
    : { command: 'kaiji.searchClause', title: search(language) };
  if (answer && answer.answered > 0) took('hasAnswer');
  if (answer && answer.withEvidence > 0) took('hasEvidence');
}

function saySlow(item: vscode.LanguageStatusItem, cost: SlowCheckAnswer, language: Language): void {
  item.severity = vscode.LanguageStatusSeverity.Warning;
  item.text = slowest(cost)(language);
  item.detail = cost.slowest ? mostOfIt(cost.slowest)(language) : '';
  item.command = { command: 'workbench.action.openSettings', title: switchOff(language), arguments: ['kaiji.rules'] };
}
