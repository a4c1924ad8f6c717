import { build } from 'esbuild';

/**
 * Loads a module of core/ as it is, TypeScript and JSON bundled in memory, for scripts that run before or without a build.
 * @param {string | { contents: string, resolveDir: string }} entry  path of the module, or the text of one and the folder it imports from
 * @param {import('esbuild').Plugin[]} [plugins]  esbuild's
 */
export async function bundled(entry, plugins = []) {
  const result = await build({
    ...(typeof entry === 'string' ? { entryPoints: [entry] } : { stdin: entry }),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    plugins,
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString('base64')}`);
}
