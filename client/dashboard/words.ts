/** The texts of the page of a dashboard. */
import * as vscode from 'vscode';
import type { DashboardWord } from '../webview/dashboard/messages.ts';

/** In the language of VS Code, by what the page calls them. */
export function dashboardWords(): Readonly<Record<DashboardWord, string>> {
  return {
    skip: vscode.l10n.t('Skip to the report'),
    toolbar: vscode.l10n.t('Dashboard'),
    package: vscode.l10n.t('Package'),
    all: vscode.l10n.t('All packages'),
    sections: vscode.l10n.t('Sections'),
    html: vscode.l10n.t('Save as HTML…'),
    svg: vscode.l10n.t('Save as SVG…'),
    svgHint: vscode.l10n.t('The charts alone, for Word and slides'),
    report: vscode.l10n.t('Where things stand'),
    places: vscode.l10n.t('Show where it is written'),
    cell: vscode.l10n.t('{0}, {1}: {2}', '{0}', '{1}', '{2}'),
    loading: vscode.l10n.t('Counting…'),
    nothing: vscode.l10n.t(
      'There is no package here to report on. Make one with the command "New Package", and it appears here.',
    ),
    failed: vscode.l10n.t(
      'The dashboard could not be made. It is tried again with the next change; the command "Show Output" says why.',
    ),
  };
}
