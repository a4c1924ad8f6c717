import { defineConfig } from 'vitest/config';

/** The hooks, run by pre-commit. */
export default defineConfig({
  test: {
    include: ['test/hooks/*.e2e.ts'],
    globalSetup: ['test/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
