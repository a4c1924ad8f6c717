/** Progress: shown where work takes long, never otherwise, ended always. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixed, type Language } from '../core/language.ts';
import { Progress } from '../server/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const title = fixed('読み込んでいます', 'Reading');

/** A client, and what it was told. */
function client({ progress = true, refuses = false, language = 'ja' as Language } = {}) {
  const told: unknown[] = [];
  const reporter = (name: string) => ({
    begin: (text: string, percentage?: number) => void told.push([name, 'begin', text, percentage]),
    report: (percentage: unknown) => void told.push([name, percentage]),
    done: () => void told.push([name, 'end']),
  });
  const connection = {
    window: {
      createWorkDoneProgress: async () => {
        told.push('create');
        if (refuses) throw new Error('no');
        return reporter('own');
      },
    },
  };
  const configuration = { client: { window: { workDoneProgress: progress } }, language: async () => language };
  return { told, asked: reporter('asked'), progress: new Progress(connection as never, configuration as never) };
}

/** Work that is done when told. */
function work<T>(value: T) {
  let done = (_: T) => {};
  let fail = (_: Error) => {};
  const promise = new Promise<T>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  return { promise, done: () => done(value), fail: () => fail(new Error('broken')) };
}

test('what is done within half a second is not told', async () => {
  const { told, progress } = client();
  const quick = work(7);
  const result = progress.during(title, () => quick.promise);
  await vi.advanceTimersByTimeAsync(499);
  quick.done();
  expect(await result).toBe(7);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([]);
});

test('what takes longer is told with how far it has come, and its end', async () => {
  const { told, progress } = client();
  const long = work('done');
  let tell = (_done: number, _of: number) => {};
  const result = progress.during(title, (report) => {
    tell = report;
    return long.promise;
  });
  tell(10, 100);
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual(['create', ['own', 'begin', 'Kaiji: 読み込んでいます', 10]]);
  for (const done of [10, 11, 11.5, 12, 5]) tell(done, 100);
  long.done();
  expect(await result).toBe('done');
  expect(told.slice(2)).toEqual([
    ['own', 11],
    ['own', 12],
    ['own', 'end'],
  ]);
});

test('it ends where the work fails', async () => {
  const { told, progress } = client({ language: 'en' });
  const long = work(0);
  const result = progress.during(title, () => long.promise);
  const outcome = expect(result).rejects.toThrow('broken');
  await vi.advanceTimersByTimeAsync(600);
  long.fail();
  await outcome;
  expect(told).toEqual(['create', ['own', 'begin', 'Kaiji: Reading', 0], ['own', 'end']]);
});

test('the same work under way twice is told once; afterwards it may be told again', async () => {
  const { told, progress } = client();
  const [one, two, three] = [work(1), work(2), work(3)];
  const both = [progress.during(title, () => one.promise), progress.during(title, () => two.promise)];
  await vi.advanceTimersByTimeAsync(500);
  one.done();
  two.done();
  expect(await Promise.all(both)).toEqual([1, 2]);
  const again = progress.during(title, () => three.promise);
  await vi.advanceTimersByTimeAsync(500);
  three.done();
  await again;
  expect(told.filter((one) => one === 'create')).toHaveLength(2);
});

test('a client that shows none is told only of what it has asked for', async () => {
  const { told, asked: reporter, progress } = client({ progress: false });
  const [one, two] = [work(1), work(2)];
  const plain = progress.during(title, () => one.promise);
  await vi.advanceTimersByTimeAsync(500);
  one.done();
  await plain;
  expect(told).toEqual([]);
  const asked = progress.during(title, () => two.promise, reporter);
  await vi.advanceTimersByTimeAsync(500);
  two.done();
  await asked;
  expect(told).toEqual([
    ['asked', 'begin', 'Kaiji: 読み込んでいます', 0],
    ['asked', 'end'],
  ]);
});

test('a client that refuses is told nothing', async () => {
  const { told, progress } = client({ refuses: true });
  const long = work(1);
  const result = progress.during(title, () => long.promise);
  await vi.advanceTimersByTimeAsync(500);
  long.done();
  await result;
  expect(told).toEqual(['create']);
});
