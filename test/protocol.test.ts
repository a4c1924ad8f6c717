/** The built server, spoken to as any editor speaks to it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  PublishDiagnosticsParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import type { Client, ClientOptions } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

let client: Client;

const served = servedFolder();
const start = async (options: ClientOptions = {}) => {
  client = await served.start(options);
  return client.connection;
};
const { uriOf, write } = served;
const checklist = (...entries: string[]) => `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${entries.join('')}`;
const pull = (uri: string, previousResultId?: string) =>
  client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
    ...(previousResultId ? { previousResultId } : {}),
  });
const change = (uri: string, version: number, start: { line: number; character: number }, end: typeof start, text: string) =>
  client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start, end }, text }],
  });
const codes = (report: DocumentDiagnosticReport) => (report.kind === 'full' ? report.items.map(({ code }) => code) : report.kind);

describe('diagnostics', () => {
  test('are pulled with a resultId, unchanged when nothing changed, new after an edit', async () => {
    await start();
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, checklist('  - control: CL-999\n    status: 対応済\n    answer: 作業者ごとに発行しています。\n'));
    const first = await pull(uri);
    expect(codes(first)).toContain('unknown-control');
    expect(codes(await pull(uri, first.resultId))).toBe('unchanged');
    await change(uri, 2, { line: 3, character: 13 }, { line: 3, character: 19 }, 'CL-94');
    const second = await pull(uri, first.resultId);
    expect(codes(second)).not.toContain('unknown-control');
    expect(codes(second)).toContain('missing-evidence');
  });

  test('follow edits of other files of the package', async () => {
    await start();
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const answers = uriOf('a.kaiji.yaml');
    const register = uriOf('evidence.kaiji.yaml');
    await client.open(
      answers,
      checklist('  - control: CL-94\n    status: 対応済\n    answer: 発行しています。\n    evidence: [ev-policy]\n'),
    );
    expect(codes(await pull(answers))).toContain('unknown-evidence');
    await client.open(register, 'kaiji: evidence/v1\nevidence:\n  - id: ev-policy\n    title: 規程\n');
    expect(codes(await pull(answers))).not.toContain('unknown-evidence');
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: register } });
    expect(codes(await pull(answers))).toContain('unknown-evidence');
  });

  test('are asked for again after an edit of a document that is not shown, and after one is closed', async () => {
    const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
    const connection = await start({ capabilities });
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const [uri, other] = [uriOf('a.kaiji.yaml'), uriOf('evidence.kaiji.yaml')];
    await client.open(uri, checklist('  - { control: CL-94, status: 対応済, answer: 発行しています。, evidence: [ev-a] }\n'));
    expect(codes(await pull(uri))).toContain('unknown-evidence');
    const refreshed = () => new Promise<void>((resolve) => connection.onRequest('workspace/diagnostic/refresh', () => resolve()));
    const edited = refreshed();
    await client.open(other, '');
    const register = 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程, kind: policy.access }\n';
    await change(other, 2, { line: 0, character: 0 }, { line: 0, character: 0 }, register);
    await edited;
    expect(codes(await pull(uri))).not.toContain('unknown-evidence');
    const closed = refreshed();
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri: other } });
    await closed;
    expect(codes(await pull(uri))).toContain('unknown-evidence');
  });

  test('of facts that disagree stand in both files, linked to each other, and go when one is changed', async () => {
    await start();
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const disclosure = uriOf('disclosure.kaiji.yaml');
    const matrix = uriOf('meti.kaiji.yaml');
    await client.open(
      disclosure,
      'kaiji: disclosure/v1\nsections:\n  - section: org.policy\n    body: 方針です。\n    facts: { password.max-age-days: 180 }\n',
    );
    await client.open(
      matrix,
      'kaiji: checklist/v1\ncatalog: meti-processor\nanswers:\n  - control: METI-2.6.14(14)\n    answer: 変更を求めます。\n    facts:\n      password.max-age-days: 90\n',
    );
    const conflicts = async (uri: string) => {
      const report = await pull(uri);
      return report.kind === 'full' ? report.items.filter(({ code }) => code === 'conflicting-facts') : [];
    };
    const [[here], [there]] = [await conflicts(disclosure), await conflicts(matrix)];
    expect(here).toMatchObject({ range: { start: { line: 4, character: 36 }, end: { line: 4, character: 39 } } });
    expect(here?.relatedInformation).toMatchObject([{ location: { uri: matrix, range: { start: { line: 6, character: 29 } } } }]);
    expect(there?.relatedInformation).toMatchObject([
      { location: { uri: disclosure, range: { start: { line: 4, character: 36 } } } },
    ]);
    await change(matrix, 2, { line: 6, character: 29 }, { line: 6, character: 31 }, '180日');
    expect(await conflicts(disclosure)).toEqual([]);
    expect(await conflicts(matrix)).toEqual([]);
  });

  test('of files that are not open come by workspace/diagnostic', async () => {
    const connection = await start();
    write('kaiji.yaml', 'kaiji: package/v1\n');
    write('b.kaiji.yaml', checklist('  - control: CL-999\n'));
    const report = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    const found = report.items.find(({ uri }) => uri === uriOf('b.kaiji.yaml'));
    expect(found?.kind === 'full' && found.items.map(({ code }) => code)).toContain('unknown-control');
    // Nothing changed: the answer waits until something does, instead of walking the workspace again and again.
    const previousResultIds = report.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const held = connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
    await pull(uriOf('b.kaiji.yaml'));
    await client.open(uriOf('c.kaiji.yaml'), checklist('  - control: CL-998\n'));
    const again = await held;
    expect(again.items.map(({ uri }) => uri)).toContain(uriOf('c.kaiji.yaml'));
  });

  test('of a workspace request that is cancelled end with it', async () => {
    const connection = await start();
    const cancel = new CancellationTokenSource();
    const asked = connection.sendRequest<WorkspaceDiagnosticReport>(
      'workspace/diagnostic',
      { previousResultIds: [] },
      cancel.token,
    );
    cancel.cancel();
    await expect(
      asked.then(
        ({ items }) => items,
        () => [],
      ),
    ).resolves.toEqual([]);
  });

  test('follow an edit in the package that is extended', async () => {
    await start();
    write('common/kaiji.yaml', 'kaiji: package/v1\n');
    write('common/evidence.kaiji.yaml', 'kaiji: evidence/v1\nevidence: []\n');
    const answers = uriOf('service/a.kaiji.yaml');
    await client.open(
      answers,
      checklist('  - control: CL-94\n    status: 対応済\n    answer: 発行しています。\n    evidence: [ev-policy]\n'),
    );
    await client.open(uriOf('service/kaiji.yaml'), 'kaiji: package/v1\nextends: ../common\n');
    expect(codes(await pull(answers))).toContain('unknown-evidence');
    await client.open(uriOf('common/evidence.kaiji.yaml'), 'kaiji: evidence/v1\nevidence:\n  - id: ev-policy\n    title: 規程\n');
    expect(codes(await pull(answers))).not.toContain('unknown-evidence');
  });

  test('two packages that extend each other are checked all the same', async () => {
    await start();
    for (const [name, other] of [
      ['one', 'two'],
      ['two', 'one'],
    ]) {
      write(`${name}/kaiji.yaml`, `kaiji: package/v1\nextends: ../${other}\n`);
    }
    await client.open(uriOf('one/a.kaiji.yaml'), checklist('  - control: CL-999\n'));
    expect(codes(await pull(uriOf('one/a.kaiji.yaml')))).toContain('unknown-control');
  });

  test('lose no edit that comes while a package is being read', async () => {
    await start();
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const answers = uriOf('a.kaiji.yaml');
    const register = uriOf('evidence.kaiji.yaml');
    write('evidence.kaiji.yaml', 'kaiji: evidence/v1\nevidence: []\n');
    const entry = '  - control: CL-94\n    status: 対応済\n    answer: 発行しています。\n    evidence: [ev-policy]\n';
    await client.open(answers, checklist(entry));
    const early = pull(answers);
    await client.open(register, 'kaiji: evidence/v1\nevidence:\n  - id: ev-policy\n    title: 規程\n');
    await change(answers, 2, { line: 0, character: 0 }, { line: 0, character: 0 }, '# 注記\n');
    const late = pull(answers);
    // Overtaken by the edit: refused with the word to ask again, never answered about the wrong version.
    await early.catch((error: { code: number }) => expect(error.code).toBe(LSPErrorCodes.ServerCancelled));
    expect(codes(await late)).not.toContain('unknown-evidence');
  });

  test.each([
    ['a folder whose name needs escaping', 'pa(2026)&b +@ 開示'],
    ['a percent sign', '100%'],
  ])('in %s are those of one file, however its address is spelled', async (_, name) => {
    const connection = await start();
    write(join(name, 'kaiji.yaml'), 'kaiji: package/v1\n');
    const text = 'kaiji: evidence/v1\nevidence:\n  - id: ev-a\n    title: 規程\n';
    write(join(name, 'evidence.kaiji.yaml'), text);
    // Node leaves brackets and & as they are; VS Code escapes them.
    const node = uriOf(join(name, 'evidence.kaiji.yaml'));
    const editor = node.replace(/[()&+@]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
    await client.open(editor, text);
    expect(codes(await pull(editor))).toEqual([]);
    const { items } = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    expect(items.map(({ uri }) => uri).filter((uri) => uri.includes('evidence'))).toEqual([editor]);
  });

  test('of an untitled document are its own, without a disk', async () => {
    await start();
    write('kaiji.yaml', 'kaiji: package/v1\n');
    await client.open(uriOf('a.kaiji.yaml'), checklist('  - control: CL-94\n'));
    await pull(uriOf('a.kaiji.yaml'));
    for (const uri of ['untitled:Untitled-1', 'vscode-vfs://github/o/r/b.kaiji.yaml']) {
      await client.open(uri, checklist('  - control: CL-999\n'));
      expect(codes(await pull(uri))).toContain('unknown-control');
    }
  });

  test('are pushed, with the version, to a client that cannot pull', async () => {
    const connection = await start({ capabilities: {} });
    const pushed: PublishDiagnosticsParams[] = [];
    let wake = () => {};
    connection.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
      pushed.push(parameters);
      wake();
    });
    const until = (test: (one: PublishDiagnosticsParams) => boolean) =>
      new Promise<void>((resolve) => {
        wake = () => pushed.some(test) && resolve();
        wake();
      });
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, checklist('  - control: CL-999\n'));
    await until(({ version, diagnostics }) => version === 1 && diagnostics.some(({ code }) => code === 'unknown-control'));
    await change(uri, 2, { line: 3, character: 13 }, { line: 3, character: 19 }, 'CL-94');
    await until(({ version, diagnostics }) => version === 2 && !diagnostics.some(({ code }) => code === 'unknown-control'));
  });

  test('carry source, code and a link, and speak the language of the settings', async () => {
    await start({ settings: { language: 'en' } });
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, checklist('  - control: CL-999\n'));
    const report = await pull(uri);
    const finding =
      report.kind === 'full' ? (report.items.find(({ code }) => code === 'unknown-control') as Diagnostic) : undefined;
    expect(finding?.source).toBe('kaiji');
    expect(finding?.codeDescription?.href).toMatch(/\/docs\/rules\.md#unknown-control$/);
    expect(finding?.message).toMatch(/^[\x20-\x7e「」“”]+$/);
  });

  test('take severities from the settings', async () => {
    await start({ settings: { rules: { 'unknown-control': 'off', 'missing-control': 'error' } } });
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, checklist('  - control: CL-999\n'));
    const report = await pull(uri);
    expect(codes(report)).not.toContain('unknown-control');
    expect(report.kind === 'full' && report.items.find(({ code }) => code === 'missing-control')?.severity).toBe(1);
  });
});

describe('evidence files', () => {
  const register = 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程, location: 規程/a.pdf }\n';
  const missing = async (uri: string) => codes(await pull(uri)).includes('evidence-missing-file');
  const inPackage = (name: string) => {
    write('kaiji.yaml', 'kaiji: package/v1\n');
    return uriOf(name);
  };

  test('come and go behind the editor, and findings follow', async () => {
    const connection = await start();
    const uri = inPackage('evidence.kaiji.yaml');
    await client.open(uri, register);
    expect(await missing(uri)).toBe(true);
    write('規程/a.pdf', '');
    const told = (path: string, type: number) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path), type }] });
    await told('unrelated.pdf', 1);
    expect(await missing(uri)).toBe(true);
    await told('規程/a.pdf', 1);
    expect(await missing(uri)).toBe(false);
    rmSync(served.pathOf('規程'), { recursive: true });
    await told('規程', 3);
    expect(await missing(uri)).toBe(true);
  });

  test('are not looked for where kaiji.evidence.checkFiles is off, whatever the package says', async () => {
    await start({ settings: { evidence: { checkFiles: false } } });
    const uri = inPackage('evidence.kaiji.yaml');
    write('kaiji.yaml', 'kaiji: package/v1\nrules: { evidence-missing-file: error }\n');
    await client.open(uri, register);
    expect(await missing(uri)).toBe(false);
  });
});

describe('features', () => {
  const text = checklist('  - control: CL-94\n    status: 対応済\n    answer: 同じ節を参照\n  - control: cl9\n');

  test('hover on a control shows what it asks', async () => {
    const connection = await start();
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, text);
    const hover = await connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 3, character: 15 },
    });
    expect(JSON.stringify(hover.contents)).toContain('作業者IDの一意性と共有IDの制限');
  });

  test.each(['cl9', 'ＣＬ－９', '9'])(
    'completion understands %s, and what it offers survives the client’s own filter',
    async (typed) => {
      const connection = await start();
      const uri = uriOf('a.kaiji.yaml');
      const source = checklist(`  - control: ${typed}\n`);
      await client.open(uri, source);
      const position = { line: 3, character: 13 + typed.length };
      const list = await connection.sendRequest<CompletionList>('textDocument/completion', { textDocument: { uri }, position });
      const item = list.items.find(({ label }) => label === 'CL-90' || label === 'CL-9');
      expect(item?.filterText).toBe(typed);
      expect(list.isIncomplete).toBe(true);
    },
  );

  test('a quick fix carries the document’s version and removes its finding', async () => {
    const connection = await start();
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, checklist('  - control: ＣＬ－９４\n    status: 対応済\n    answer: 発行しています。\n'));
    const range = { start: { line: 3, character: 14 }, end: { line: 3, character: 14 } };
    const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const fix = actions.find(({ title }) => title === 'CL-94 と書く');
    expect(fix?.isPreferred).toBe(true);
    const [edit] = fix?.edit?.documentChanges ?? [];
    expect(edit && 'textDocument' in edit && edit.textDocument).toEqual({ uri, version: 1 });
  });

  test('a fix of many findings is made when it is chosen, where the client asks for it then', async () => {
    const many = checklist(
      Array.from({ length: 120 }, (_, i) => `  - control: ＣＬ－${i + 1}\n    answer: しています。\n`).join(''),
    );
    const range = { start: { line: 3, character: 14 }, end: { line: 3, character: 14 } };
    const resolving = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
    const found: CodeAction[] = [];
    for (const codeAction of [resolving, {}]) {
      const connection = await start({
        capabilities: {
          textDocument: { codeAction },
          workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
        },
      });
      expect(client.initialized.capabilities.codeActionProvider).toMatchObject({ resolveProvider: true });
      const uri = uriOf('a.kaiji.yaml');
      await client.open(uri, many);
      const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [] },
      });
      const action = actions.find(({ title }) => title.includes('（noncanonical-control）') && title.includes('すべて直す'));
      if (!action) throw new Error('the action is expected');
      expect(action.edit === undefined).toBe(codeAction === resolving);
      found.push(action.edit ? action : await connection.sendRequest<CodeAction>('codeAction/resolve', action));
    }
    const [late, early] = found;
    expect(early?.title).toBe('このファイルの同じ指摘（noncanonical-control）120件をすべて直す');
    expect(late?.title).toBe('このファイルの同じ指摘（noncanonical-control）をすべて直す');
    const edits = (action: CodeAction | undefined) =>
      action?.edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : []));
    expect(edits(early)).toHaveLength(120);
    expect(edits(late)).toEqual(edits(early));
  });

  const answers = checklist('  - control: CL-94\n    answer: 一人に一つのIDです。\n', '  - { control: CL-95, use: [st-id] }\n');
  const common = 'kaiji: statements/v1\nstatements:\n  - { id: st-id, text: 台帳があります。, satisfies: [CL-96] }\n';

  test('a common answer says who uses it, and leads there where the client has the command', async () => {
    for (const commands of [true, false]) {
      const connection = await start({ initializationOptions: { commands } });
      expect(client.initialized.capabilities.codeLensProvider).toEqual({ resolveProvider: true });
      write('kaiji.yaml', 'kaiji: package/v1\n');
      write('a.kaiji.yaml', answers);
      const uri = uriOf('statements.kaiji.yaml');
      await client.open(uri, common);
      const [lens] = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
      expect(lens).toMatchObject({ range: { start: { line: 2, character: 10 } } });
      expect(lens?.command).toBeUndefined();
      const { command } = await connection.sendRequest<CodeLens>('codeLens/resolve', lens);
      expect(command?.title).toBe('2件の項目がこの共通回答を使っています');
      const places = [
        { uri: uriOf('a.kaiji.yaml'), range: { start: { line: 5, character: 28 }, end: { line: 5, character: 33 } } },
        { uri, range: { start: { line: 2, character: 45 }, end: { line: 2, character: 50 } } },
      ];
      expect(command).toMatchObject(
        commands ? { command: 'kaiji.showReferences', arguments: [uri, lens?.range.start, places] } : { command: '' },
      );
      if (commands) expect(await client.stop()).toBe(0);
    }
  });

  test('code lenses can be switched off', async () => {
    const connection = await start({ settings: { codeLens: { statements: false } } });
    const uri = uriOf('statements.kaiji.yaml');
    await client.open(uri, common);
    expect(await connection.sendRequest('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
  });

  test('what an edit elsewhere changes is asked for again, where the client can be told', async () => {
    const capabilities = { textDocument: { diagnostic: {} }, workspace: { codeLens: { refreshSupport: true } } };
    const connection = await start({ capabilities });
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const [uri, other] = [uriOf('statements.kaiji.yaml'), uriOf('a.kaiji.yaml')];
    await client.open(uri, common);
    await client.open(other, answers);
    const refreshed = new Promise<void>((resolve) => connection.onRequest('workspace/codeLens/refresh', () => resolve()));
    await change(other, 2, { line: 5, character: 0 }, { line: 6, character: 0 }, '');
    await refreshed;
    const [lens] = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const { command } = await connection.sendRequest<CodeLens>('codeLens/resolve', lens);
    expect(command?.title).toBe('1件の項目がこの共通回答を使っています');
  });

  test('a lens of a file that is gone says nothing', async () => {
    const connection = await start();
    const uri = uriOf('gone.kaiji.yaml');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const lens = { range, data: { uri, producer: 'statements', key: 'statement\nst-id' } };
    expect((await connection.sendRequest<CodeLens>('codeLens/resolve', lens)).command).toEqual({ title: '', command: '' });
  });

  test('a client that makes no files is not offered to', async () => {
    const capabilities = { textDocument: { diagnostic: {} }, workspace: { workspaceEdit: { documentChanges: true } } };
    const connection = await start({ capabilities });
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, answers);
    const position = { line: 4, character: 14 };
    const parameters = {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ['refactor.extract'] },
    };
    expect(await connection.sendRequest('textDocument/codeAction', parameters)).toEqual([]);
    write('statements.kaiji.yaml', common);
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('statements.kaiji.yaml'), type: 1 }],
    });
    expect(await connection.sendRequest('textDocument/codeAction', parameters)).toHaveLength(1);
  });

  test('an answer becomes a common answer in a file that is made for it', async () => {
    const connection = await start();
    write('kaiji.yaml', 'kaiji: package/v1\n');
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, answers);
    const position = { line: 4, character: 14 };
    const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ['refactor.extract'] },
    });
    expect(actions.map(({ title }) => title)).toEqual(['この回答を共通回答にする']);
    expect(actions[0]?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri, version: 1 },
        edits: [{ range: { start: { line: 4, character: 4 }, end: { line: 4, character: 23 } }, newText: 'use: [st-cl-94]' }],
      },
      { kind: 'create', uri: uriOf('statements.kaiji.yaml'), options: { ignoreIfExists: true } },
      {
        textDocument: { uri: uriOf('statements.kaiji.yaml'), version: null },
        edits: [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: 'kaiji: statements/v1\nstatements:\n  - id: st-cl-94\n    text: 一人に一つのIDです。\n',
          },
        ],
      },
    ]);
  });

  test('an edit goes as plain changes to a client that knows no versions', async () => {
    const connection = await start({ capabilities: {} });
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, checklist('  - control: cl94\n'));
    const range = { start: { line: 3, character: 14 }, end: { line: 3, character: 14 } };
    const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    expect(actions.find(({ title }) => title === 'CL-94 と書く')?.edit?.changes?.[uri]).toHaveLength(1);
  });

  test('a request overtaken by an edit is answered as content modified, not wrongly', async () => {
    const connection = await start();
    const uri = uriOf('a.kaiji.yaml');
    await client.open(uri, text);
    const asked = connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 3, character: 15 },
    });
    await change(uri, 2, { line: 0, character: 0 }, { line: 0, character: 0 }, '# 先頭\n');
    const outcome = await asked.then(
      (hover) => JSON.stringify(hover),
      (error: { code: number }) => error.code,
    );
    // Answered before the edit arrived, or refused: never an answer about the wrong line.
    expect(outcome === -32801 || String(outcome).includes('作業者ID')).toBe(true);
  });
});
