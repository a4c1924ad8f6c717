import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { lastLine } from '../support/debian.mjs';

/** @typedef {{ readonly name: string, readonly version: string }} Pinned  a package of npm */

const run = promisify(execFile);
const MARKER = 'complete.json';
const PARTIAL = 'partial-';

/** Where editors are kept between runs: `$KAIJI_TEST_CACHE`, else `~/.cache/kaiji`; a folder an editor and version. @param {string} name */
export const cacheDir = (name) => join(process.env.KAIJI_TEST_CACHE || join(homedir(), '.cache', 'kaiji'), name);

/**
 * Runs npm without any package's scripts, whatever npm this process itself was started by.
 * @param {string} prefix the folder that gets `node_modules`
 * @param {readonly string[]} args
 */
export const npmInstall = async (prefix, ...args) => {
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

/** As npm reads it. @param {Pinned} pinned */
export const spec = ({ name, version }) => `${name}@${version}`;

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
 * A folder of npm packages that is there from an earlier run, or is filled now. It is filled beside its place and renamed when all is there: a
 * half-finished cache never counts as done, and of two installations at once one wins and the other is dropped.
 * @param {string} name  of the folder
 * @param {Readonly<Record<string, string>>} pins  what must be in it, as `name@version`; others are a cache miss
 * @param {(folder: string) => Promise<void>} install  fills an empty folder
 * @returns {Promise<{ readonly dir: string } | { readonly missing: string }>} `missing`: one line, what could not be installed and why
 */
export const installedOnce = async (name, pins, install) => {
  const target = cacheDir(name);
  const marker = `${JSON.stringify(pins)}\n`;
  if (isComplete(target, marker)) return { dir: target };
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  sweep(parent);
  const partial = mkdtempSync(join(parent, `${PARTIAL}${process.pid}-`));
  try {
    await install(partial);
    writeFileSync(join(partial, MARKER), marker);
    if (isComplete(target, marker)) return { dir: target };
    if (existsSync(target)) renameSync(target, join(partial, `old-${basename(target)}`));
    renameSync(partial, target);
    rmSync(join(target, `old-${basename(target)}`), { recursive: true, force: true });
  } catch (error) {
    if (isComplete(target, marker)) return { dir: target };
    const reason = lastLine(/** @type {{ stderr?: string }} */ (error).stderr || String(error));
    return { missing: `npm could not install ${Object.values(pins).join(' and ')} (${reason}); tests with them were left out.` };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return { dir: target };
};
