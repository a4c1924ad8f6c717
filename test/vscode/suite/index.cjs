// Runs inside an extension host on Node: of a desktop VS Code (electron.mjs) or of the VS Code server (host.mjs). CommonJS, because VS Code requires it.
const childProcess = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const { dirname, join } = require('node:path');
const assert = require('./assert.cjs');
const { runSuite } = require('./run.cjs');

/** Where the result goes: into a folder that whoever started the suite removes. */
const RESULT = process.env.KAIJI_SUITE_RESULT;
/** What refuses a program the network, and notes that it wanted it. */
const REFUSE = join(__dirname, '..', '..', 'support', 'no-network.cjs');

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

/**
 * Notes who wants the network from here on: in this extension host every connection that is no pipe, in language servers whatever the hook refuses.
 * @returns {() => readonly string[]} what was noted so far
 */
const watchNetwork = () => {
  const noted = join(RESULT ? dirname(RESULT) : os.tmpdir(), `kaiji-network-${process.pid}`);
  const { connect } = net.Socket.prototype;
  const wanted = /** @type {string[]} */ ([]);
  net.Socket.prototype.connect = /** @type {typeof connect} */ (
    /** @this {import('node:net').Socket} */
    function (/** @type {unknown[]} */ ...given) {
      const [first] = /** @type {unknown[]} */ (Array.isArray(given[0]) ? given[0] : given);
      const isPipe =
        typeof first === 'object'
          ? first !== null && 'path' in first && Boolean(first.path)
          : typeof first === 'string' && !/^\d+$/.test(first);
      if (!isPipe) wanted.push(`connect ${JSON.stringify(first)}`);
      return connect.apply(this, /** @type {never} */ (given));
    }
  );
  const original = /** @type {(...given: unknown[]) => never} */ (childProcess.fork);
  Object.assign(childProcess, {
    fork: (
      /** @type {string} */ module,
      /** @type {unknown} */ args,
      /** @type {Record<string, unknown> & { execArgv?: string[], env?: object }} */ options = {},
    ) =>
      /[\\/]dist[\\/]server\.js$/.test(module)
        ? original(module, args, {
            ...options,
            execArgv: [...(options.execArgv ?? []), '--require', REFUSE],
            env: { ...process.env, ...options.env, KAIJI_NETWORK: noted },
          })
        : original(module, args, options),
  });
  return () => [...wanted, ...(fs.existsSync(noted) ? fs.readFileSync(noted, 'utf8').trim().split('\n') : [])];
};

/** @type {ReturnType<typeof watchNetwork>} */
let network = () => ['nothing was watched'];

/** @type {import('./cases.cjs').Case} */
const offline = {
  name: 'neither the extension nor its server wanted the network',
  body: async () => {
    assert.equal(network().join('\n'), '', 'somebody wanted');
    // Whoever did would be seen.
    net
      .connect(9, '192.0.2.1')
      .on('error', () => {})
      .destroy();
    assert.equal(network().length, 1, 'connections seen');
  },
};

/** As JSON to `$KAIJI_SUITE_RESULT`: a file, because of the ways to an extension host only some hand on its console and none its exit code. */
exports.run = () =>
  runSuite({
    timeActivation: (extension) => {
      network = watchNetwork();
      return timeActivation(extension);
    },
    countServers,
    more: [offline],
    report: async (result) => {
      if (!RESULT) return;
      fs.writeFileSync(`${RESULT}.partial`, JSON.stringify(result, null, 2));
      // Renamed into place, so that whoever waits for it reads it whole.
      fs.renameSync(`${RESULT}.partial`, RESULT);
    },
  });
