import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builds } from '../esbuild.mjs';
import { clientFiles } from './client-parts.mjs';
import { partFiles } from './parts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * What stands in the programs of dist/, file by file; nothing is written.
 * @returns {Promise<Map<string, [path: string, bytes: number][]>>} by program, what of which file is in it, both as paths from the root
 */
export async function inputsByFile() {
  const found = new Map();
  for (const options of builds) {
    const { metafile } = await build({
      ...options,
      absWorkingDir: root,
      plugins: options.plugins.filter(({ name }) => !/parts$/.test(name)),
      write: false,
      metafile: true,
      logLevel: 'error',
    });
    const places = isClient(options) ? clientFiles(metafile) : partFiles(metafile);
    for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
      const place = options.splitting ? places.get(output) : undefined;
      const file = place ? `dist/${place.file}.js` : output;
      const held = Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput]);
      found.set(file, [...(found.get(file) ?? []), ...held]);
    }
  }
  return found;
}

function isClient({ plugins }) {
  return plugins.some(({ name }) => name === 'client-parts');
}
