import { defineConfig } from 'vitest/config';

/** Exports in LibreOffice, one at a time. */
export default defineConfig({
  test: {
    include: ['test/office/*.e2e.ts'],
    globalSetup: ['test/setup.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 600_000,
  },
});
