#!/usr/bin/env node
/** `kaiji`: the command line. Each command is one file in commands/ and a line here. Threads that share its work run this program too. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type Localized, languageOf, message } from '../core/language.ts';
import { reasonOf } from '../server/system-error.ts';
import { type Assignment, runThread } from './check/thread.ts';
import { type Command, type Console, printable, UsageError } from './command.ts';
import { baselineCommand } from './commands/baseline.ts';
import { catalogCommand } from './commands/catalog.ts';
import { checkCommand } from './commands/check.ts';
import { diffCommand } from './commands/diff.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { fixCommand } from './commands/fix.ts';
import { importCommand } from './commands/import.ts';
import { lspCommand } from './commands/lsp.ts';
import { migrateCommand } from './commands/migrate.ts';
import { newCommand } from './commands/new.ts';
import { reportCommand } from './commands/report.ts';

declare const KAIJI_VERSION: string;

const cannotPrint = message<{ reason: Localized }>({
  ja: ({ reason }) => `結果を最後まで出力できませんでした（${reason('ja')}）。出力先を確かめて、もう一度実行してください。`,
  en: ({ reason }) => `the results could not be printed to the end (${reason('en')}). Check where they go and run it again.`,
});

const commands: readonly Command[] = [
  checkCommand,
  reportCommand,
  exportCommand,
  diffCommand,
  fixCommand,
  baselineCommand,
  newCommand,
  importCommand,
  migrateCommand,
  catalogCommand,
  explainCommand,
  lspCommand,
];

async function main(argv: readonly string[], out: Console): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v') {
    out.print(`${KAIJI_VERSION}\n`);
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  const asksHelp = name === undefined || name === '--help' || name === '-h' || name === 'help';
  if (!command) {
    const help = overview(out);
    if (asksHelp) {
      out.print(help);
      return 0;
    }
    const asked = printable(name);
    const ja = `kaiji: 「${asked}」というコマンドはありません。kaiji --help で一覧を確かめられます。\n`;
    out.error(out.language === 'ja' ? ja : `kaiji: there is no command "${asked}". kaiji --help lists them.\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    out.print(`${command.usage(out.language)}\n`);
    return 0;
  }
  try {
    return await command.run(rest, out);
  } catch (error) {
    out.error(`kaiji ${command.name}: ${describe(error, out)}\n`);
    return 2;
  }
}

function overview({ language }: Console): string {
  const head =
    language === 'ja'
      ? 'kaiji — サービス仕様適合開示書とチェックシートを検査します'
      : 'kaiji — checks service disclosures and check sheets';
  const lines = commands.map((command) => `  kaiji ${command.name.padEnd(9)}${command.summary(language)}`);
  const tail = language === 'ja' ? '詳しくは kaiji <コマンド> --help' : 'More: kaiji <command> --help';
  return `${head}\n\n${lines.join('\n')}\n\n${tail}\n`;
}

function describe(error: unknown, { language }: Console): string {
  if (error instanceof UsageError) return printable(error.text(language));
  const reason = printable(error instanceof Error ? error.message : String(error));
  return language === 'ja' ? `内部エラーで止まりました: ${reason}` : `stopped by an internal error: ${reason}`;
}

if (isMainThread) begin();
else if (parentPort) void runThread(workerData as Assignment, parentPort);

function begin(): void {
  const environment = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG;
  const asked =
    process.argv.find((_, i, all) => all[i - 1] === '--lang') ??
    process.argv.find((argument) => argument.startsWith('--lang='))?.slice(7);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away (`kaiji check | head`): nothing more to say.
    if (error.code === 'EPIPE') process.exit(0);
    // What was printed is not all there is: nobody may take it for that.
    const language = languageOf(asked) ?? languageOf(environment) ?? 'ja';
    process.stderr.write(`kaiji: ${cannotPrint({ reason: reasonOf(error) })(language)}\n`);
    process.exit(2);
  });
  main(process.argv.slice(2), {
    language: languageOf(asked) ?? languageOf(environment) ?? 'ja',
    languageAsked: languageOf(asked),
    languageOfEnvironment: languageOf(environment),
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    watched: process.stderr.isTTY === true && !process.env.CI && process.env.TERM !== 'dumb',
    isTerminal: process.stdout.isTTY === true,
    print: (content) => process.stdout.write(content),
    error: (text) => process.stderr.write(text),
  }).then((status) => {
    process.exitCode = status;
  });
}
