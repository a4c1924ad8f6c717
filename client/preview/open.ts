/** The command that opens a preview beside the editor, and previews that come back with the window. */
import * as vscode from 'vscode';
import { documentAtHand } from '../at-hand.ts';
import { exportForm } from '../commands/export.ts';
import { contentLanguage } from '../content-language.ts';
import type { ReportPage } from '../report-page.ts';
import { activeKaijiUri, type Server } from '../server.ts';
import { took } from '../steps.ts';
import type { PreviewState } from '../webview/preview/messages.ts';
import { pageOptions, SpokenPage } from '../webview-page.ts';
import { type Hands, PreviewPanel } from './panel.ts';
import { printForm } from './print.ts';
import { previewTitle, previewWords } from './words.ts';

const TYPE = 'kaiji.preview';

/** @param reports where an export from a preview keeps what there is to look at */
export function registerPreview(server: Server, context: vscode.ExtensionContext, reports: ReportPage): vscode.Disposable[] {
  const previews = new Set<PreviewPanel>();
  const hands: Hands = {
    export: ({ uri, name }, audience) => exportForm(server, reports, vscode.Uri.parse(uri), { form: name, audience }),
    print: (form, audience) => printForm(server, context, form, audience),
  };
  const add = (panel: vscode.WebviewPanel, state: PreviewState) => {
    const page = new SpokenPage(panel, context, { view: 'preview', words: previewWords });
    const preview = new PreviewPanel(page, state, server, hands);
    previews.add(preview);
    preview.onClosed(() => previews.delete(preview));
  };
  /** The one that goes from file to file, if there is one. */
  const following = () => [...previews].find(({ state }) => !state.isLocked);
  const open = (uri: string) => {
    const known = [...previews].find(({ state }) => state.uri === uri) ?? following();
    if (known) {
      if (known.state.uri !== uri) known.show(turnedTo(uri, known.state));
      known.panel.reveal(undefined, true);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      TYPE,
      previewTitle({ form: undefined })(contentLanguage(uri)),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { ...pageOptions(context), enableFindWidget: true },
    );
    add(panel, { uri, audience: 'customer', isLocked: false });
  };
  return [
    vscode.commands.registerCommand('kaiji.openPreview', async (chosen?: unknown) => {
      const asked = vscode.l10n.t('What should be previewed?');
      const uri = chosen instanceof vscode.Uri ? chosen.toString() : await documentAtHand(asked);
      if (uri === undefined) return;
      open(uri);
      took('hasPreviewed');
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      const uri = activeKaijiUri();
      const preview = following();
      if (editor && uri !== undefined && preview && !preview.shows(editor)) preview.show(turnedTo(uri, preview.state));
    }),
    vscode.window.registerWebviewPanelSerializer(TYPE, {
      async deserializeWebviewPanel(panel, kept: unknown) {
        const state = stateOf(kept);
        if (!state) return panel.dispose();
        panel.webview.options = pageOptions(context);
        add(panel, state);
      },
    }),
  ];
}

/** Another file is shown as its own first form. */
function turnedTo(uri: string, { audience, isLocked }: PreviewState): PreviewState {
  return { uri, audience, isLocked };
}

/** What a page kept, perhaps of another version; undefined where it does not say of which file. */
function stateOf(kept: unknown): PreviewState | undefined {
  const { uri, form, audience, isLocked } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<PreviewState>;
  if (typeof uri !== 'string') return undefined;
  return {
    uri,
    ...(typeof form === 'string' ? { form } : {}),
    audience: audience === 'internal' ? 'internal' : 'customer',
    isLocked: isLocked === true,
  };
}
