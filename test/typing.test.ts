/** Random edits typed into a real document, a request after each: every answer fits the text it is about, and nothing is left over at the end. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { type Client, startClient } from './support/lsp.ts';
import { outside } from './support/ranges.ts';
import { within } from './support/watchdog.ts';

const folder = new URL('../examples/clinic-cloud/', import.meta.url);
const NAMES = ['checklist.kaiji.yaml', 'disclosure.kaiji.yaml', 'evidence.kaiji.yaml', 'statements.kaiji.yaml', 'kaiji.yaml'];
/** Content modified; request cancelled; server cancelled, the diagnostics' word for either (LSP 3.17, `DiagnosticServerCancellationData`). */
const OVERTAKEN = [-32801, -32800, -32802];

const fragment = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '\n',
      '\r\n',
      '\r',
      '\n\r',
      ' ',
      '  ',
      '\t',
      '　',
      ':',
      ': ',
      '：',
      '- ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      '|',
      '#',
      '&a ',
      '*a',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '𠮷',
      '\ud842',
      '\udfb7',
      '\u2028',
      '\ufeff',
      '\0',
      'か\u3099',
      '👩‍💻',
      '<<<<<<< HEAD\n',
      '=======\n',
      '>>>>>>> b\n',
      '---\n',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '  - control: CL-7\n',
      '    answer: |\n      ',
      'CL-94',
      'ev-isms-cert',
      'answers:\n',
      '# kaiji-ignore unknown-control 理由\n',
      'kaiji: evidence/v1\n',
      '同上',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const METHODS = ['hover', 'completion', 'documentSymbol', 'foldingRange', 'codeAction', 'diagnostic'] as const;
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const change = fc.record({
  line: share,
  column: share,
  lines: fc.constantFrom(0, 0, 0, 1, 3),
  length: fc.nat(12),
  text: fragment,
  whole: fc.integer({ min: 0, max: 30 }),
});
const step = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  method: fc.constantFrom(...METHODS),
  line: share,
  column: share,
  waits: fc.boolean(),
});

interface Place {
  readonly line: number;
  readonly character: number;
}
const linesOf = (text: string) => text.split(/\r\n|\r|\n/);
/** The plainest reading of LSP's positions there is. */
function offsetOf(text: string, { line, character }: Place): number {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length);
  const start = line === 0 ? 0 : (ends[line - 1] ?? text.length);
  return start + Math.min(character, linesOf(text)[line]?.length ?? 0);
}
function placeIn(lines: readonly string[], line: number, column: number): Place {
  const at = Math.floor(line * lines.length);
  return { line: at, character: Math.floor(column * ((lines[at] ?? '').length + 2)) };
}

async function findings(client: Client, uri: string): Promise<unknown> {
  const report = await within(
    'diagnostic',
    client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } }),
  );
  return report.kind === 'full' ? report.items : report.kind;
}

test('typing anything anywhere', async () => {
  const client = await startClient();
  const logged: string[] = [];
  client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  try {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), fc.array(step, { minLength: 5, maxLength: 30 }), async (name, steps) => {
        const uri = new URL(name, folder).toString();
        let text = readFileSync(new URL(name, folder), 'utf8');
        let version = 1;
        await client.open(uri, text);
        const answers: Promise<void>[] = [];
        for (const { changes, method, line, column, waits } of steps) {
          const contentChanges = changes.map((one) => {
            if (one.whole === 0) {
              text = text.slice(0, Math.floor(one.line * text.length)) + one.text;
              return { text };
            }
            const start = placeIn(linesOf(text), one.line, one.column);
            const end =
              one.lines === 0
                ? { ...start, character: start.character + one.length }
                : { line: start.line + one.lines, character: one.length };
            text =
              text.slice(0, offsetOf(text, start)) + one.text + text.slice(Math.max(offsetOf(text, start), offsetOf(text, end)));
            return { range: { start, end }, text: one.text };
          });
          await client.connection.sendNotification('textDocument/didChange', {
            textDocument: { uri, version: ++version },
            contentChanges,
          });
          const lines = linesOf(text);
          const position = placeIn(lines, line, column);
          const parameters = {
            textDocument: { uri },
            position,
            range: { start: position, end: position },
            context: { diagnostics: [] },
          };
          const answer = within(method, client.connection.sendRequest(`textDocument/${method}`, parameters)).then(
            (found) => expect(outside(found, uri, lines), method).toEqual([]),
            (error: { code?: number }) => {
              if (!OVERTAKEN.includes(error.code ?? 0)) throw error;
            },
          );
          answers.push(answer);
          // It is awaited with the others at the end; until then its failure is nobody's.
          answer.catch(() => {});
          if (waits) await answer;
        }
        await Promise.all(answers);
        expect(logged).toEqual([]);
        const fresh = await startClient();
        try {
          await fresh.open(uri, text);
          expect(await findings(client, uri)).toEqual(await findings(fresh, uri));
        } finally {
          await within('stop', fresh.stop());
        }
        await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(await within('stop', client.stop())).toBe(0);
  } finally {
    client.process.kill('SIGKILL');
  }
});
