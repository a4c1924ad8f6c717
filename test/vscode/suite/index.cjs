// Runs inside an extension host on Node: of a desktop VS Code (electron.mjs) or of the VS Code server (host.mjs). CommonJS, because VS Code requires it.
const childProcess = require('node:child_process');
const fs = require('node:fs');
const assert = require('./assert.cjs');
const { runSuite } = require('./run.cjs');

/** @template T @param {() => T} work @returns {{ readonly result: T, readonly cost: import('./cases.cjs').Cost }} */
const timed = (work) => {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, cost: { wall: performance.now() - start, processor: (user + system) / 1000 } };
};

/**
 * Loads the module VS Code is about to load, and puts one in its place that times `activate`.
 * @type {import('./cases.cjs').Host['timeActivation']}
 */
const timeActivation = ({ extensionPath }) => {
  const path = require.resolve(extensionPath);
  const { result: bundle, cost: loading } = timed(() => require(path));
  let activate = /** @type {import('./cases.cjs').Cost | undefined} */ (undefined);
  const loaded = require.cache[path];
  assert.ok(loaded, 'VS Code would load another module than this one');
  loaded.exports = {
    activate: (/** @type {unknown} */ context) => {
      const { result, cost } = timed(() => bundle.activate(context));
      activate = cost;
      return result;
    },
  };
  return () => {
    assert.ok(activate, 'VS Code called another `activate` than this one');
    return { loading, activate };
  };
};

/** Processes of the language server, as the extension starts them. @type {import('./cases.cjs').Host['countServers']} */
const countServers = () => {
  let count = 0;
  for (const name of /** @type {const} */ (['fork', 'spawn'])) {
    const original = /** @type {(...given: unknown[]) => never} */ (childProcess[name]);
    Object.assign(childProcess, {
      [name]: (/** @type {unknown[]} */ ...given) => {
        if (/[\\/]dist[\\/]server\.js/.test(JSON.stringify(given))) count++;
        return original(...given);
      },
    });
  }
  return () => count;
};

/** As JSON to `$KAIJI_SUITE_RESULT`: a file, because of the ways to an extension host only some hand on its console and none its exit code. */
exports.run = () =>
  runSuite({
    timeActivation,
    countServers,
    report: async (result) => {
      const path = process.env.KAIJI_SUITE_RESULT;
      if (!path) return;
      fs.writeFileSync(`${path}.partial`, JSON.stringify(result, null, 2));
      // Renamed into place, so that whoever waits for it reads it whole.
      fs.renameSync(`${path}.partial`, path);
    },
  });
