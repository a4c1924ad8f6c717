// Builds dist/: the extension, the server, the reader of sheets and the command line for Node, the first three for the web too.
// `node esbuild.mjs` once, `--watch` to keep building, `--dev` without minifying.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context, transform } from 'esbuild';
import { esModules } from './scripts/es-modules.mjs';
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
  plugins: [esModules],
  define: { KAIJI_VERSION: JSON.stringify(version), KAIJI_HOMEPAGE: JSON.stringify(homepage) },
};
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };
/** esbuild splits ES modules only: each file is made CommonJS, which every Node and VS Code we support can load, once it is split. */
const commonJs = {
  name: 'commonjs',
  setup({ onEnd, initialOptions: { minify, platform, target, charset, sourcemap } }) {
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await transform(text, { format: 'cjs', minify, platform, target, charset, sourcemap });
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, code);
      }
    });
  },
};

/** Program by program. */
export const builds = [
  { ...node, entryPoints: ['client/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  // The server and the command line, and what they share: dist/engine.js.
  {
    ...node,
    format: 'esm',
    splitting: true,
    entryPoints: { server: 'server/node.ts', cli: 'cli/main.ts' },
    chunkNames: 'engine',
    outdir: 'dist',
    external: ['./importer.js'],
    write: false,
    plugins: [esModules, commonJs],
  },
  // What reads sheets, loaded when first needed.
  { ...node, entryPoints: ['server/importer.ts'], outfile: 'dist/importer.js' },
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
