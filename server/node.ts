#!/usr/bin/env node
/** The server on Node: `node dist/server.js --stdio`, or VS Code's IPC. */
import { join } from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { bundledCatalogs, disk, folderNamed, userCatalogs } from './disk.ts';
import { IdleCollection } from './idle.ts';
import { startServer } from './server.ts';
import { whyUnread } from './why-unread.ts';

if (!process.argv.slice(2).some((argument) => /^--(stdio|node-ipc|pipe=|socket=)/.test(argument))) {
  process.stderr.write(
    'kaiji-language-server: --stdio を付けて起動してください（エディターが起動するプログラムです）。 / start it with --stdio; editors do.\n',
  );
  process.exit(2);
}
const idle = new IdleCollection();
const connection = createConnection();
// What nobody waited for would end the process, and with it all that is open; a worker lives on too.
process.on('unhandledRejection', (error) => {
  connection.console.error(`internal-error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
});
startServer(connection, {
  io: disk,
  catalogs: bundledCatalogs(join(__dirname, 'catalogs')),
  userCatalogs: userCatalogs(),
  folderNamed,
  whyUnread,
  onActivity: () => idle.busy(),
  // Programs of their own beside this one (esbuild.mjs).
  loadAnswers: () => import('./answers.ts'),
  loadImporter: async () => (await import('./importer.ts')).importer,
  loadExporter: () => import('./exporter.ts'),
});
