/** Nothing of ours uses a network: every command and the server where it is refused and noted, and where there is none at all. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVER, startClient } from '../support/lsp.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(root, 'dist', 'cli.js');
const REFUSE = join(root, 'test', 'support', 'no-network.cjs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-network-'));
  cpSync(join(root, 'examples', 'new-edition'), join(folder, 'p'), { recursive: true });
  writeFileSync(join(folder, 'sheet.csv'), '番号,対策項目,対応状況,回答\n1,作業者IDの一意性,対応済,決めています\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A conversation with a server, started by `program`: a document is opened, asked about, exported. @returns whether each was answered */
async function conversation(program: readonly [string, ...string[]], env: Readonly<Record<string, string>> = {}) {
  const workspace = pathToFileURL(join(folder, 'p')).toString();
  const { connection, open, stop } = await startClient({ folder: workspace, program, env });
  const uri = `${workspace}/checklist.kaiji.yaml`;
  await open(uri, readFileSync(fileURLToPath(uri), 'utf8'));
  const asked = { textDocument: { uri }, position: { line: 4, character: 16 } };
  const answers = [
    await connection.sendRequest('textDocument/diagnostic', asked),
    await connection.sendRequest('textDocument/hover', asked),
    await connection.sendRequest('textDocument/completion', asked),
    await connection.sendRequest('kaiji/export', { uri, form: 'checklist', to: 'docx', audience: 'customer' }),
  ];
  return { answered: answers.map((answer) => answer !== null && !('refused' in Object(answer))), status: await stop() };
}

const DONE = { answered: [true, true, true, true], status: 0 };

/** Each command at what it does most, in a folder of its own. */
const CALLS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  check: [['p', '--date', '2026-11-21']],
  report: [['p', '--date', '2026-11-21']],
  export: [
    ['p', '--to', 'docx', '-o', 'out.docx'],
    ['p', '--to', 'xlsx', '-o', 'out.xlsx'],
    ['p', '--to', 'oscal', '-o', 'out.json'],
  ],
  diff: [['p', join(root, 'examples', 'finished-small')]],
  fix: [['p', '--dry-run']],
  baseline: [['p', '--reason', '確認中', '-o', 'baseline.json']],
  new: [['package', '--sheets', 'all', '-o', 'made']],
  import: [['sheet.csv', '-o', '-']],
  migrate: [['p', '--dry-run']],
  catalog: [['list'], ['show', 'CL-94'], ['search', 'ID'], ['import', 'sheet.csv', '--catalog', 'mic-cloud', '-o', '-']],
  explain: [['missing-evidence']],
  lsp: [],
};

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });
}

test('T-40 no command wants the network', async () => {
  const noted = join(folder, 'wanted');
  const help = run(process.execPath, [CLI, '--help', '--lang', 'en']).stdout;
  expect([...help.matchAll(/^ {2}kaiji (\w+)/gm)].map(([, name]) => name)).toEqual(Object.keys(CALLS));
  for (const [command, calls] of Object.entries(CALLS))
    for (const args of calls) {
      const { status, stderr } = run(process.execPath, ['--require', REFUSE, CLI, command, ...args], {
        KAIJI_NETWORK: noted,
      });
      expect([0, 1, 2], `${command} ${args.join(' ')}: ${stderr}`).toContain(status);
      expect(stderr, command).not.toContain('internal error');
    }
  expect(await conversation([process.execPath, '--require', REFUSE, CLI, 'lsp'], { KAIJI_NETWORK: noted })).toEqual(DONE);
  expect(existsSync(noted) ? readFileSync(noted, 'utf8') : '').toBe('');
});

/** Linux alone has them, and not every kernel lets everybody make one. */
const UNSHARE = ['unshare', '-rn'] as const;
const isBlocked = spawnSync(UNSHARE[0], [...UNSHARE.slice(1), 'true']).status === 0;
if (!isBlocked)
  console.warn(
    'SKIPPED: no namespace without a network can be made here; that server and command line run without one was not checked.',
  );

describe.runIf(isBlocked)('without any network', () => {
  const alone = (...args: readonly string[]) => run(UNSHARE[0], [...UNSHARE.slice(1), process.execPath, ...args]);

  test('T-41 commands and server do what they do with one', async () => {
    expect(alone('-e', 'console.log(Object.keys(require("os").networkInterfaces()).length)').stdout).toBe('0\n');
    const here = run(process.execPath, [CLI, 'check', 'p', '--date', '2026-11-21']);
    expect(alone(CLI, 'check', 'p', '--date', '2026-11-21')).toMatchObject({ status: here.status, stdout: here.stdout });
    expect(here.stdout).toContain('回答 7/7');
    const made = alone(CLI, 'export', 'p', '--to', 'docx', '-o', 'out.docx');
    expect(made.stderr).not.toContain('internal error');
    expect(existsSync(join(folder, 'out.docx'))).toBe(true);
    expect(await conversation([...UNSHARE, process.execPath, SERVER])).toEqual(DONE);
  });
});
