const assert = require('node:assert/strict');
const vscode = require('vscode');

/**
 * @typedef {{ readonly document: import('vscode').TextDocument, readonly activation: Activation }} Context
 * @typedef {{ wall: number, processor: number }} Cost  milliseconds
 * @typedef {{ loading: Cost, activate: Cost }} Activation  evaluating the bundle, and `activate` until it returns
 * @typedef {{ readonly name: string, readonly body: (context: Context) => Promise<void> }} Case
 */

/** @template T @param {() => T} work @returns {{ readonly result: T, readonly cost: Cost }} */
const timed = (work) => {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, cost: { wall: performance.now() - start, processor: (user + system) / 1000 } };
};

/**
 * Loads the module VS Code is about to load, and puts one in its place that times `activate`.
 * @param {string} folder  of the extension
 * @returns {Activation}  its `activate` counts once VS Code has called it
 */
const timeActivation = (folder) => {
  const path = require.resolve(folder);
  const { result: bundle, cost: loading } = timed(() => require(path));
  const activation = { loading, activate: { wall: 0, processor: 0 } };
  const activate = (/** @type {unknown} */ context) => {
    const { result, cost } = timed(() => bundle.activate(context));
    activation.activate = cost;
    return result;
  };
  const loaded = require.cache[path];
  assert.ok(loaded, 'VS Code would load another module than this one');
  loaded.exports = { activate };
  return activation;
};

/**
 * Activates the extension, which slept until then for no Kaiji file was open, and opens the example.
 * @returns {Promise<Context>}
 */
exports.prepare = async () => {
  const extension = vscode.extensions.getExtension('kaiji.kaiji');
  assert.ok(extension, 'kaiji.kaiji is not installed');
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  assert.equal(extension.isActive, false, 'the extension is awake before a Kaiji file is seen');
  const activation = timeActivation(extension.extensionPath);
  await extension.activate();
  assert.ok(activation.activate.wall > 0, 'VS Code called another `activate` than this one');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'example.kaiji.yaml'));
  await vscode.window.showTextDocument(document);
  assert.equal(document.languageId, 'kaiji');
  return { document, activation };
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
