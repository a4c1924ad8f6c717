import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { provision } from './provision.mjs';
import { startVsCodeServer } from './server.mjs';
import { eventually } from './wait.mjs';
import { launch, openWorkspace } from './workbench.mjs';

/**
 * @typedef {{ wall: number, processor?: number }} Cost  milliseconds
 * @typedef {object} SuiteResult
 * @property {string} version  of VS Code
 * @property {{ loading: Cost, activate: Cost }} [activation]  evaluating the bundle, and `activate` until it returns
 * @property {readonly { readonly name: string, readonly ok: boolean, readonly error?: string, readonly ms: number }[]} cases
 */

const here = dirname(fileURLToPath(import.meta.url));

/** The module whose `run()` is the suite. */
export const SUITE = join(here, 'suite', 'index.cjs');
export const PROJECT = join(here, '..', '..');

/**
 * Prints a result as its cases and a closing line, and sets the exit code.
 * @param {SuiteResult} result
 */
export const report = ({ version, activation, cases }) => {
  console.log(`In the extension host of VS Code ${version}:`);
  for (const [part, { wall, processor }] of Object.entries(activation ?? {}))
    console.log(
      `  ${part}: ${wall.toFixed(0)} ms${processor === undefined ? '' : `, ${processor.toFixed(0)} ms of processor time`}`,
    );
  for (const { name, ok, ms, error } of cases)
    console.log(`  ${ok ? 'ok  ' : 'FAIL'} ${name} (${ms} ms)${error ? `\n${error}` : ''}`);
  const failed = cases.filter(({ ok }) => !ok).length;
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  if (failed > 0 || cases.length === 0) process.exitCode = 1;
};

/** A folder for the suite to open, without Kaiji files. @param {string} parent */
export const emptyWorkspace = (parent) => {
  const folder = join(parent, 'workspace');
  mkdirSync(folder);
  writeFileSync(join(folder, 'memo.txt'), 'メモ\n');
  return folder;
};

/**
 * Runs the in-host suite in the VS Code server's extension host, with the unpacked extension.
 * @param {{ readonly provisioned: import('./provision.mjs').Provisioned, readonly extension?: string }} options
 *   `extension`: the folder with package.json and `dist`, the project's own unless told
 * @returns {Promise<SuiteResult>}
 * @throws {Error} when no result came; the message holds what the page and the extension host wrote
 */
export const runSuiteInServer = async ({ provisioned, extension = PROJECT }) => {
  const results = mkdtempSync(join(tmpdir(), 'kaiji-suite-'));
  const resultFile = join(results, 'result.json');
  const server = await startVsCodeServer({
    vscodeServer: provisioned.vscodeServer,
    testDriver: true,
    env: { KAIJI_SUITE_RESULT: resultFile },
  });
  const browser = await launch(provisioned.chromium);
  try {
    const { console: written } = await openWorkspace(
      browser,
      server.urlOf({ workspace: emptyWorkspace(results), extension: resolve(extension), suite: SUITE }),
      { isDriven: true },
    );
    await eventually('the result of the suite', () => existsSync(resultFile), {
      timeout: 240_000,
      lastSeen: () => written().slice(-20),
    });
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } finally {
    await browser.close();
    await server.stop();
    rmSync(results, { recursive: true, force: true });
  }
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const provisioned = await provision();
  if (provisioned.missing !== undefined) {
    console.error(provisioned.missing);
    process.exitCode = 1;
  } else report(await runSuiteInServer({ provisioned, ...(process.argv[2] ? { extension: process.argv[2] } : {}) }));
}
