/** What the extension does in every host; node.ts and web.ts differ only in how the server is started. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, ErrorCodes, type LanguageClientOptions, ResponseError } from 'vscode-languageclient';
import type { InitializationOptions } from '../server/protocol/options.ts';
import { registerCatalogPages } from './catalog-pages.ts';
import { changesOf } from './changes.ts';
import { registerCheckTask } from './check-task.ts';
import { registerClausePage, SHOW_CLAUSE, withClauseLinks } from './clause-page.ts';
import { registerDiffCommand } from './commands/diff.ts';
import { registerExportCommand } from './commands/export.ts';
import { registerImportCommand } from './commands/import.ts';
import { registerImportTextCommand } from './commands/import-text.ts';
import { registerNewCommands } from './commands/new.ts';
import { registerScaffoldCommands } from './commands/scaffold.ts';
import { registerSearchCommand } from './commands/search.ts';
import { registerDashboard } from './dashboard/open.ts';
import { Endings, inOurWords, sayGivenUp } from './ended.ts';
import { followPackages } from './has-package.ts';
import { registerPaste } from './paste.ts';
import { registerPreview } from './preview/open.ts';
import { forgetPrinted } from './preview/print.ts';
import { registerReferences } from './references.ts';
import { ReportPage } from './report-page.ts';
import { registerRuleDocs } from './rule-docs.ts';
import { LANGUAGE, SERVED, type Server } from './server.ts';
import { startWhenNeeded } from './start.ts';
import { registerStatus } from './status.ts';
import { registerBegin } from './steps.ts';
import { renewSymbols } from './symbols.ts';
import { ownTokenTypes } from './tokens.ts';
import { traceAsSet, tracedTo } from './trace.ts';
import { registerViews } from './views/register.ts';

/** Makes a client; `options` are the same in every host. */
export type ClientFactory = (context: vscode.ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

/** Registers what needs the language server; it starts when there is something to serve, long after this returned. */
export function activateWith(context: vscode.ExtensionContext, create: ClientFactory): void {
  const output = vscode.window.createOutputChannel('Kaiji', { log: true });
  const endings = new Endings(() => void sayGivenUp(output));
  const client = create(context, {
    documentSelector: SERVED,
    outputChannel: output,
    traceOutputChannel: tracedTo(output),
    initializationOptions: {
      docsBase: `${vscode.env.uriScheme}://${context.extension.id}/rules/`,
      commands: true,
      clauseCommand: SHOW_CLAUSE,
      catalogScheme: true,
      views: true,
      catalogs: vscode.Uri.joinPath(context.extensionUri, 'dist', 'catalogs').toString(true),
      programs: vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true),
    } satisfies InitializationOptions,
    middleware: {
      provideHover: (document, position, token, next) => withClauseLinks(next(document, position, token)),
    },
    synchronize: { configurationSection: LANGUAGE },
    errorHandler: endings,
    // Not a second time, and not in English: what comes of a failed start is told below.
    initializationFailedHandler: () => false,
  });
  inOurWords(client);
  client.registerFeature(ownTokenTypes);
  const changed = changesOf(client);
  const server: Server = { client, onChanged: changed.event };
  const reports = new ReportPage();
  void forgetPrinted(context.globalStorageUri);
  context.subscriptions.push(
    output,
    changed,
    vscode.commands.registerCommand('kaiji.showOutput', () => output.show()),
    vscode.commands.registerCommand('kaiji.restartServer', () => restart(client, endings, output)),
    ...registerNewCommands(server),
    ...registerScaffoldCommands(server),
    ...registerSearchCommand(server),
    ...registerClausePage(server),
    ...registerCatalogPages(server),
    reports,
    registerImportCommand(server, reports),
    registerImportTextCommand(server, reports),
    registerExportCommand(server, reports),
    registerDiffCommand(server, reports),
    ...registerRuleDocs(server),
    ...registerReferences(server),
    ...registerPreview(server, context, reports),
    ...registerDashboard(server, context),
    ...registerPaste(server),
    registerStatus(server),
    renewSymbols(server),
    followPackages(),
    registerBegin(context),
    ...registerCheckTask(server),
    ...registerViews(server),
    traceAsSet(client),
    startWhenNeeded(client, (error) => void reportStartFailure(error, output)),
    { dispose: () => void client.dispose() },
  );
}

async function restart(client: BaseLanguageClient, endings: Endings, output: vscode.LogOutputChannel): Promise<void> {
  endings.forget();
  // One that does not answer is left behind, and ended; one that could not be started cannot be stopped.
  await client.stop().catch((error: unknown) => output.warn(String(error)));
  await client.start();
  void vscode.window.showInformationMessage(vscode.l10n.t('The Kaiji language server was restarted.'));
}

async function reportStartFailure(error: unknown, output: vscode.LogOutputChannel): Promise<void> {
  output.error(String(error));
  // It ended while it started: it is started again.
  if (error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected) return;
  const show = vscode.l10n.t('Show the log');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t('The Kaiji language server could not be started. Files can be edited, but nothing is checked.'),
    show,
  );
  if (chosen === show) output.show();
}
