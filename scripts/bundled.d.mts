import type { Plugin } from 'esbuild';

/** Loads a module of core/ as it is, TypeScript and JSON bundled in memory. */
export function bundled(
  entry: string | { readonly contents: string; readonly resolveDir: string },
  plugins?: readonly Plugin[],
  // biome-ignore lint/suspicious/noExplicitAny: whatever the module exports
): Promise<any>;
