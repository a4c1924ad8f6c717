const vscode = require('vscode');

/** @typedef {import('vscode').Uri} Uri */

/** As on github.dev: folders of any other scheme are trusted without a question, of this one they are not. */
const SCHEME = 'vscode-vfs';

/** Of `/disk` on the server (../server.mjs). @type {string} */
let origin;

/** @param {string} method @param {string} what @param {Uri} uri @param {{ readonly body?: Uint8Array, readonly to?: Uri }} [more] */
const ask = async (method, what, uri, { body, to } = {}) => {
  const url = new URL(`${origin}/disk/${what}`);
  url.searchParams.set('path', uri.path);
  if (to) url.searchParams.set('to', to.path);
  const response = await fetch(url, { method, ...(body ? { body } : {}) });
  if (response.ok) return response;
  const { code } = await response.json();
  if (code === 'ENOENT') throw vscode.FileSystemError.FileNotFound(uri);
  if (code === 'EEXIST') throw vscode.FileSystemError.FileExists(uri);
  if (code === 'EACCES') throw vscode.FileSystemError.NoPermissions(uri);
  throw vscode.FileSystemError.Unavailable(`${code} ${uri}`);
};

/** @param {string} what @param {Uri} uri */
const json = async (what, uri) => (await ask('GET', what, uri)).json();

/** @param {import('vscode').ExtensionContext} context */
exports.activate = ({ extensionUri, subscriptions }) => {
  origin = `${extensionUri.scheme}://${extensionUri.authority}`;
  /** @type {import('vscode').EventEmitter<import('vscode').FileChangeEvent[]>} */
  const changed = new vscode.EventEmitter();
  /** @param {Uri} uri @param {keyof typeof vscode.FileChangeType} type */
  const tell = (uri, type) => changed.fire([{ uri, type: vscode.FileChangeType[type] }]);
  const events = new EventSource(`${origin}/disk/events`);
  events.onmessage = ({ data }) => {
    const { path, type } = JSON.parse(data);
    tell(vscode.Uri.from({ scheme: SCHEME, authority: 'test', path }), type);
  };
  /** @type {import('vscode').FileSystemProvider} */
  const provider = {
    onDidChangeFile: changed.event,
    // All of it is watched, always.
    watch: () => new vscode.Disposable(() => {}),
    stat: (uri) => json('stat', uri),
    readDirectory: (uri) => json('list', uri),
    readFile: async (uri) => new Uint8Array(await (await ask('GET', 'file', uri)).arrayBuffer()),
    createDirectory: async (uri) => void (await ask('POST', 'folder', uri)),
    writeFile: async (uri, body) => void (await ask('PUT', 'file', uri, { body })),
    delete: async (uri) => void (await ask('DELETE', 'file', uri)),
    rename: async (uri, to) => void (await ask('POST', 'rename', uri, { to })),
  };
  const search = {
    /** VS Code itself leaves out what was not asked for. @param {unknown} _query @param {{ readonly folder: Uri }} options */
    provideFileSearchResults: async (_query, { folder }) => {
      /** @type {readonly string[]} */
      const paths = await json('tree', folder);
      return paths.map((path) => folder.with({ path }));
    },
  };
  subscriptions.push(
    changed,
    { dispose: () => events.close() },
    vscode.workspace.registerFileSystemProvider(SCHEME, provider, { isCaseSensitive: true }),
    /** @type {any} */ (vscode.workspace).registerFileSearchProvider(SCHEME, search),
  );
};
