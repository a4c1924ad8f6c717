/** What the extension allows its pages, hovers and settings, its modules run with what they use of VS Code in its place. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { expect, test } from 'vitest';
import { bundled } from '../../scripts/bundled.mjs';

/** As much of VS Code as is used on loading and in these tests; what is opened is kept. */
const VSCODE = `
export const opened = (globalThis.opened = []);
export class MarkdownString { constructor(value) { this.value = value; } }
globalThis.MarkdownString = MarkdownString;
export class EventEmitter { event = () => ({ dispose() {} }); fire() {} dispose() {} }
export class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
export class Range { constructor(start, end) { Object.assign(this, { start, end }); } }
const nothing = () => ({ dispose() {} });
export const Uri = { joinPath: (base, ...names) => [base, ...names].join('/'), parse: (uri) => uri, from: ({ scheme, path }) => scheme + ':' + path };
export const TextEditorRevealType = { AtTop: 3 };
export const ViewColumn = { One: 1, Beside: -2 };
export const env = { openExternal: (uri) => (opened.push('external ' + uri), Promise.resolve(true)) };
export const workspace = {
  onDidChangeConfiguration: nothing,
  registerTextDocumentContentProvider: nothing,
  getConfiguration: () => ({ get: () => 'ja' }),
  openTextDocument: (uri) => (opened.push('document ' + uri), Promise.resolve({ lineCount: 1, lineAt: () => ({ firstNonWhitespaceCharacterIndex: 0 }) })),
};
export const window = new Proxy({ visibleTextEditors: [], registerUriHandler: (handler) => Object.assign(globalThis, { handler }) }, { get: (all, name) => (name in all ? all[name] : nothing) });
export const languages = {};
export const commands = { registerCommand: nothing, executeCommand: async (...given) => void opened.push(given.join(' ')) };
export const l10n = { t: (text) => text };
`;

const stubs: Plugin = {
  name: 'vscode',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode(-languageclient)?$/ }, ({ path }) => ({ path, namespace: 'stub' }));
    onLoad({ filter: /./, namespace: 'stub' }, ({ path }) => ({
      contents:
        path === 'vscode'
          ? VSCODE
          : 'export const State = { Running: 2 }; export const LSPErrorCodes = {}; export class ResponseError extends Error {}',
      loader: 'js',
    }));
  },
};

const load = <T>(path: string) => bundled<T>(path, [stubs]);

test('T-27 a page of ours runs its own program and nothing else, and fetches nothing', async () => {
  const { SpokenPage, pageOptions } = await load<typeof import('../../client/webview-page.ts')>('client/webview-page.ts');
  const context = { extensionUri: '/extension' } as never;
  expect(pageOptions(context)).toEqual({
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: ['/extension/dist'],
  });
  const webview = { html: '', cspSource: 'https://csp.example', asWebviewUri: (uri: unknown) => uri };
  const words = { greeting: () => '</script><script>alert(1)</script>' };
  new SpokenPage({ webview } as never, context, { view: 'preview', words }).speak('ja');
  expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(webview.html)?.[1]).toMatch(
    /^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'; style-src https:\/\/csp\.example; img-src data:; base-uri 'none'; form-action 'none'$/,
  );
  expect(webview.html.match(/<script/g)).toHaveLength(2);
  expect(webview.html).not.toContain('alert(1)</script>');
});

test('T-20 links of a hover may show a clause, and run no other command; no other text is trusted', async () => {
  const { withClauseLinks } = await load<typeof import('../../client/clause-page.ts')>('client/clause-page.ts');
  const { MarkdownString } = globalThis as unknown as { readonly MarkdownString: new (value: string) => { isTrusted?: unknown } };
  const content = new MarkdownString('[閉じる](command:workbench.action.quit)');
  await withClauseLinks({ contents: [content] } as never);
  expect(content.isTrusted).toEqual({ enabledCommands: ['kaiji.showClause'] });
  const sources = readdirSync('client', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const trusting = sources.filter((name) =>
    /isTrusted|supportHtml|supportThemeIcons/.test(readFileSync(join('client', name), 'utf8')),
  );
  expect(trusting).toEqual(['clause-page.ts']);
});

test('T-28 at the word of a page only web addresses leave, and only files it shows open', async () => {
  const { PreviewPanel } = await load<typeof import('../../client/preview/panel.ts')>('client/preview/panel.ts');
  let take: (message: unknown) => void = () => {};
  const panel = {
    visible: false,
    webview: { onDidReceiveMessage: (to: typeof take) => (take = to), postMessage: () => {} },
    onDidChangeViewState: () => {},
    onDidDispose: () => {},
  };
  const server = { onChanged: () => {}, client: { onDidChangeState: () => {}, sendRequest: async () => null } };
  const state = { uri: 'file:///p/a.kaiji.yaml', audience: 'internal', isLocked: false };
  const shown = new PreviewPanel({ panel, speak: () => false } as never, state as never, server as never, {} as never);
  shown.show({ ...state, uri: 'file:///p/b.kaiji.yaml' } as never);
  const { opened } = globalThis as unknown as { readonly opened: string[] };
  for (const href of [
    'https://example.jp/',
    'command:workbench.action.quit',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'vscode://x',
  ])
    take({ is: 'link', href });
  for (const uri of ['file:///etc/passwd', 'untitled:x', 'file:///p/b.kaiji.yaml'])
    take({ is: 'source', uri, line: 0, isMeant: false });
  await new Promise(setImmediate);
  expect(opened).toEqual(['external https://example.jp/', 'document file:///p/b.kaiji.yaml']);
});

test('T-43 a link from elsewhere shows the page of a rule, and nothing else', async () => {
  const { registerRuleDocs } = await load<typeof import('../../client/rule-docs.ts')>('client/rule-docs.ts');
  registerRuleDocs({ client: {} } as never);
  const { handler, opened } = globalThis as unknown as {
    readonly handler: { handleUri(uri: { readonly path: string }): Promise<void> };
    readonly opened: string[];
  };
  for (const path of [
    '/rules/missing-evidence',
    '/rules/../x',
    '/rules/a/b',
    '/rules/a?b',
    '/rules/%2e',
    '/export',
    '',
    '/rules/',
  ])
    await handler.handleUri({ path });
  expect(opened).toEqual(['markdown.showPreview kaiji-rule:/missing-evidence.md']);
});

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly type?: string }>> }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  };
}

test('T-4 every setting that names a place on the disk is restricted in a workspace that is not trusted', () => {
  const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  // Lists of paths; the others are switches, languages and severities.
  const naming = contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties).flatMap(([name, { type }]) => (type === 'array' || type === 'string' ? [name] : [])),
  );
  const harmless = ['kaiji.language', 'kaiji.trace.server'];
  expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(naming.filter((name) => !harmless.includes(name)));
});
