const vscode = require('vscode');
const assert = require('./assert.cjs');
const { EXAMPLE } = require('./example.cjs');

/**
 * @typedef {import('vscode').Extension<unknown>} Extension
 * @typedef {{ wall: number, processor?: number }} Cost  milliseconds
 * @typedef {{ loading: Cost, activate: Cost }} Activation  evaluating the bundle, and `activate` until it returns
 * @typedef {object} Host  what differs between extension hosts
 * @property {(extension: Extension) => () => Activation} timeActivation  called before the extension is activated; what it returns, afterwards
 * @property {() => () => number} countServers  what it returns counts the language servers started since
 * @property {readonly Case[]} [more]  asked of this kind of host alone, at the end
 * @property {(result: object, extension: Extension) => Promise<void>} report  hands the result to whoever started the suite
 * @typedef {object} Context
 * @property {Extension} extension
 * @property {import('vscode').Uri} folder  of the workspace
 * @property {Activation} activation
 * @property {() => number} servers  how many were started
 * @property {import('vscode').TextDocument} document  the example, once a case has opened it
 * @typedef {{ readonly name: string, readonly body: (context: Context) => Promise<void> }} Case
 */

/** Milliseconds `activate` may take to return. */
const ACTIVATION = 50;

/**
 * Activates the extension in a workspace without Kaiji files, where it slept until then.
 * @param {Host} host @returns {Promise<Context>}
 */
exports.prepare = async ({ timeActivation, countServers }) => {
  const extension = vscode.extensions.getExtension('kaiji.kaiji');
  assert.ok(extension, 'kaiji.kaiji is not installed');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'no folder is open');
  assert.equal(extension.isActive, false, 'the extension is awake before it is called');
  const [times, servers] = [timeActivation(extension), countServers()];
  await extension.activate();
  return { extension, folder, activation: times(), servers, document: /** @type {never} */ (undefined) };
};

/**
 * The position in a text, or behind it.
 * @param {import('vscode').TextDocument} document @param {string} text @param {number} [offset] UTF-16 units from its start
 */
const at = (document, text, offset = 0) => {
  const index = document.getText().indexOf(text);
  assert.ok(index >= 0, `no "${text}" in the example`);
  return document.positionAt(index + offset);
};

/**
 * Waits until the document's findings are as wanted; they are pulled or pushed whenever the server is ready.
 * @param {import('vscode').Uri} uri @param {(findings: readonly import('vscode').Diagnostic[]) => boolean} wanted
 * @returns {Promise<readonly import('vscode').Diagnostic[]>}
 */
const findings = (uri, wanted) =>
  new Promise((done) => {
    const look = () => {
      const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'kaiji');
      if (!wanted(own)) return;
      subscription.dispose();
      done(own);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });

/** @param {import('vscode').TextDocument} document @param {string} part  of the text that a finding stands on */
const on = (document, part) => (/** @type {import('vscode').Diagnostic} */ finding) =>
  document.getText(finding.range).includes(part);

/** @type {readonly Case[]} */
exports.cases = [
  {
    name: `activate returns within ${ACTIVATION} ms`,
    body: async ({ activation }) => {
      assert.ok(activation.activate.wall <= ACTIVATION, `it took ${activation.activate.wall} ms`);
    },
  },
  {
    name: 'without Kaiji files no server runs, whatever view of ours is shown',
    body: async ({ extension, servers }) => {
      const views = Object.values(extension.packageJSON.contributes.views ?? {}).flat();
      for (const { id } of views) await vscode.commands.executeCommand(`${id}.focus`);
      // What the extension asked for when it woke up is answered before this.
      assert.equal((await vscode.workspace.findFiles('**/*.kaiji.yaml', undefined, 1)).length, 0);
      assert.equal(servers(), 0, 'servers were started');
    },
  },
  {
    name: 'with the first Kaiji file in the workspace the server starts, once',
    body: async (context) => {
      const uri = vscode.Uri.joinPath(context.folder, 'example.kaiji.yaml');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(EXAMPLE));
      // Nobody opened it yet.
      await findings(uri, (all) => all.length > 0);
      context.document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(context.document);
      assert.equal(context.document.languageId, 'kaiji');
      assert.equal(context.servers(), 1, 'servers were started');
    },
  },
  {
    name: 'findings stand on what is wrong, each with a code',
    body: async ({ document }) => {
      const own = await findings(document.uri, (all) => all.some(on(document, 'CL-999')) && all.some(on(document, 'TODO')));
      for (const { code } of own) assert.ok(typeof code === 'object' ? code.value : code);
    },
  },
  {
    name: 'hover tells of the control',
    body: async ({ document }) => {
      /** @type {import('vscode').Hover[]} */
      const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at(document, 'CL-94', 2));
      assert.match(
        hovers
          .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
          .join('\n'),
        /CL-94/,
      );
    },
  },
  {
    name: 'completion offers controls',
    body: async ({ document }) => {
      /** @type {import('vscode').CompletionList} */
      const list = await vscode.commands.executeCommand(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at(document, 'CL-999', 4),
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(
        labels.some((label) => label.includes('CL-94')),
        `offered: ${labels.slice(0, 20).join(', ')}`,
      );
    },
  },
  {
    name: 'a finding has a quick fix',
    body: async ({ document }) => {
      const [finding] = (await findings(document.uri, (all) => all.some(on(document, 'CL-999')))).filter(on(document, 'CL-999'));
      /** @type {import('vscode').CodeAction[]} */
      const actions = await vscode.commands.executeCommand(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
        'quickfix',
      );
      assert.ok(actions.length > 0);
    },
  },
  {
    name: 'a reference leads to the answer it names',
    body: async ({ document }) => {
      /** @type {(import('vscode').Location & import('vscode').LocationLink)[]} */
      const places = await vscode.commands.executeCommand(
        'vscode.executeDefinitionProvider',
        document.uri,
        at(document, 'same-as: CL-94', 11),
      );
      assert.ok(places.length > 0);
      assert.equal(String(places[0].uri ?? places[0].targetUri), String(document.uri));
    },
  },
  {
    name: 'the outline names the controls',
    body: async ({ document }) => {
      const symbols = await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
      assert.match(JSON.stringify(symbols), /CL-94/);
    },
  },
];
