/** Invariant 8: what the editor shows is what `kaiji check` prints, on every fixture. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { parseFixture } from './support/fixture.ts';
import { type Client, startClient } from './support/lsp.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const fixtures = new URL('./fixtures/rules/', import.meta.url);
const SEVERITY = ['', 'error', 'warning', 'info', 'hint'];

let client: Client;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-parity-'));
  client = await startClient({ locale: 'ja' });
});
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

const names = readdirSync(fixtures).filter((name) => name.endsWith('.fixture'));

test.each(names)('%s', async (name) => {
  const { files } = parseFixture(readFileSync(new URL(name, fixtures), 'utf8'));
  const home = join(folder, name);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'check', '--format', 'json', '--lang', 'ja', '--date', '2026-10-01', '.'],
    { cwd: home, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as {
    files: { path: string; diagnostics: { rule: string; severity: string; message: string; range: unknown }[] }[];
  };
  expect(report.files.map(({ path }) => path)).toEqual([...files.keys()].filter((path) => /kaiji\.ya?ml$/.test(path)).sort());
  for (const { path, diagnostics } of report.files) {
    const uri = pathToFileURL(join(home, path)).toString();
    await client.open(uri, files.get(path) ?? '');
    const shown = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    const items = shown.kind === 'full' ? shown.items : [];
    expect(
      items.map(({ code, severity, message, range }) => ({ rule: code, severity: SEVERITY[severity ?? 0], message, range })),
    ).toEqual(diagnostics.map(({ rule, severity, message, range }) => ({ rule, severity, message, range })));
  }
});
