/** The command that opens the dashboard, and a dashboard that comes back with the window. There is one: it goes from package to package. */
import * as vscode from 'vscode';
import { activeKaijiUri, type Server } from '../server.ts';
import type { DashboardState } from '../webview/dashboard/messages.ts';
import { pageHtml, pageOptions } from '../webview-page.ts';
import { DashboardPanel } from './panel.ts';
import { dashboardWords } from './words.ts';

const TYPE = 'kaiji.dashboard';

/** @returns what takes the command away; a dashboard that is shown ends with its tab */
export function registerDashboard(server: Server, context: vscode.ExtensionContext): vscode.Disposable[] {
  let known: DashboardPanel | undefined;
  const add = (panel: vscode.WebviewPanel, state: DashboardState) => {
    const dashboard = new DashboardPanel(panel, state, server);
    known = dashboard;
    dashboard.onClosed(() => {
      if (known === dashboard) known = undefined;
    });
    panel.webview.html = pageHtml(panel.webview, context, { view: 'dashboard', words: dashboardWords() });
  };
  return [
    vscode.commands.registerCommand('kaiji.openDashboard', (chosen?: unknown) => {
      const uri = chosen instanceof vscode.Uri ? chosen.toString() : activeKaijiUri();
      const state = uri === undefined ? {} : { uri };
      if (known) {
        if (uri !== undefined) known.show(state);
        known.panel.reveal();
        return;
      }
      add(
        vscode.window.createWebviewPanel(TYPE, vscode.l10n.t('Dashboard'), vscode.ViewColumn.Active, {
          ...pageOptions(context),
          enableFindWidget: true,
        }),
        state,
      );
    }),
    vscode.window.registerWebviewPanelSerializer(TYPE, {
      async deserializeWebviewPanel(panel, kept: unknown) {
        const { uri } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<DashboardState>;
        panel.webview.options = pageOptions(context);
        add(panel, typeof uri === 'string' ? { uri } : {});
      },
    }),
  ];
}
