import type { Plugin } from 'esbuild';

/** What a module exports, it and all it imports bundled in memory. */
export function bundled<T>(
  entry: string | { readonly contents: string; readonly resolveDir: string },
  plugins?: Plugin[],
): Promise<T>;
