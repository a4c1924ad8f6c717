import { defineConfig } from 'vitest/config';

/** The real VS Code, one window at a time. */
export default defineConfig({
  test: {
    include: ['test/vscode/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
