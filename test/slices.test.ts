/** Long work in slices: others have their turn, what nobody waits for ends, and what comes out is what comes out at once. */
import { expect, test } from 'vitest';
import { check, checking } from '../core/check.ts';
import { atOnce, Cancelled, inSlices, Slices, type Turns } from '../core/slices.ts';
import { OPTIONS, openFixture } from './support/fixture.ts';

/** Every look at the clock finds it a millisecond later. */
class Clock implements Turns {
  time = 0;
  turns = 0;
  constructor(private readonly meanwhile: () => void = () => {}) {}
  now(): number {
    return this.time++;
  }
  async next(): Promise<void> {
    this.turns++;
    this.meanwhile();
  }
}

function* counting(to: number, seen: number[] = []): Generator<void, number> {
  try {
    for (let i = 0; i < to; i++) {
      seen.push(i);
      yield;
    }
    return to;
  } finally {
    seen.push(-1);
  }
}

test('short work takes no turn, long work one every so often', async () => {
  const clock = new Clock();
  expect(await inSlices(counting(10), new Slices(undefined, clock))).toBe(10);
  expect(clock.turns).toBe(0);
  expect(await inSlices(counting(1000), new Slices(undefined, clock))).toBe(1000);
  expect(clock.turns).toBeGreaterThan(20);
  expect(clock.turns).toBeLessThan(100);
  expect(atOnce(counting(7))).toBe(7);
});

test('work that is cancelled meanwhile ends at once, and tidies up', async () => {
  const signal = { isCancellationRequested: false };
  const clock = new Clock(() => {
    signal.isCancellationRequested = true;
  });
  const seen: number[] = [];
  await expect(inSlices(counting(1000, seen), new Slices(signal, clock))).rejects.toBeInstanceOf(Cancelled);
  expect(clock.turns).toBe(1);
  expect(seen.length).toBeLessThan(50);
  expect(seen.at(-1)).toBe(-1);
});

test('what was cancelled before takes no turn at all', async () => {
  const clock = new Clock();
  await expect(new Slices({ isCancellationRequested: true }, clock).turn()).rejects.toBeInstanceOf(Cancelled);
  expect(clock.turns).toBe(0);
});

test('a check of a long document is interrupted, and finds what one in one go finds', async () => {
  const entries = Array.from({ length: 400 }, (_, i) => `  - { control: CL-${i + 1}, evidence: [ev-${i % 9}] }\n`).join('');
  const source = `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${entries}`;
  const { packages } = await openFixture(new Map([['a.kaiji.yaml', source]]));
  const [whole] = packages;
  if (!whole) throw new Error('no package');
  const clock = new Clock();
  const sliced = await inSlices(checking(whole, OPTIONS), new Slices(undefined, clock));
  expect(clock.turns).toBeGreaterThan(10);
  const shown = (one: typeof sliced) =>
    [...one.findings].map(([uri, found]) => [
      uri,
      found.map(({ rule, start, end, message }) => [rule, start, end, message('ja')]),
    ]);
  expect(shown(sliced)).toEqual(shown(check(whole, OPTIONS)));
});
