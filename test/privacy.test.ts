/** Nothing leaves the machine: the programs do not use the network, and hold nothing that could without anybody seeing it here. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startClient } from './support/lsp.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What makes the network a thing that is noted and refused. */
const REFUSE = join(root, 'test', 'support', 'no-network.cjs');

const NETWORK =
  /\brequire\("(?:node:)?(?:http|https|http2|net|tls|dgram|dns)"\)|\bfetch\(|\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection)\b/g;

test('what is shipped names the network only where it is known why', () => {
  const programs = ['dist', 'dist/web'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.js') ? [`${folder}/${name}`] : [])),
  );
  expect(programs.length).toBeGreaterThan(10);
  const named = programs.flatMap((program) =>
    [...new Set(readFileSync(join(root, program), 'utf8').match(NETWORK))].map((word) => `${program}: ${word}`),
  );
  expect(named.sort()).toEqual([
    // vscode-jsonrpc can speak over sockets; we speak over pipes.
    'dist/client.js: require("net")',
    // A shim of a library asks whether there are such requests.
    'dist/importer-exporter.js: XMLHttpRequest',
    'dist/server.js: require("net")',
    // In VS Code for the Web: our own catalogs, from where this program came (server/web.ts).
    'dist/worker.js: fetch(',
  ]);
});

test('nothing of ours counts or reports what people do', () => {
  const sources = ['client', 'server', 'core', 'convert', 'cli'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const counting = sources.filter((path) => path.endsWith('.ts') && /telemetry/i.test(readFileSync(join(root, path), 'utf8')));
  expect(counting).toEqual([]);
});

describe('what runs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaiji-privacy-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a program where the network is refused. @returns what it wrote, and who wanted the network */
  function offline(program: readonly string[]): { readonly output: string; readonly wanted: string } {
    const noted = join(folder, 'wanted');
    const ran = spawnSync(process.execPath, ['--require', REFUSE, ...program], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, KAIJI_NETWORK: noted },
    });
    return { output: ran.stdout + ran.stderr, wanted: existsSync(noted) ? readFileSync(noted, 'utf8') : '' };
  }

  test.each([
    ['check', ['examples', '--date', '2026-11-21'], /missing-evidence/],
    ['report', ['examples/finished-small', '--date', '2026-11-21'], /253/],
    ['export', ['examples/finished-small', '--to', 'html', '-o', 'OUT.html'], /OUT|html/],
  ] as const)('kaiji %s wants nothing of the network', (command, args, says) => {
    const { output, wanted } = offline(['dist/cli.js', command, ...args.map((arg) => arg.replace('OUT', join(folder, 'out')))]);
    expect(output).toMatch(says);
    expect(wanted).toBe('');
  });

  test('neither does the language server', async () => {
    const noted = join(folder, 'wanted');
    const workspace = pathToFileURL(join(root, 'examples', 'clinic-cloud')).toString();
    const env = { NODE_OPTIONS: `--require ${REFUSE}`, KAIJI_NETWORK: noted };
    const { connection, stop } = await startClient({ folder: workspace, env });
    const textDocument = { uri: `${workspace}/checklist.kaiji.yaml` };
    const asked = { textDocument, position: { line: 0, character: 0 } };
    for (const method of ['diagnostic', 'hover', 'completion', 'codeLens', 'documentLink', 'documentSymbol'])
      await connection.sendRequest(`textDocument/${method}`, asked);
    expect(await stop()).toBe(0);
    expect(existsSync(noted)).toBe(false);
  });

  test('whoever did want it would be seen here', () => {
    expect(offline(['-e', 'fetch("https://kaiji.example").catch(() => {})']).wanted).toBe('fetch\n');
    expect(offline(['-e', 'require("http").get("http://192.0.2.1").on("error", () => {})']).wanted).toBe('fetch\nconnect\n');
    for (const asking of ['resolveTxt("a.example", () => {})', 'promises.reverse("192.0.2.1")', 'lookup("a.example", () => {})'])
      expect(offline(['-e', `require("dns").${asking}`]).wanted).toMatch(/(?:resolveTxt|reverse|lookup)\n$/);
  });
});
