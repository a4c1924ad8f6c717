/** Every setting of package.json takes effect while the server runs: asked for again, or as a client that cannot be asked tells it. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CodeLens, DocumentDiagnosticReport, InitializeParams, InlayHint } from 'vscode-languageserver-protocol';
import { type Client, startClient } from './support/lsp.ts';

const FILES: Readonly<Record<string, string>> = {
  'kaiji.yaml': 'kaiji: package/v1\n',
  'sheet.kaiji.yaml': `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - { control: CL-1, status: 対応済, answer: 決めています。, evidence: [ev-a] }
  - { control: CL-2, use: [st-a] }
  - { control: CL-999, status: 対応済, answer: 決めています。, evidence: [ev-a] }
`,
  'register.kaiji.yaml': 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程, location: none.pdf }\n',
  'common.kaiji.yaml': 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 決めています。 }\n',
  'disclosure.kaiji.yaml': `kaiji: disclosure/v1
outline: sssd-outline
sections:
  - { section: org.policy, body: 方針です。 }
  - { section: org.contact, also: [tech.backup], body: '[[org.policy]] をご覧ください。' }
`,
  'risk.kaiji.yaml': `kaiji: assessment/v1
scale: oq-2021
assets: [{ id: as-x, name: 端末, confidentiality: 3, integrity: 2, availability: 2 }]
threats: [{ id: th-x, name: 侵入, level: 2 }]
vulnerabilities: [{ id: vu-x, threat: th-x, name: 放置, level: 3 }]
scenarios: [{ id: sc-x, asset: as-x, threat: th-x, vulnerability: vu-x }]
`,
  'own.kaiji.yaml': 'kaiji: checklist/v1\ncatalog: own-catalog\nanswers:\n  - { control: OWN-1 }\n',
};
const CATALOG = 'kaiji: catalog/v1\nid: own-catalog\nprefix: OWN\ncontrols:\n  - { id: OWN-1, title: 自前の項目 }\n';

/** What a client shows. */
interface Seen {
  /** `CODE SEVERITY` and the messages. */
  readonly findings: readonly string[];
  readonly messages: readonly string[];
  /** Lenses by their producer, hints by theirs. */
  readonly lenses: readonly string[];
  readonly hints: readonly string[];
}

/** A setting, the value it is given, and what was seen before and is not seen then, or the reverse; undefined for what the client does with it by itself. */
const changes: Readonly<Record<string, readonly [value: unknown, is: (seen: Seen) => boolean] | undefined>> = {
  'kaiji.language': ['en', ({ messages }) => messages.some((text) => /[ぁ-ん]{4}/.test(text))],
  'kaiji.rules': [{ 'unknown-control': 'off' }, ({ findings }) => findings.some((one) => one.startsWith('unknown-control '))],
  'kaiji.catalogs': [['catalogs'], ({ findings }) => findings.some((one) => one.startsWith('unknown-catalog '))],
  'kaiji.evidence.checkFiles': [false, ({ findings }) => findings.some((one) => one.startsWith('evidence-missing-file '))],
  ...Object.fromEntries(
    ['coverage', 'statements', 'evidence', 'sections', 'assessment'].map((name) => [
      `kaiji.codeLens.${name}`,
      [false, ({ lenses }: Seen) => lenses.includes(name)] as const,
    ]),
  ),
  ...Object.fromEntries(
    ['risk', 'controls', 'evidence', 'statements', 'sections', 'assessment'].map((name) => [
      `kaiji.inlayHints.${name}`,
      [false, ({ hints }: Seen) => hints.includes(name)] as const,
    ]),
  ),
  'kaiji.trace.server': undefined,
};

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly contributes: { readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[] };
};
const names = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));

let folder: string;
let client: Client;
let settings: Record<string, unknown>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-settings-'));
  for (const [path, text] of Object.entries(FILES)) put(`work/${path}`, text);
  put('catalogs/own.kaiji.yaml', CATALOG);
  settings = {};
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function start(
  workspace: InitializeParams['capabilities']['workspace'],
  initializationOptions = {},
  locale = 'ja',
): Promise<void> {
  client = await startClient({
    locale,
    folder: pathToFileURL(join(folder, 'work')).toString(),
    capabilities: { textDocument: { diagnostic: {} }, ...(workspace ? { workspace } : {}) },
    settings: () => settings,
    initializationOptions: { commands: true, ...initializationOptions },
  });
}

async function seen(): Promise<Seen> {
  const { connection } = client;
  const parts = await Promise.all(
    Object.keys(FILES).map(async (path) => {
      const textDocument = { uri: pathToFileURL(join(folder, 'work', path)).toString() };
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      return Promise.all([
        connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument }),
        connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument }),
        connection.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument, range }),
      ]);
    }),
  );
  const items = parts.flatMap(([report]) => (report.kind === 'full' ? report.items : []));
  const producer = ({ data }: { readonly data?: unknown }) => (data as { readonly producer: string }).producer;
  return {
    findings: items.map(({ code, severity }) => `${code} ${severity}`),
    messages: items.map(({ message }) => String(message)),
    lenses: parts.flatMap(([, lenses]) => lenses.map(producer)),
    hints: parts.flatMap(([, , hints]) => hints.map(producer)),
  };
}

/** `kaiji.a.b` = 1 as `{ a: { b: 1 } }`. */
function nested(name: string, value: unknown): Record<string, unknown> {
  const [, ...keys] = name.split('.');
  return keys.reduceRight((inner: unknown, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

const folders = (value: unknown) => (Array.isArray(value) ? [join(folder, 'catalogs')] : value);

describe.each([
  ['asked for', { configuration: true }, (_: unknown) => null],
  ['told', undefined, (now: unknown) => ({ kaiji: now })],
  ['told without the name of the section', undefined, (now: unknown) => now],
] as [string, InitializeParams['capabilities']['workspace'], (now: unknown) => unknown][])(
  'settings that are %s',
  (_, workspace, told) => {
    test('each take effect at once, and go again', async () => {
      await start(workspace);
      const change = (now: Record<string, unknown>) => {
        settings = now;
        return client.connection.sendNotification('workspace/didChangeConfiguration', { settings: told(now) });
      };
      const plain = await seen();
      expect(Object.keys(changes).sort(), 'each setting has its line above').toEqual([...names].sort());
      for (const [name, line] of Object.entries(changes)) {
        if (!line) continue;
        const [value, is] = line;
        expect(is(plain), `before ${name}`).toBe(true);
        await change(nested(name, folders(value)));
        expect(is(await seen()), name).toBe(false);
      }
      await change({});
      expect(await seen()).toEqual(plain);
    });
  },
);

test('what the client is shown is asked for again', async () => {
  await start({
    configuration: true,
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  });
  const refreshed = ['diagnostic', 'codeLens', 'inlayHint'].map(
    (what) => new Promise<void>((resolve) => client.connection.onRequest(`workspace/${what}/refresh`, () => resolve())),
  );
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await Promise.all(refreshed);
});

test('a client that cannot be asked may tell its settings at start; nonsense is no setting', async () => {
  await start(undefined, { settings: nested('kaiji.codeLens.coverage', false) });
  expect((await seen()).lenses).not.toContain('coverage');
  const before = await seen();
  for (const settings of [null, 'x', [], { kaiji: null }, { kaiji: 7 }])
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  expect((await seen()).findings).toEqual(before.findings);
  // What is told replaces what was told before.
  expect((await seen()).lenses).toContain('coverage');
});

test('tracing is told by a notification, and disturbs nothing', async () => {
  await start(undefined);
  for (const value of ['verbose', 'messages', 'off']) await client.connection.sendNotification('$/setTrace', { value });
  expect((await seen()).lenses).toContain('coverage');
});

describe('the language', () => {
  /** What is said about one sheet, by the request it answers. */
  async function said(): Promise<Readonly<Record<string, string>>> {
    const { connection } = client;
    const textDocument = { uri: pathToFileURL(join(folder, 'work', 'sheet.kaiji.yaml')).toString() };
    const position = { line: 3, character: 17 };
    const range = { start: { line: 5, character: 0 }, end: { line: 5, character: 40 } };
    const lens = (await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument }))[0];
    const asked = {
      findings: connection.sendRequest('textDocument/diagnostic', { textDocument }),
      hover: connection.sendRequest('textDocument/hover', { textDocument, position }),
      lens: connection.sendRequest('codeLens/resolve', lens),
      completion: connection.sendRequest('textDocument/completion', { textDocument, position: { line: 5, character: 17 } }),
      actions: connection.sendRequest('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
      choices: connection.sendRequest('kaiji/choices', {}),
    };
    const answers = await Promise.all(Object.entries(asked).map(async ([name, answer]) => [name, digest(await answer)]));
    return Object.fromEntries(answers) as Record<string, string>;
  }
  // Short, so that a difference can be read.
  const digest = (answer: unknown) =>
    createHash('sha256')
      .update(JSON.stringify(answer, (key, value: unknown) => (key === 'resultId' ? undefined : value)))
      .digest('hex');
  const speak = (language: string) => {
    settings = { language };
    return client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  };

  test('is another at once for everything that is asked after the setting changed', async () => {
    await start({ configuration: true });
    await client.open(pathToFileURL(join(folder, 'work', 'sheet.kaiji.yaml')).toString(), FILES['sheet.kaiji.yaml'] ?? '');
    await speak('ja');
    const japanese = await said();
    await speak('en');
    const english = await said();
    for (const [name, answer] of Object.entries(japanese)) expect(english[name], name).not.toBe(answer);
    await speak('auto');
    expect(await said()).toEqual(japanese);
  });

  test.each([
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['en-gb', 'en'],
    // What the client says and what VS Code shows of the manifest is English then.
    ['fr', 'en'],
  ])('auto: of a client in %s it is %s', async (locale, language) => {
    await start({ configuration: true }, {}, locale);
    await client.open(pathToFileURL(join(folder, 'work', 'sheet.kaiji.yaml')).toString(), FILES['sheet.kaiji.yaml'] ?? '');
    const auto = await said();
    await speak(language);
    expect(await said()).toEqual(auto);
    await speak(language === 'ja' ? 'en' : 'ja');
    expect(await said()).not.toEqual(auto);
  });
});
