// Builds dist/: the extension, the server, the reader of sheets and the command line; all but the last for the web too.
// `node esbuild.mjs` once, `--watch` to keep building, `--dev` without minifying.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context, transform } from 'esbuild';
import { esModules } from './scripts/es-modules.mjs';
import { generate } from './scripts/generate.mjs';

const watch = process.argv.includes('--watch');
const { version, homepage } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** What schemas say to other tools only stays out. */
const schemasBare = {
  name: 'schemas-bare',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]schemas[\\/][\w-]+\.schema\.json$/ }, ({ path }) => {
      const { $schema, $id, title, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify(schema), loader: 'json' };
    });
  },
};

const shared = {
  bundle: true,
  minify: !watch && !process.argv.includes('--dev'),
  charset: 'utf8',
  sourcemap: watch ? 'inline' : false,
  legalComments: 'none',
  // One copy, though vscode-languageserver brings a near version of its own; and ES modules, of which what is not used falls away.
  alias: { 'vscode-languageserver-types': 'vscode-languageserver-types', yaml: './node_modules/yaml/browser/index.js' },
  logLevel: 'info',
  // What is not there would be undefined at run time.
  logOverride: { 'import-is-undefined': 'error' },
  plugins: [esModules, schemasBare],
  define: { KAIJI_VERSION: JSON.stringify(version), KAIJI_HOMEPAGE: JSON.stringify(homepage) },
};
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };
/**
 * Names for the files esbuild splits programs into. What programs share is named after them, `server-cli.js`; what all do is `engine.js`, and what a library
 * that is loaded when first needed also does, `runtime.js`; the library keeps its own name.
 * @param {import('esbuild').Metafile} metafile
 * @returns {Map<string, string>} the base name esbuild made up → ours
 */
export function partNames({ outputs }) {
  const library = (path) => /node_modules\/([^/]+)\//.exec(outputs[path].entryPoint ?? '')?.[1];
  const entries = Object.keys(outputs).filter((path) => outputs[path].entryPoint);
  const libraries = entries.filter(library);
  const programs = entries.filter((path) => !library(path));
  const sharing = new Map();
  for (const entry of entries) {
    const loaded = new Set([entry]);
    for (const path of loaded) {
      for (const { path: part, kind } of outputs[path].imports)
        if (kind === 'import-statement' && outputs[part]) loaded.add(part);
    }
    for (const path of loaded) sharing.set(path, [...(sharing.get(path) ?? []), entry]);
  }
  const nameOf = (sharers) => {
    if (sharers.some(library)) return 'runtime';
    return sharers.length === programs.length ? 'engine' : sharers.map((path) => basename(path, '.js')).join('-');
  };
  return new Map([
    ...[...sharing]
      .filter(([path]) => !entries.includes(path))
      .map(([path, sharers]) => [basename(path), `${nameOf(sharers)}.js`]),
    ...libraries.map((path) => [basename(path), `${library(path)}.js`]),
  ]);
}

/** esbuild splits ES modules only: each file is made CommonJS, which every Node and VS Code we support can load, once it is split. */
const commonJs = {
  name: 'commonjs',
  setup({ onEnd, initialOptions }) {
    initialOptions.metafile = true;
    const { minify, platform, target, charset, sourcemap } = initialOptions;
    // `import()` as `require`: the first call of the other starts a loader of Node's, which takes longer than what is loaded.
    const supported = { 'dynamic-import': false };
    onEnd(async ({ outputFiles = [], metafile }) => {
      const names = partNames(metafile ?? { inputs: {}, outputs: {} });
      for (const { path, text } of outputFiles) {
        const { code } = await transform(text, { format: 'cjs', supported, minify, platform, target, charset, sourcemap });
        mkdirSync(dirname(path), { recursive: true });
        const named = code.replace(/"\.\/([^"/]+)"/g, (whole, name) => (names.has(name) ? `"./${names.get(name)}"` : whole));
        writeFileSync(join(dirname(path), names.get(basename(path)) ?? basename(path)), named);
      }
    });
  },
};

/** What reads sheets is a program beside those that load it, not a part of them. */
const importerBeside = {
  name: 'importer-beside',
  setup({ onResolve }) {
    onResolve({ filter: /\/server\/importer\.ts$|^\.\/importer\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './importer.js', external: true } : undefined,
    );
  },
};

/** Program by program. */
export const builds = [
  { ...node, entryPoints: ['client/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  // The server, what it loads with the first request, and the command line; and what they share (partNames).
  {
    ...node,
    format: 'esm',
    splitting: true,
    entryPoints: { server: 'server/node.ts', answers: 'server/answers.ts', cli: 'cli/main.ts' },
    chunkNames: '[hash]',
    outdir: 'dist',
    write: false,
    plugins: [esModules, importerBeside, commonJs],
  },
  // What reads sheets, loaded when first needed: one file for Node, where it is a module, and for workers, where it is a global.
  {
    ...browser,
    entryPoints: ['server/importer.ts'],
    outfile: 'dist/importer.js',
    format: 'iife',
    globalName: 'kaijiImporter',
    footer: { js: "if (typeof module === 'object') module.exports = kaijiImporter;" },
  },
  { ...browser, entryPoints: ['client/web.ts'], outfile: 'dist/web/client.js', format: 'cjs', external: ['vscode'] },
  { ...browser, entryPoints: ['server/web.ts'], outfile: 'dist/web/server.js', format: 'iife' },
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
