/** The language of what the server says about a resource, for words of ours that stand among it. The others follow VS Code. */
import * as vscode from 'vscode';
import { type Language, languageOf } from '../core/language.ts';
import { LANGUAGE } from './server.ts';

/** The setting, else the language of VS Code: as the server reads it. @param uri of the resource; absent for the window */
export function contentLanguage(uri?: string): Language {
  const settings = vscode.workspace.getConfiguration(LANGUAGE, uri === undefined ? null : vscode.Uri.parse(uri));
  return languageOf(settings.get<string>('language')) ?? languageOf(vscode.env.language) ?? 'en';
}

/** Calls back when the language of some resource may be another. */
export function whenLanguageChanges(then: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${LANGUAGE}.language`)) then();
  });
}
