import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { quietSettings, trustSettings } from '../server.mjs';
import { serveDisk } from './disk.mjs';

/**
 * @typedef {object} WebOptions
 * @property {string} dir  from `provisionWeb()`
 * @property {string} vsix  the packaged extension
 * @property {string} workspace  the folder that `url` opens
 * @property {string} [reach]  a folder above it that the virtual workspace reaches too
 * @property {Readonly<Record<string, unknown>>} [settings]  of the user, over `quietSettings`
 * @property {string} [language]  what extensions speak; English unless told
 * @property {boolean} [trusted]  whether the folder is trusted; it is unless told
 * @property {string} [suite]  a script with `run()` for the extension host, which then has the extension under development; else it is to be installed
 *
 * @typedef {object} RunningWeb
 * @property {string} url  opens `workspace`
 * @property {string} extension  where the extension is installed from
 * @property {Promise<string>} suiteResult  what the suite reported
 * @property {() => Promise<void>} stop
 */

const here = fileURLToPath(new URL('.', import.meta.url));

/** Below the extension, or VS Code finds no extension host for it. */
const SUITE = 'suite.js';

const TYPES = /** @type {Readonly<Record<string, string>>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.cjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
});

/** @param {import('node:http').IncomingMessage} request */
const textOf = async (request) => {
  let text = '';
  for await (const part of request) text += part;
  return text;
};

/**
 * Serves VS Code for the Web on a loopback port, with a folder of this machine as a virtual workspace (disk.mjs) at the path it has on disk.
 * @param {WebOptions} options
 * @returns {Promise<RunningWeb>}
 */
export const startVsCodeWeb = async ({
  dir,
  vsix,
  workspace,
  reach = workspace,
  settings = {},
  language = 'en',
  trusted = true,
  suite,
}) => {
  const shipped = unzipSync(readFileSync(vsix));
  const disk = serveDisk(resolve(reach));
  /** @type {(result: string) => void} */
  let report = () => {};
  const suiteResult = /** @type {Promise<string>} */ (new Promise((done) => (report = done)));

  /** @param {string} path  of a file of the extension */
  const ofExtension = (path) => {
    if (path === SUITE) return suite;
    // A gallery tells VS Code which languages an extension has; of one that is installed from an address, it reads this file alone.
    const own = path === 'package.nls.json' ? shipped[`extension/package.nls.${language}.json`] : undefined;
    return own ?? shipped[`extension/${path}`];
  };

  /** @type {Readonly<Record<string, (rest: string) => Uint8Array | string | undefined | Promise<Uint8Array>>>} by the first part of the path */
  const served = {
    '': () => readFile(join(here, 'page.html')),
    'page.js': () => readFile(join(here, 'page.cjs')),
    build: (rest) => readFile(join(dir, rest)),
    kaiji: ofExtension,
    'disk-extension': (rest) => readFile(join(here, 'disk', rest)),
    configuration: () => JSON.stringify({ language, trusted, options: configuration() }),
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', origin());
    const path = decodeURIComponent(url.pathname.slice(1));
    // A webview has an origin of its own.
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (path.startsWith('disk/')) return disk.answer(request, response, url);
    if (path === 'suite-result') {
      report(await textOf(request));
      return response.end();
    }
    const [first = ''] = path.split('/', 1);
    try {
      const content = await served[first]?.(path.slice(first.length + 1));
      if (content === undefined) throw new Error('not there');
      const type = TYPES[extname(path)] ?? (first === '' ? TYPES['.html'] : undefined);
      if (type) response.setHeader('Content-Type', type);
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });

  /** A name, not an address: webviews live on subdomains of it, which a browser calls the same site only below a name like this. */
  const authority = () => `web.localhost:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  const origin = () => `http://${authority()}`;
  /** @param {string} path */
  const uri = (path) => ({ scheme: 'http', authority: authority(), path });
  const configuration = () => ({
    configurationDefaults: { ...quietSettings, ...trustSettings(trusted), ...settings },
    enableWorkspaceTrust: !trusted,
    additionalBuiltinExtensions: [uri('/disk-extension')],
    productConfiguration: {
      enableTelemetry: false,
      extensionEnabledApiProposals: { 'kaiji-test.disk': ['fileSearchProvider'] },
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.${authority()}/build/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    ...(suite === undefined
      ? {}
      : { developmentOptions: { extensions: [uri('/kaiji')], extensionTestsPath: uri(`/kaiji/${SUITE}`) } }),
  });

  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const folder = new URL(`vscode-vfs://test${resolve(workspace)}`);
  return Object.freeze({
    url: `${origin()}/?folder=${encodeURIComponent(folder.href)}`,
    extension: `${origin()}/kaiji`,
    suiteResult,
    stop: async () => {
      disk.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
};
