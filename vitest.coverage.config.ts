import { defineConfig } from 'vitest/config';
import unit from './vitest.config.ts';

/** The unit step, counting which statements ran: here and in the programs that tests start. `npm run coverage` adds them up. */
export default defineConfig({
  test: {
    ...unit.test,
    globalSetup: ['scripts/coverage/build.mjs'],
    setupFiles: [...(unit.test?.setupFiles ?? []), 'scripts/coverage/started.mjs'],
    coverage: {
      enabled: true,
      provider: 'v8',
      // Statements, not lines: comments are none.
      experimentalAstAwareRemapping: true,
      include: ['core/**/*.ts', 'convert/**/*.ts', 'server/**/*.ts', 'cli/**/*.ts'],
      reporter: ['json'],
      // A test that fails under it (a budget of time, a size of dist/) takes nothing from what was counted.
      reportOnFailure: true,
    },
  },
});
