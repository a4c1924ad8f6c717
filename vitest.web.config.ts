import { defineConfig } from 'vitest/config';
import { exceptions } from './test/vscode/web/exceptions.ts';
import { ExceptionsReporter } from './test/vscode/web/exceptions-reporter.ts';

/** The suite of vitest.e2e.config.ts in VS Code for the Web, except what ./test/vscode/web/exceptions.ts names. */
export default defineConfig({
  test: {
    include: ['test/vscode/*.e2e.ts'],
    exclude: exceptions.filter(({ test }) => test === undefined).map(({ file }) => `test/vscode/${file}`),
    env: { KAIJI_HOST: 'web' },
    setupFiles: ['test/vscode/web/leave-out.ts'],
    reporters: ['default', new ExceptionsReporter()],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
