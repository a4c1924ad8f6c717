import { defineConfig } from 'vitest/config';

/** Server and command line on each Node. */
export default defineConfig({
  test: {
    include: ['test/nodes/*.e2e.ts'],
    globalSetup: ['test/setup.ts'],
    // Two cores, and what takes the time are processes of their own.
    maxConcurrency: 2,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
