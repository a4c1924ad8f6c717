/** The texts of the page of a preview. */
import * as vscode from 'vscode';
import type { PreviewWord } from '../webview/preview/messages.ts';

/** In the language of VS Code, by what the page calls them. */
export function previewWords(): Readonly<Record<PreviewWord, string>> {
  return {
    skip: vscode.l10n.t('Skip to the document'),
    toolbar: vscode.l10n.t('Preview'),
    contents: vscode.l10n.t('Contents'),
    form: vscode.l10n.t('Form'),
    audience: vscode.l10n.t('For whom'),
    customer: vscode.l10n.t('For the customer'),
    internal: vscode.l10n.t('For use inside'),
    lock: vscode.l10n.t('Lock'),
    lockHint: vscode.l10n.t('Stays with this document when another file is opened'),
    export: vscode.l10n.t('Export…'),
    print: vscode.l10n.t('Print…'),
    printHint: vscode.l10n.t('Opens the document in your browser, which prints it'),
    findings: vscode.l10n.t('{0} findings', '{0}'),
    noFindings: vscode.l10n.t('No findings'),
    next: vscode.l10n.t('Next finding'),
    previous: vscode.l10n.t('Previous finding'),
    error: vscode.l10n.t('Error'),
    warning: vscode.l10n.t('Warning'),
    info: vscode.l10n.t('Info'),
    hint: vscode.l10n.t('Hint'),
    count: vscode.l10n.t('{0}: {1}', '{0}', '{1}'),
    elsewhere: vscode.l10n.t('{0} more findings, about nothing that is printed', '{0}'),
    find: vscode.l10n.t('Find in this document'),
    notFound: vscode.l10n.t('"{0}" is not in this document.', '{0}'),
    document: vscode.l10n.t('The document as it is handed over'),
    source: vscode.l10n.t('Show where it is written'),
    loading: vscode.l10n.t('Preparing the preview…'),
    nothing: vscode.l10n.t('This file is no Kaiji document any more. Open another one, or close this preview.'),
    failed: vscode.l10n.t(
      'The preview could not be made. It is tried again with the next change; the command "Show Output" says why.',
    ),
    noForms: vscode.l10n.t(
      'There is nothing to show yet. Make a disclosure or a check sheet with the command "New Document", and it appears here.',
    ),
  };
}
