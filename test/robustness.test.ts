/** Broken input: the built server neither falls nor hangs, and what stands beside the broken lines is checked as ever. */

import { afterAll, afterEach, expect, test } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentSymbol,
  FoldingRange,
  Hover,
} from 'vscode-languageserver-protocol';
import { brokenInput } from './support/broken-input.ts';
import { type Client, startClient } from './support/lsp.ts';
import { outside } from './support/ranges.ts';
import { within } from './support/watchdog.ts';

let running: Client | undefined;
let opened = 0;

/** One server for all: what one input leaves behind would show in the next. A failed test gives the next a new one. */
async function server(): Promise<Client> {
  running ??= await startClient();
  return running;
}
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  running?.process.kill('SIGKILL');
  running = undefined;
});
afterAll(async () => {
  if (running) expect(await within('stop', running.stop())).toBe(0);
});

const CHECKLIST = (broken: string) => `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-999
    status: 対応済
    answer: 前の項目です。
${broken}
  - control: CL-998
    status: 対応済
    answer: 後の項目です。
  - control: CL-94
    status: 対応済
    answer: 作業者ごとに発行しています。
`;
const EVIDENCE = (broken: string) => `kaiji: evidence/v1
evidence:
  - id: ev-before
    kind: policy
${broken}
  - id: ev-after
    kind: policy
  - id: ev-last
    title: 規程
`;

interface Opened {
  readonly uri: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** The last line that holds `text`. */
  lineOf(text: string): number;
  request<T>(method: string, parameters?: object): Promise<T>;
}

async function open(text: string): Promise<Opened> {
  const client = await server();
  const uri = `file:///nowhere/${++opened}.kaiji.yaml`;
  await client.open(uri, text);
  const lines = text.split(/\r\n|\r|\n/);
  return {
    uri,
    text,
    lines,
    lineOf: (part) => lines.findLastIndex((line) => line.includes(part)),
    async request(method, parameters = {}) {
      const answer = await within(method, client.connection.sendRequest(method, { textDocument: { uri }, ...parameters }));
      expect(outside(answer, uri, lines), method).toEqual([]);
      return answer as never;
    },
  };
}
const close = async ({ uri }: Opened) =>
  (await server()).connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
const at = (line: number, character: number) => ({ position: { line, character } });
const itemsOf = (answer: CompletionList | CompletionItem[] | null) => (Array.isArray(answer) ? answer : (answer?.items ?? []));

async function findings(document: Opened): Promise<readonly Diagnostic[]> {
  const report = await document.request<DocumentDiagnosticReport>('textDocument/diagnostic');
  return report.kind === 'full' ? report.items : [];
}

/** Everything an editor asks when the cursor is on line `line` behind `before`. */
async function features(document: Opened, line: number, before: string) {
  const cursor = at(line, document.lines[line]?.length ?? 0);
  const [hover, completion, symbols, folding, actions] = await Promise.all([
    document.request<Hover | null>('textDocument/hover', at(line, before.length)),
    document.request<CompletionList | CompletionItem[] | null>('textDocument/completion', cursor),
    document.request<DocumentSymbol[] | null>('textDocument/documentSymbol'),
    document.request<FoldingRange[] | null>('textDocument/foldingRange'),
    document.request<CodeAction[] | null>('textDocument/codeAction', {
      range: { start: { line, character: before.length }, end: { line, character: before.length } },
      context: { diagnostics: [] },
    }),
    document.request('textDocument/documentHighlight', at(line, before.length)),
    document.request('textDocument/references', { ...at(line, before.length), context: { includeDeclaration: true } }),
  ]);
  return {
    hover: JSON.stringify(hover),
    completion: itemsOf(completion),
    symbols: JSON.stringify(symbols),
    folding: folding ?? [],
    actions: actions ?? [],
  };
}

test.each([...brokenInput.keys()])('%s', async (name) => {
  const broken = brokenInput.get(name)?.() ?? '';
  const checklist = await open(CHECKLIST(broken));
  const found = await findings(checklist);
  expect(found.filter(({ code }) => code === 'internal-error').map(({ message }) => message)).toEqual([]);
  const unknown = found.filter(({ code }) => code === 'unknown-control').map(({ range }) => range.start.line);
  expect(unknown, 'the entry before').toContain(3);
  expect(unknown, 'the entry after').toContain(checklist.lineOf('control: CL-998'));
  const line = checklist.lineOf('control: CL-94');
  expect(
    found.some(({ code, range }) => code === 'missing-evidence' && range.start.line === line),
    'the last entry',
  ).toBe(true);
  const told = await features(checklist, line, '  - control: CL');
  expect(told.hover).toContain('作業者IDの一意性と共有IDの制限');
  expect(told.completion.map(({ label }) => label)).toContain('CL-94');
  expect(told.symbols).toContain('CL-94');
  expect(told.folding.map(({ startLine }) => startLine)).toContain(line);
  const fixes = await features(checklist, checklist.lineOf('control: CL-998'), '  - control: CL');
  expect(fixes.actions.length).toBeGreaterThan(0);
  await close(checklist);

  const register = await open(EVIDENCE(broken));
  const missing = (await findings(register)).filter(({ code }) => code === 'missing-key').map(({ range }) => range.start.line);
  expect(missing, 'the record before').toContain(2);
  expect(missing, 'the record after').toContain(register.lineOf('id: ev-after'));
  const last = await features(register, register.lineOf('id: ev-last'), '  - id');
  expect(last.hover).not.toBe('null');
  expect(last.symbols).toContain('ev-last');
  expect(last.folding.map(({ startLine }) => startLine)).toContain(register.lineOf('id: ev-last'));
  await close(register);
});
