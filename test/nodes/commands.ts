/** The command line as it is tried on each Node: every command but `lsp` (conversation.ts), every format, in a folder with the examples, and all that comes of it. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'dist/cli.js');
const DATE = ['--date', '2026-11-21'];
const [CLINIC, FINISHED, EDITIONS] = ['clinic-cloud', 'finished-small', 'new-edition'];

interface Command {
  readonly args: readonly string[];
  readonly status: number;
  readonly input?: string;
  /** What is run before it, on the same Node. */
  readonly after?: readonly string[];
}

const command = (status: number, ...args: readonly string[]): Command => ({ status, args });

const fixture = (path: string) => readFileSync(join(ROOT, 'test/fixtures', path));

/** Files the commands read beside the examples. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  // In Shift_JIS.
  'sjis.tsv': fixture('import/sjis.tsv'),
  'component.json': fixture('oscal/component-definition.json'),
  'answers.csv':
    'No.,要求事項,対応状況,回答,エビデンス\nCL-94,利用者の識別,対応済,作業者ごとに一意のIDを発行しています。,規程 第3条\nCL-95,認証,対象外,使わないため。,\n',
  'check.tsv': '番号\t要求事項\t備考\n1\t利用者を識別すること。\t髙橋\n2\t𠮷野の窓口を示すこと。\t\n',
};

/** Each with the status it is to end with: what fails alike everywhere would be equal too. */
export const COMMANDS: readonly Command[] = [
  command(0, '--version'),
  command(0, '--help'),
  ...['pretty', 'lines', 'json', 'sarif', 'junit', 'github'].map((format) =>
    command(1, 'check', '.', '--format', format, '--expand', ...DATE),
  ),
  // In threads, and in the other language.
  command(1, 'check', '.', '--format', 'json', '--jobs', '3', '--lang', 'en', ...DATE),
  {
    status: 1,
    args: ['check', '--stdin', '--stdin-path', `${CLINIC}/a.kaiji.yaml`, ...DATE],
    input: 'kaiji: checklist/v1\nanswers:\n  - control: ＣＬ－９４\n',
  },
  command(0, 'baseline', CLINIC, '--reason', '監査までに対応', '--expires', '2027-03-31', '-o', 'baseline.json', ...DATE),
  ...['md', 'html', 'svg', 'json'].map((to) => command(0, 'report', CLINIC, '--to', to, '-o', `report.${to}`, ...DATE)),
  command(0, 'export', `${FINISHED}/checklist.kaiji.yaml`, '--to', 'csv', '-o', 'out.csv', ...DATE),
  ...['docx', 'xlsx', 'html', 'md'].map((to) => command(1, 'export', CLINIC, '--to', to, '-o', `out.${to}`, ...DATE)),
  command(0, 'export', FINISHED, '--audience', 'customer', '--to', 'docx', '-o', 'out.docx', ...DATE),
  command(1, 'export', CLINIC, '--to', 'oscal', '-o', 'out', ...DATE),
  ...['md', 'html', 'docx', 'json'].map((to) => command(0, 'diff', FINISHED, EDITIONS, '--to', to, '-o', `diff.${to}`)),
  command(0, 'fix', '.', ...DATE),
  command(0, 'new', 'package', '--sheets', 'all', '--service', '例示', '--provider', '株式会社例示', '-o', 'made'),
  command(0, 'import', 'answers.csv', '--catalog', 'medcloud-checklist', '-o', 'imported.kaiji.yaml'),
  command(0, 'import', 'sjis.tsv', '--catalog', 'medcloud-checklist', '-o', 'imported.kaiji.yaml'),
  command(1, 'import', 'component.json', '-o', '.'),
  {
    status: 0,
    args: ['import', 'sheet.xlsx', '--catalog', 'reiji-selfcheck', '-o', `${FINISHED}/imported.kaiji.yaml`],
    after: ['export', `${FINISHED}/checklist.kaiji.yaml`, '-o', 'sheet.xlsx', ...DATE],
  },
  command(0, 'catalog', 'import', 'check.tsv', '--new', 'byoin-tenken', '-o', 'tenken.kaiji.yaml'),
  command(1, 'migrate', EDITIONS, '--to', 'reiji-tenken@2026'),
  command(0, 'catalog', 'list', 'medcloud-checklist', '--format', 'json'),
  command(0, 'catalog', 'show', 'CL-94', 'METI-2.6.14(1)'),
  command(0, 'catalog', 'search', 'ぱすわーど', '有効期間'),
  command(0, 'explain', 'missing-evidence'),
];

/** What a command left behind: `files` by path, those it wrote or changed, texts as they are and others by their SHA-256. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * A command on a Node.
 * @param node path of the binary
 */
export async function outcomeOf(node: string, { args, input = '', after }: Command): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-nodes-'));
  try {
    cpSync(join(ROOT, 'examples'), folder, { recursive: true });
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
    const before = filesIn(folder);
    if (after !== undefined) await run(node, [CLI, ...after], folder, '');
    const ended = await run(node, [CLI, ...args], folder, input);
    const written = Object.entries(filesIn(folder)).filter(([path, text]) => before[path] !== text);
    return { ...ended, files: Object.fromEntries(written) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(node: string, args: readonly string[], cwd: string, input: string): Promise<Omit<Outcome, 'files'>> {
  // Nobody's own catalogs, no settings for Node, a place of its own for the user's folder.
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, LANG: 'ja_JP.UTF-8' };
  return new Promise((resolve) => {
    const child = execFile(node, args, { cwd, env, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, told(readFileSync(join(folder, path)))]));
}

/** A text, or of other bytes their checksum. */
function told(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return `${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`;
  }
}
