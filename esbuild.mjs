// Builds dist/: the extension, the server, the reader of sheets and the command line for Node, the first three for the web too.
// `node esbuild.mjs` once, `--watch` to keep building, `--dev` without minifying.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { generate } from './scripts/generate.mjs';

const watch = process.argv.includes('--watch');
const { version, homepage } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const shared = {
  bundle: true,
  minify: !watch && !process.argv.includes('--dev'),
  charset: 'utf8',
  sourcemap: watch ? 'inline' : false,
  legalComments: 'none',
  // One copy, though vscode-languageserver brings a near version of its own; and ES modules, of which what is not used falls away.
  alias: { 'vscode-languageserver-types': 'vscode-languageserver-types', yaml: './node_modules/yaml/browser/index.js' },
  logLevel: 'info',
  define: { KAIJI_VERSION: JSON.stringify(version), KAIJI_HOMEPAGE: JSON.stringify(homepage) },
};
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };
const program = { js: '#!/usr/bin/env node' };

/** A bundle each. */
export const builds = [
  { ...node, entryPoints: ['client/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  { ...node, entryPoints: ['server/node.ts'], outfile: 'dist/server.js', banner: program, external: ['./importer.js'] },
  // What reads sheets, loaded when first needed.
  { ...node, entryPoints: ['server/importer.ts'], outfile: 'dist/importer.js' },
  { ...node, entryPoints: ['cli/main.ts'], outfile: 'dist/cli.js', banner: program, external: ['./server.js'] },
  { ...browser, entryPoints: ['client/web.ts'], outfile: 'dist/web/client.js', format: 'cjs', external: ['vscode'] },
  { ...browser, entryPoints: ['server/web.ts'], outfile: 'dist/web/server.js', format: 'iife' },
  {
    ...browser,
    entryPoints: ['server/importer.ts'],
    outfile: 'dist/web/importer.js',
    format: 'iife',
    globalName: 'kaijiImporter',
  },
];

/** Everything once. */
export async function buildAll(overrides = {}) {
  await generate();
  for (const options of builds) await build({ ...options, ...overrides });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!watch) await buildAll();
  else {
    await generate();
    for (const options of builds) await (await context(options)).watch();
  }
}
