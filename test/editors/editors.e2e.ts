/**
 * Neovim and Emacs, as Debian has them, started with the lines docs/editors.md gives their users and driven through one and the same session by neovim.lua and
 * eglot.el: what is found, hover, definition, completion, rename. What they saw is compared here, and what they saved.
 */
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { provisionEditors } from './provision.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE = fileURLToPath(new URL('package', import.meta.url));
const FILES = ['checklist', 'evidence', 'statements'].map((name) => `${name}.kaiji.yaml`);

/** What a session saw. */
interface Seen {
  readonly editor: string;
  readonly failure?: string;
  /** What the buffer was taken for. */
  readonly language: string;
  /** The text under the finding `unknown-control`. */
  readonly finding: string;
  readonly hover: string;
  /** The word the definition led to. */
  readonly definition: string;
  /** Labels offered for `CL-9`. */
  readonly completions: readonly string[];
}

let home: string;
let versions: { readonly neovim: string; readonly emacs: string; readonly eglot: string };

beforeAll(async () => {
  const editors = await provisionEditors();
  if (editors.missing !== undefined) throw new Error(editors.missing);
  versions = editors;
  console.log(`Neovim ${versions.neovim}; Emacs ${versions.emacs} with Eglot ${versions.eglot}`);
});

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kaiji-editors-'));
  cpSync(PACKAGE, join(home, 'package'), { recursive: true });
  mkdirSync(join(home, 'bin'));
  // As `npm link` does it.
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const server = join(root, bin['kaiji-language-server'] ?? '');
  chmodSync(server, 0o755);
  symlinkSync(server, join(home, 'bin', 'kaiji-language-server'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** The block of code of docs/editors.md in a language in which a word stands. */
function documented(language: string, word: string): string {
  const blocks = readFileSync(join(root, 'docs', 'editors.md'), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms);
  const found = [...blocks].filter(([, of, code]) => of === language && code?.includes(word)).map(([, , code]) => code ?? '');
  expect(found, `blocks of ${language} with ${word}`).toHaveLength(1);
  return found[0] ?? '';
}

/** Writes a file of the user's, with the folders it is in. */
function configure(path: string, text: string): string {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
  return join(home, path);
}

/** Runs an editor in the package's folder, with nothing of this machine's user. */
async function start(editor: string, args: readonly string[]): Promise<Seen> {
  const seen = join(home, 'seen.json');
  const xdg = ['CONFIG', 'DATA', 'STATE', 'CACHE'].map((kind) => [`XDG_${kind}_HOME`, join(home, kind.toLowerCase())]);
  const env = {
    ...process.env,
    ...Object.fromEntries(xdg),
    HOME: home,
    LC_ALL: 'C.UTF-8',
    PATH: [join(home, 'bin'), process.env.PATH].join(delimiter),
    KAIJI_CATALOGS: join(home, 'none'),
    KAIJI_SEEN: seen,
  };
  const { stdout, stderr } = await run(editor, args, { cwd: join(home, 'package'), env, timeout: 150_000 });
  const answer = JSON.parse(readFileSync(seen, 'utf8')) as Seen;
  expect(answer.failure, `${stdout}${stderr}`).toBeUndefined();
  return answer;
}

/**
 * What is expected of every editor.
 * @param rest what a completion brings behind the ID
 */
function expectSession(seen: Seen, rest = /^$/): void {
  expect(seen.language).toBe('kaiji');
  expect(seen.finding).toBe('CL-999');
  expect(seen.hover).toContain('作業者IDの一意性と共有IDの制限');
  expect(seen.definition).toBe('ev-account-policy');
  expect([...seen.completions].sort()).toEqual(['CL-9', ...[...'0123456789'].map((digit) => `CL-9${digit}`)]);
  for (const name of FILES) {
    const before = readFileSync(join(PACKAGE, name), 'utf8');
    const after = before
      .replaceAll('ev-account-policy', 'ev-account-rule')
      .replace('CL-999', 'CL-95')
      .replace(/control: \n$/, 'control: CL-97\n');
    expect(after).not.toBe(before);
    const saved = readFileSync(join(home, 'package', name), 'utf8');
    expect(saved.slice(0, after.length), name).toBe(after);
    expect(saved.slice(after.length), name).toMatch(name.startsWith('checklist') ? rest : /^$/);
  }
}

const NEW = 'vim.lsp.enable';
const OLD = 'vim.lsp.start_client';

describe('Neovim', () => {
  const isNew = () => {
    const [major = 0, minor = 0] = versions.neovim.split('.').map(Number);
    return major > 0 || minor >= 11;
  };

  test('finds, explains, jumps, completes and renames', async () => {
    configure('config/nvim/init.lua', documented('lua', isNew() ? NEW : OLD));
    const seen = await start('nvim', ['--headless', '-c', `luafile ${fileURLToPath(new URL('neovim.lua', import.meta.url))}`]);
    expect(versions.neovim.split('-')[0]).toBe(seen.editor);
    expectSession(seen, isNew() ? /^ {4}# .*\n {4}status: / : /^$/);
  });

  test('reads the lines for other versions', async () => {
    const lines = configure('other.lua', documented('lua', isNew() ? OLD : NEW));
    await run('nvim', [
      '--headless',
      '--clean',
      '-c',
      `lua if not loadfile([[${lines}]]) then vim.cmd("cquit") end`,
      '-c',
      'qall',
    ]);
  });
});

describe('Emacs with Eglot', () => {
  test('finds, explains, jumps, completes and renames', async () => {
    const init = configure('.emacs.d/init.el', documented('elisp', 'eglot-server-programs'));
    const driver = fileURLToPath(new URL('eglot.el', import.meta.url));
    const seen = await start('emacs', ['--batch', '--eval', '(package-activate-all)', '-l', init, '-l', driver]);
    expect(seen.editor).toBe(versions.emacs);
    expectSession(seen);
    // It says that it shows no Markdown.
    expect(seen.hover).not.toMatch(/\*\*|\]\(/);
  });
});
