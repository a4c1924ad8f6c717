import type { Plugin } from 'esbuild';

/** Reads the language server libraries back as ES modules, of which what is not used falls away. */
export const esModules: Plugin;

/** What TypeScript made CommonJS, as an ES module. @throws where something of CommonJS is left */
export function asEsModule(source: string, path: string): string;
