/** What other documents show follows after a pause: however much is typed, the client is told once. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StaleViews } from '../server/stale-views.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function session(open: readonly string[], { canRefresh = true, isBehind = true } = {}) {
  const told: string[] = [];
  const say = (what: string) => async () => void told.push(what);
  const documents = { uris: [...open], get: (uri: string) => (documents.uris.includes(uri) ? {} : undefined) };
  const connection = {
    languages: { inlayHint: { refresh: say('hints') }, semanticTokens: { refresh: say('tokens') } },
    sendRequest: say('lenses'),
  };
  const can = { refreshSupport: canRefresh };
  const configuration = { client: { workspace: { inlayHint: can, semanticTokens: can, codeLens: can } } };
  const diagnostics = { settled: () => void told.push('settled'), isBehind, refresh: () => void told.push('findings') };
  const changes = { tell: () => {}, stop: () => {} };
  return { told, documents, views: new StaleViews({ connection, documents, configuration } as never, diagnostics, changes) };
}

test('a minute of typing is told once, when it pauses', () => {
  const { told, views } = session(['a', 'b']);
  for (let at = 0; at < 60_000; at += 100) {
    views.changed('a');
    vi.advanceTimersByTime(100);
  }
  expect(told).toEqual([]);
  vi.advanceTimersByTime(400);
  expect(told).toEqual(['settled', 'findings', 'hints', 'tokens', 'lenses']);
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(5);
});

test('each pause is told, and no more', () => {
  const { told, views } = session(['a', 'b']);
  for (let i = 0; i < 3; i++) {
    views.changed('a');
    vi.advanceTimersByTime(500);
  }
  expect(told.filter((one) => one === 'findings')).toHaveLength(3);
});

test('where nothing else is open only the whole workspace is waited for', () => {
  const { told, views } = session(['a']);
  views.changed('a');
  vi.advanceTimersByTime(500);
  expect(told).toEqual(['settled']);
});

test('that another document was open is not forgotten when it closes within the pause', () => {
  const { told, documents, views } = session(['a', 'b']);
  views.changed('a');
  documents.uris = ['b'];
  views.changed('a');
  vi.advanceTimersByTime(500);
  expect(told).toEqual(['settled', 'findings', 'hints', 'tokens', 'lenses']);
});

test('a client that has asked again since is not told of findings, one that cannot be told of nothing', () => {
  const quick = session(['a', 'b'], { isBehind: false });
  quick.views.changed('a');
  vi.advanceTimersByTime(500);
  expect(quick.told).toEqual(['settled', 'hints', 'tokens', 'lenses']);
  const plain = session(['a', 'b'], { canRefresh: false });
  plain.views.changed('a');
  vi.advanceTimersByTime(500);
  expect(plain.told).toEqual(['settled', 'findings']);
});

test('changed settings are told at once, and what waited is told with them', () => {
  const { told, views } = session(['a', 'b']);
  views.changed('a');
  views.refresh();
  expect(told).toEqual(['findings', 'hints', 'tokens', 'lenses']);
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(4);
});

test('a server that ends tells nothing any more', () => {
  const { told, views } = session(['a', 'b']);
  views.changed('a');
  views.stop();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([]);
});
