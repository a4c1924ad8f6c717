import { readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What asks where it is finds what lies beside its source, not beside the bundle. */
const inPlace = {
  name: 'in-place',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:fuzz|test|server|cli)[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).toString())), loader: 'ts' };
    });
  },
};

/**
 * Bundles what the fuzzer runs: `fuzz.mjs`, `child.mjs`, and each target in `targets/`.
 * @param {string} folder  of the targets
 * @param {string} outdir
 */
export async function bundlePrograms(folder, outdir) {
  rmSync(outdir, { recursive: true, force: true });
  const targets = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  await build({
    entryPoints: [
      ...['fuzz', 'child'].map((name) => ({ in: join(ROOT, 'fuzz', `${name}.ts`), out: name })),
      ...targets.map((name) => ({ in: join(folder, name), out: `targets/${name.slice(0, -3)}` })),
    ],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    charset: 'utf8',
    logLevel: 'warning',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    // What the command line has of its build: its catalogs lie in dist.
    define: { __dirname: JSON.stringify(join(ROOT, 'dist')), KAIJI_VERSION: '"0"', KAIJI_HOMEPAGE: '"https://kaiji.example"' },
    alias: { yaml: join(ROOT, 'node_modules/yaml/browser/index.js'), fflate: join(ROOT, 'node_modules/fflate/esm/browser.js') },
    plugins: [inPlace],
  });
}
