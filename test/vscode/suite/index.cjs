// Runs inside an extension host: of a desktop VS Code (electron.mjs) or of the VS Code server (host.mjs). CommonJS, because VS Code requires it.
const fs = require('node:fs');
const vscode = require('vscode');
const { cases, prepare } = require('./cases.cjs');

/** @typedef {{ readonly name: string, readonly ok: boolean, readonly error?: string, readonly ms: number }} CaseResult */

const CASE_TIMEOUT = 30_000;

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
const inTime = async (work) => {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`not done after ${CASE_TIMEOUT} ms`)), CASE_TIMEOUT);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** @param {string} name @param {() => Promise<void>} body @returns {Promise<CaseResult>} */
const attempt = async (name, body) => {
  const start = Date.now();
  try {
    await inTime(body());
    return { name, ok: true, ms: Date.now() - start };
  } catch (error) {
    return {
      name,
      ok: false,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      ms: Date.now() - start,
    };
  }
};

/**
 * Runs all cases and writes `{ version, activation, cases }` as JSON to `$KAIJI_SUITE_RESULT`. A file, because of the ways to an extension host only
 * some hand on its console and none its exit code; renamed into place, so that whoever waits for it reads it whole.
 * @throws {Error} when a case failed, which makes a desktop VS Code exit with 1
 */
exports.run = async () => {
  const results = /** @type {CaseResult[]} */ ([]);
  let context = /** @type {import('./cases.cjs').Context | undefined} */ (undefined);
  results.push(
    await attempt('the extension activates', async () => {
      context = await prepare();
    }),
  );
  const opened = context;
  if (opened) for (const { name, body } of cases) results.push(await attempt(name, () => body(opened)));

  const path = process.env.KAIJI_SUITE_RESULT;
  if (path) {
    fs.writeFileSync(
      `${path}.partial`,
      JSON.stringify({ version: vscode.version, activation: opened?.activation, cases: results }, null, 2),
    );
    fs.renameSync(`${path}.partial`, path);
  }
  const failed = results.filter(({ ok }) => !ok);
  if (failed.length > 0) throw new Error(failed.map(({ name, error }) => `${name}: ${error}`).join('\n'));
};
