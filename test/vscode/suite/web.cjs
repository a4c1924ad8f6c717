// Runs inside the extension host of a browser, as one script (../web/host.mjs bundles it).
const assert = require('./assert.cjs');
const { runSuite } = require('./run.cjs');

/**
 * By the marks VS Code itself sets around loading and calling an extension: `activate` and what VS Code does before and after it.
 * @type {import('./cases.cjs').Host['timeActivation']}
 */
const timeActivation =
  ({ id }) =>
  () => {
    /** @param {string} name */
    const at = (name) => {
      const [mark] = performance.getEntriesByName(`code/extHost/${name}/${id}`, 'mark');
      assert.ok(mark, `VS Code set no mark ${name}`);
      return mark.startTime;
    };
    return {
      loading: { wall: at('didLoadExtensionCode') - at('willLoadExtensionCode') },
      activate: { wall: at('didActivateExtension') - at('didLoadExtensionCode') },
    };
  };

/** Workers of the language server, as the extension starts them. @type {import('./cases.cjs').Host['countServers']} */
const countServers = () => {
  let count = 0;
  const scope = /** @type {{ Worker: new (url: string, options?: object) => object }} */ (/** @type {unknown} */ (globalThis));
  scope.Worker = new Proxy(scope.Worker, {
    construct: (Original, [url, options]) => {
      if (String(url).endsWith('/dist/web/server.js')) count++;
      return new Original(url, options);
    },
  });
  return () => count;
};

/** To the server that served this script. */
exports.run = () =>
  runSuite({
    timeActivation,
    countServers,
    report: async (result, { extensionUri }) => {
      const { scheme, authority } = extensionUri;
      await fetch(`${scheme}://${authority}/suite-result`, { method: 'POST', body: JSON.stringify(result) });
    },
  });
