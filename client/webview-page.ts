/** Pages of ours beside the editors: what all of them have in common on the side of the extension. What runs in them is client/webview. */
import * as vscode from 'vscode';
import type { Language, Localized } from '../core/language.ts';

/** A page of ours. */
export interface Page {
  /** As client/webview/main.ts knows it. */
  readonly view: string;
  /** The texts the page shows by itself, by the name it asks for them. */
  readonly words: Readonly<Record<string, Localized>>;
}

/** A page in the language of what it shows. Has a life cycle: as long as its panel. */
export class SpokenPage {
  /** What its panel shows. */
  language: Language | undefined;

  /** @param context of the extension, whose program the page runs */
  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly context: vscode.ExtensionContext,
    private readonly page: Page,
  ) {}

  /** Draws the page, where it is not in this language: it begins anew then. @returns whether it does */
  speak(language: Language): boolean {
    if (language === this.language) return false;
    this.language = language;
    this.panel.webview.html = pageHtml(this.panel.webview, this.context, this.page, language);
    return true;
  }
}

/** Of a panel with such a page. Nothing is kept in memory of one that is not shown: it is drawn again from what the page kept. */
export function pageOptions({ extensionUri }: vscode.ExtensionContext): vscode.WebviewOptions {
  return { enableScripts: true, enableForms: false, enableCommandUris: false, localResourceRoots: [programs(extensionUri)] };
}

/**
 * The HTML of a page. It runs our program and nothing else, fetches nothing, and shows no picture but those that are in what it is told.
 * @param webview with {@link pageOptions}
 */
function pageHtml(
  webview: vscode.Webview,
  { extensionUri }: vscode.ExtensionContext,
  { view, words }: Page,
  language: Language,
): string {
  const file = (name: string) => escaped(webview.asWebviewUri(vscode.Uri.joinPath(programs(extensionUri), name)).toString());
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // `<` would end the element.
  const said = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text(language)]));
  const data = JSON.stringify(said).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="stylesheet" href="${file('webview.css')}" />
</head>
<body data-view="${escaped(view)}">
<script type="application/json" id="words">${data}</script>
<script nonce="${nonce}" src="${file('webview.js')}"></script>
</body>
</html>
`;
}

function programs(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
