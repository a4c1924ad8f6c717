/** Pages of ours beside the editors: what all of them have in common on the side of the extension. What runs in them is client/webview. */
import * as vscode from 'vscode';

/** A page of ours. */
export interface Page {
  /** As client/webview/main.ts knows it. */
  readonly view: string;
  /** The texts the page shows by itself, by the name it asks for them, in the user's language. */
  readonly words: Readonly<Record<string, string>>;
}

/** Of a panel with such a page. Nothing is kept in memory of one that is not shown: it is drawn again from what the page kept. */
export function pageOptions({ extensionUri }: vscode.ExtensionContext): vscode.WebviewOptions {
  return { enableScripts: true, enableForms: false, enableCommandUris: false, localResourceRoots: [programs(extensionUri)] };
}

/**
 * The HTML of a page. It runs our program and nothing else, fetches nothing, and shows no picture but those that are in what it is told.
 * @param webview with {@link pageOptions}
 */
export function pageHtml(webview: vscode.Webview, { extensionUri }: vscode.ExtensionContext, { view, words }: Page): string {
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
  const data = JSON.stringify(words).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
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
