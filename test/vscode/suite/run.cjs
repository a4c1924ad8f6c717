const vscode = require('vscode');
const assert = require('./assert.cjs');
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
 * Runs all cases and hands `{ version, activation, cases }` to the host.
 * @param {import('./cases.cjs').Host} host
 * @throws {Error} when a case failed, which makes a desktop VS Code exit with 1
 */
exports.runSuite = async (host) => {
  const results = /** @type {CaseResult[]} */ ([]);
  let context = /** @type {import('./cases.cjs').Context | undefined} */ (undefined);
  results.push(
    await attempt('the extension sleeps until it is called, and wakes up', async () => {
      context = await prepare(host);
    }),
  );
  const opened = context;
  if (opened)
    for (const { name, body } of [...cases, ...(host.more ?? [])]) results.push(await attempt(name, () => body(opened)));
  const extension = vscode.extensions.getExtension('kaiji.kaiji');
  assert.ok(extension, 'kaiji.kaiji is not installed');
  const { version } = vscode;
  await host.report({ version, ...(opened ? { activation: opened.activation } : {}), cases: results }, extension);
  const failed = results.filter(({ ok }) => !ok);
  if (failed.length > 0) throw new Error(failed.map(({ name, error }) => `${name}: ${error}`).join('\n'));
};
