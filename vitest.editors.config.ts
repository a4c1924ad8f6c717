import { defineConfig } from 'vitest/config';

/** Other editors than VS Code, one at a time. */
export default defineConfig({
  test: {
    include: ['test/editors/*.e2e.ts'],
    globalSetup: ['test/setup.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
