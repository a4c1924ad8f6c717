/** Our server as a profile can tell about it: the same source, its names kept, and a way back from the bundle to the files it is made of. */
import { readFileSync, symlinkSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builds } from '../esbuild.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ readonly functionName: string, readonly url: string, readonly lineNumber: number, readonly columnNumber: number }} CallFrame */

/**
 * Where something stands in the source: the file from the project's folder, the line 1-based.
 * @typedef {{ readonly file: string, readonly line: number }} Source
 */

/**
 * A profile as V8 writes it: `samples` are ids of `nodes`, each with the microseconds since the one before.
 * @typedef {object} Profile
 * @property {readonly { readonly id: number, readonly callFrame: CallFrame, readonly children?: readonly number[] }[]} nodes
 * @property {readonly number[]} samples
 * @property {readonly number[]} timeDeltas
 */

/**
 * Builds the server into a folder; catalogs are those of dist/, which must be built.
 * @param {string} folder
 * @returns {Promise<{ server: string, sourceOf: (frame: CallFrame) => Source | undefined }>} the program, and where its functions stand; undefined for
 *   what is not of the program
 */
export async function namedServer(folder) {
  const server = join(folder, 'server.js');
  const options = builds.find(({ entryPoints }) => !Array.isArray(entryPoints) && entryPoints?.server);
  if (!options) throw new Error('esbuild.mjs builds no server');
  const { server: entry } = /** @type {Record<string, string>} */ (options.entryPoints);
  // In one piece, as nothing is shared here.
  const { outdir: _outdir, ...rest } = options;
  await build({
    ...rest,
    entryPoints: [entry ?? ''],
    outfile: server,
    splitting: false,
    format: 'cjs',
    absWorkingDir: root,
    plugins: [],
    write: true,
    minify: false,
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'error',
  });
  symlinkSync(join(root, 'dist', 'catalogs'), join(folder, 'catalogs'));
  const map = new SourceMap(JSON.parse(readFileSync(`${server}.map`, 'utf8')));
  return {
    server,
    sourceOf({ url, lineNumber, columnNumber }) {
      if (!url.endsWith('/server.js')) return undefined;
      const found = map.findEntry(lineNumber, columnNumber);
      if (!('originalSource' in found) || found.originalSource === undefined) return { file: 'bundle', line: lineNumber + 1 };
      return {
        file: found.originalSource.replace(/^(?:\.\.\/)+.*?(?=(?:core|server|convert|schemas|node_modules)\/)/, ''),
        line: found.originalLine + 1,
      };
    },
  };
}
