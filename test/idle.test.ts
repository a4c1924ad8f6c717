import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleCollection } from '../server/idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MB = 2 ** 20;

function memory() {
  const state = { used: 200 * MB, collections: 0 };
  const idle = new IdleCollection({
    used: () => state.used,
    collect: () => {
      state.collections++;
      state.used = 80 * MB;
    },
  });
  return { state, idle };
}

test('garbage is collected after a pause, not while one types', () => {
  const { state, idle } = memory();
  for (let i = 0; i < 20; i++) {
    idle.busy();
    vi.advanceTimersByTime(9000);
  }
  expect(state.collections).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(state.collections).toBe(1);
  vi.advanceTimersByTime(3_600_000);
  expect(state.collections).toBe(1);
});

test('a pause after little was done collects nothing', () => {
  const { state, idle } = memory();
  idle.busy();
  vi.advanceTimersByTime(10_000);
  expect(state.collections).toBe(1);
  state.used += 40 * MB;
  idle.busy();
  vi.advanceTimersByTime(10_000);
  expect(state.collections).toBe(1);
  state.used += 10 * MB;
  idle.busy();
  vi.advanceTimersByTime(10_000);
  expect(state.collections).toBe(2);
});
