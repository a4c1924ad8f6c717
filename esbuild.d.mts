import type { BuildOptions } from 'esbuild';

/** Writes dist/; `overrides` go into every bundle's options. */
export function buildAll(overrides?: BuildOptions): Promise<void>;

/** What is built, program by program. */
export const builds: readonly BuildOptions[];
