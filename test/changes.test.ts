/** A client with views hears of changes at once, and while somebody types no more often than the eye follows. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Changes } from '../server/changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two packages, `a` and one that builds on it, and a file in none. */
function changes(views = true) {
  const told: unknown[] = [];
  const workspace = {
    homeOf: async (uri: string) => (uri.startsWith('file:///a/') ? 'file:///a' : undefined),
    builtOn: (uri: string) => (uri === 'file:///a' ? ['file:///b'] : []),
  };
  const session = {
    configuration: { options: { views } },
    connection: { sendNotification: async (_method: string, params: unknown) => void told.push(params) },
    ready: async () => ({ workspace }),
    guarded: async (_name: string, _fallback: unknown, run: () => Promise<void>) => run(),
  };
  return { told, changes: new Changes(session as never) };
}

test('the first change is told at once, with the packages that build on the one it is in', async () => {
  const { told, changes: one } = changes();
  one.tell('file:///a/x.kaiji.yaml');
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([{ packages: ['file:///a', 'file:///b'] }]);
});

test('what follows is told together, the last of it always', async () => {
  const { told, changes: one } = changes();
  for (let i = 0; i < 10; i++) {
    one.tell(i < 5 ? 'file:///a/x.kaiji.yaml' : 'file:///c.kaiji.yaml');
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual([
    { packages: ['file:///a', 'file:///b'] },
    { packages: ['file:///a', 'file:///b'] },
    { packages: ['file:///c.kaiji.yaml'] },
  ]);
});

test('where anything may be different no package is named', async () => {
  const { told, changes: one } = changes();
  one.tell();
  one.tell('file:///a/x.kaiji.yaml');
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual([{}, { packages: ['file:///a', 'file:///b'] }]);
});

test('a server that ends tells nothing any more, and a client without views is told nothing at all', async () => {
  const { told, changes: one } = changes();
  one.tell('file:///c');
  one.tell('file:///d');
  await vi.advanceTimersByTimeAsync(0);
  one.stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual([{ packages: ['file:///c'] }]);
  const without = changes(false);
  without.changes.tell('file:///a/x.kaiji.yaml');
  await vi.advanceTimersByTimeAsync(1000);
  expect(without.told).toEqual([]);
});
