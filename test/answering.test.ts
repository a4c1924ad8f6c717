/** A feature that takes long stops where its answer is of no use any more, and says so as LSP wants it; it does not count as a failure. */
import { expect, test } from 'vitest';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { answering } from '../server/features/feature.ts';

function session() {
  const state = { version: 1, isCancellationRequested: false, failures: 0 };
  const stub = {
    documents: { get: () => ({ version: state.version }) },
    host: { loadAnswers: async () => ({}) },
    ready: async () => ({ bundled: {} }),
    snapshot: async () => ({}),
    async guarded(_: string, fallback: () => unknown, run: () => Promise<unknown>) {
      try {
        return await run();
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        state.failures++;
        return fallback();
      }
    },
  };
  const answer = answering(stub as never);
  const token = {
    get isCancellationRequested() {
      return state.isCancellationRequested;
    },
  };
  const steps: string[] = [];
  const ask = (meanwhile: () => void) =>
    answer('long', { textDocument: { uri: 'file:///a' } }, token as never, 'nothing', async (_, { slices }) => {
      steps.push('begun');
      meanwhile();
      await slices.turn();
      steps.push('gone on');
      return 'answer';
    });
  return { state, steps, ask };
}

test('one that is current is answered', async () => {
  const { steps, ask } = session();
  expect(await ask(() => {})).toBe('answer');
  expect(steps).toEqual(['begun', 'gone on']);
});

test.each([
  ['the document changed', LSPErrorCodes.ContentModified, { version: 2 }],
  ['it was cancelled', LSPErrorCodes.RequestCancelled, { isCancellationRequested: true }],
] as const)('when %s meanwhile it goes no further', async (_, code, change) => {
  const { state, steps, ask } = session();
  await expect(ask(() => Object.assign(state, change))).rejects.toMatchObject({ code });
  expect(steps).toEqual(['begun']);
  expect(state.failures).toBe(0);
});

test('one that fails is answered with what there is to fall back on', async () => {
  const { state, ask } = session();
  const failing = ask(() => {
    throw new Error('broken');
  });
  expect(await failing).toBe('nothing');
  expect(state.failures).toBe(1);
});
