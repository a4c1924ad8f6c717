import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * @typedef {import('./provision.mjs').VsCodeServer} VsCodeServer
 *
 * @typedef {object} ServerOptions
 * @property {VsCodeServer} vscodeServer  from `provision()`
 * @property {string} [vsix]  a packaged extension, installed before the start as a user does
 * @property {string} [workspace]  the folder that `url` opens
 * @property {Readonly<Record<string, unknown>>} [settings]  user settings, over {@link quietSettings}
 * @property {number} [port]  0 (the default) takes a free one
 * @property {string} [dataDir]  kept after `stop()` when given; else a temporary folder, removed
 * @property {Readonly<Record<string, string>>} [env]  what the extension host sees besides this process's environment
 * @property {boolean} [trusted]  whether every folder is trusted; it is unless told
 * @property {boolean} [testDriver]  lets a page run extension tests by its `payload`
 *
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {string} url  opens `workspace`, or an empty window
 * @property {string} dataDir
 * @property {(options: PageOptions) => string} urlOf
 * @property {() => string} log  what the server wrote so far
 * @property {(settings: Readonly<Record<string, unknown>>) => void} writeSettings  replaces the user settings; pages opened or reloaded afterwards have them
 * @property {() => Promise<void>} stop
 *
 * @typedef {{ readonly workspace?: string, readonly extension?: string, readonly suite?: string }} PageOptions
 *   absolute paths: the folder, an unpacked extension under development, and a module with `run()` for its extension host
 */

const exec = promisify(execFile);

/** What keeps a fresh VS Code from greeting, updating, or asking; it makes pictures comparable and tests deterministic. */
export const quietSettings = Object.freeze({
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'window.autoDetectColorScheme': false,
  // As on the desktop; in a browser VS Code saves by itself, and a test would not see what is unsaved.
  'files.autoSave': 'off',
  'editor.cursorBlinking': 'solid',
  // Drawn as text, which can be read on the page.
  'terminal.integrated.gpuAcceleration': 'off',
});

/** Trust without questions, or none, without questions too. @param {boolean} trusted */
export const trustSettings = (trusted) => ({
  'security.workspace.trust.enabled': !trusted,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
});

/** @param {string} dataDir */
const folders = (dataDir) => [
  '--server-data-dir',
  dataDir,
  '--user-data-dir',
  join(dataDir, 'u'),
  '--extensions-dir',
  join(dataDir, 'ext'),
];

/**
 * Installs a packaged extension the way a user does.
 * @param {VsCodeServer} vscodeServer
 * @param {string} dataDir
 * @param {string} vsix
 */
const installExtension = async (vscodeServer, dataDir, vsix) => {
  const args = [
    'out/server-main.js',
    '--accept-server-license-terms',
    ...folders(dataDir),
    '--force',
    '--install-extension',
    resolve(vsix),
  ];
  // What it writes decides: the exit code alone would call a skipped installation done.
  const { stdout, stderr } = await exec(vscodeServer.node24, args, { cwd: vscodeServer.dir }).catch((error) => error);
  if (!String(stdout).includes('successfully installed')) throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
};

/** @param {import('node:child_process').ChildProcess} child */
const killGroup = (child, signal = /** @type {NodeJS.Signals} */ ('SIGTERM')) => {
  if (!child.pid) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    // The server leaves children (agent host, file watcher) that end with its process group.
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone.
  }
};

/** Servers to end with this process, and how to remove their data: they are detached, so neither its end nor Ctrl+C reaches them. */
const running = /** @type {Map<import('node:child_process').ChildProcess, () => void>} */ (new Map());

const endAll = () => {
  for (const [child, removeData] of running) {
    killGroup(child, 'SIGKILL');
    removeData();
  }
  running.clear();
};

const guardOnce = (() => {
  let guarded = false;
  return () => {
    if (guarded) return;
    guarded = true;
    process.on('exit', endAll);
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.once(signal, () => {
        endAll();
        process.kill(process.pid, signal);
      });
    }
  };
})();

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} log
 * @param {number} timeout milliseconds
 * @returns {Promise<number>} the port it listens on
 */
const listening = async (child, log, timeout) => {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await new Promise((done, failed) => {
      /** @param {string} why */
      const fail = (why) => failed(new Error(`The VS Code server ${why}. It wrote:\n${log()}`));
      const timer = setTimeout(() => fail(`was not listening after ${timeout} ms`), timeout);
      signal.addEventListener('abort', () => clearTimeout(timer));
      child.stdout?.on('data', () => {
        const port = /listening on (\d+)/.exec(log())?.[1];
        if (port) done(Number(port));
      });
      child.once('error', (error) => fail(`could not be started: ${error.message}`));
      child.once('exit', (code, killedBy) => fail(`ended with ${killedBy ?? code} before it listened`));
    });
  } finally {
    waiting.abort();
  }
};

/**
 * Starts a VS Code server on a loopback port, with data folders of its own. `stop()` ends it with its children; so does the end of this process.
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 * @throws when the extension cannot be installed or the server does not listen; the message holds what it wrote
 */
export const startVsCodeServer = async ({
  vscodeServer,
  vsix,
  workspace,
  settings = {},
  port = 0,
  dataDir: given,
  env = {},
  trusted = true,
  testDriver = false,
}) => {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'kaiji-vscode-'));
  const userDir = join(dataDir, 'u', 'User');
  mkdirSync(userDir, { recursive: true });
  /** @param {Readonly<Record<string, unknown>>} wanted */
  const writeSettings = (wanted) =>
    writeFileSync(
      join(userDir, 'settings.json'),
      `${JSON.stringify({ ...quietSettings, ...trustSettings(trusted), ...wanted }, null, 2)}\n`,
    );
  writeSettings(settings);
  const removeData = () => {
    if (!given) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  if (vsix) {
    await installExtension(vscodeServer, dataDir, vsix).catch((error) => {
      removeData();
      throw error;
    });
  }

  const args = [
    'out/server-main.js',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
    ...(trusted ? ['--disable-workspace-trust'] : []),
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ...folders(dataDir),
  ];
  guardOnce();
  const child = spawn(vscodeServer.node24, args, {
    cwd: vscodeServer.dir,
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.set(child, removeData);
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (written = `${written}${chunk}`.slice(-100_000)));

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      killGroup(child);
      const last = setTimeout(() => killGroup(child, 'SIGKILL'), 5_000);
      await ended;
      clearTimeout(last);
    }
    killGroup(child, 'SIGKILL');
    running.delete(child);
    removeData();
  };

  const actualPort = await listening(child, () => written, 60_000).catch(async (error) => {
    await stop();
    throw error;
  });
  const authority = `127.0.0.1:${actualPort}`;
  /** @param {PageOptions} page */
  const urlOf = (page) => {
    const url = new URL(`http://${authority}/`);
    if (page.workspace) url.searchParams.set('folder', resolve(page.workspace));
    const remote = Object.entries({ extensionDevelopmentPath: page.extension, extensionTestsPath: page.suite }).flatMap(
      ([key, path]) => (path ? [[key, `vscode-remote://${authority}${resolve(path)}`]] : []),
    );
    if (remote.length > 0) url.searchParams.set('payload', JSON.stringify(remote));
    return url.href;
  };
  return Object.freeze({
    port: actualPort,
    url: urlOf(workspace ? { workspace } : {}),
    dataDir,
    urlOf,
    log: () => written,
    writeSettings,
    stop,
  });
};
