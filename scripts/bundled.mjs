import { build } from 'esbuild';

/**
 * Loads a module of core/ as it is, TypeScript and JSON bundled in memory, for scripts that run before or without a build.
 * @param {string} entry  path of the module
 */
export async function bundled(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString('base64')}`);
}
