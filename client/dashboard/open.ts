/** The command that opens the dashboard, and a dashboard that comes back with the window. There is one: it goes from package to package. */
import * as vscode from 'vscode';
import { contentLanguage } from '../content-language.ts';
import { activeKaijiUri, type Server } from '../server.ts';
import type { DashboardState } from '../webview/dashboard/messages.ts';
import { pageOptions, SpokenPage } from '../webview-page.ts';
import { DashboardPanel } from './panel.ts';
import { dashboardTitle, dashboardWords } from './words.ts';

const TYPE = 'kaiji.dashboard';

/** @returns what takes the command away; a dashboard that is shown ends with its tab */
export function registerDashboard(server: Server, context: vscode.ExtensionContext): vscode.Disposable[] {
  let known: DashboardPanel | undefined;
  const add = (panel: vscode.WebviewPanel, state: DashboardState) => {
    const page = new SpokenPage(panel, context, { view: 'dashboard', words: dashboardWords });
    const dashboard = new DashboardPanel(page, state, server);
    known = dashboard;
    dashboard.onClosed(() => {
      if (known === dashboard) known = undefined;
    });
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
        vscode.window.createWebviewPanel(
          TYPE,
          dashboardTitle({ name: undefined })(contentLanguage(uri)),
          vscode.ViewColumn.Active,
          {
            ...pageOptions(context),
            enableFindWidget: true,
          },
        ),
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
