import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/seed.ts'],
    // Two cores: more workers only take turns.
    maxWorkers: 2,
    minWorkers: 1,
    testTimeout: 180_000,
  },
});
