import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/seed.ts', 'test/turns.ts'],
    // Two cores: more workers only take turns.
    maxWorkers: 2,
    minWorkers: 1,
    testTimeout: 180_000,
    // Hooks start and stop servers, copy folders, make commits: on a busy machine more than the ten seconds they have by themselves.
    hookTimeout: 180_000,
  },
});
