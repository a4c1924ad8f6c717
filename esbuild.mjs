// Builds dist/: the extension, the server, the reader of sheets and the command line; all but the last for the web too.
// `node esbuild.mjs` once, `--watch` to keep building, `--dev` without minifying.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { clientParts } from './scripts/client-parts.mjs';
import { esModules } from './scripts/es-modules.mjs';
import { generate } from './scripts/generate.mjs';
import { anywhere, later, parts } from './scripts/parts.mjs';

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
  // One copy, though vscode-languageserver brings a near version of its own; and ES modules, of which what is not used falls away,
  // that need nothing of Node, and no page.
  alias: {
    'vscode-languageserver-types': 'vscode-languageserver-types',
    yaml: './node_modules/yaml/browser/index.js',
    fflate: './node_modules/fflate/esm/browser.js',
    uuid: './node_modules/uuid/dist/index.js',
    // Its browser variant wants a page, which workers do not have.
    'decode-named-character-reference': './node_modules/decode-named-character-reference/index.js',
  },
  logLevel: 'info',
  // What is not there would be undefined at run time.
  logOverride: { 'import-is-undefined': 'error' },
  plugins: [esModules, schemasBare],
  define: { KAIJI_VERSION: JSON.stringify(version), KAIJI_HOMEPAGE: JSON.stringify(homepage) },
};
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };
/** Programs for either that share parts. */
const onBoth = {
  ...node,
  target: [node.target, browser.target],
  // The libraries of the language server have a main for each.
  conditions: ['node', 'browser', 'module'],
  format: 'esm',
  splitting: true,
  chunkNames: '[hash]',
  outdir: 'dist',
  write: false,
};
/** What is loaded when first needed, each a program beside those that load it, not a part of them. */
const beside = {
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /(?:^|\/)(?:write\/docx\.ts|ignore)$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

/** Program by program. */
export const builds = [
  // The extension, on Node and in the web: what both have is in dist/web/client.js (scripts/client-parts.mjs).
  ...(watch
    ? [
        { ...node, entryPoints: ['client/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
        { ...browser, entryPoints: ['client/web.ts'], outfile: 'dist/web/client.js', format: 'cjs', external: ['vscode'] },
      ]
    : [
        {
          ...onBoth,
          entryPoints: { client: 'client/node.ts', 'web/client': 'client/web.ts' },
          external: ['vscode'],
          plugins: [esModules, schemasBare, clientParts],
        },
      ]),
  // The server, on Node and in a web worker; what it loads with the first request; the command line; and what they share (scripts/parts.mjs).
  {
    ...onBoth,
    entryPoints: {
      server: 'server/node.ts',
      worker: 'server/web.ts',
      answers: 'server/answers.ts',
      importer: 'server/importer.ts',
      exporter: 'server/exporter.ts',
      cli: 'cli/main.ts',
    },
    external: ['./yaml.js'],
    plugins: [esModules, beside, later('core/yaml/library.ts', 'yaml'), parts],
  },
  // What reads uncommon YAML, writes Word files, and reads .gitignore.
  { ...browser, entryPoints: ['core/yaml/library.ts'], outfile: 'dist/yaml.js', ...anywhere('yaml') },
  { ...browser, entryPoints: ['convert/write/docx.ts'], outfile: 'dist/docx.js', ...anywhere('docx') },
  { ...node, entryPoints: ['ignore'], outfile: 'dist/ignore.js', format: 'cjs' },
  // What runs in our webviews, and how they look.
  { ...browser, entryPoints: { webview: 'client/webview/main.ts' }, outdir: 'dist', format: 'iife' },
  { ...browser, entryPoints: { webview: 'client/webview/style.css' }, outdir: 'dist' },
  // What VS Code for the Web starts.
  { ...browser, entryPoints: ['server/loader.ts'], outfile: 'dist/web/server.js', format: 'iife' },
];

/** Everything once. */
export async function buildAll(overrides = {}) {
  await prepare();
  for (const options of builds) await build({ ...options, ...overrides });
}

/** Writes what is generated, and removes what was built before: a part that no program has any more would be shipped still. */
async function prepare() {
  await generate();
  for (const folder of ['dist', 'dist/web']) {
    const path = new URL(`${folder}/`, import.meta.url);
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path)) if (/\.(?:js|css)$/.test(name)) rmSync(new URL(name, path));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!watch) await buildAll();
  else {
    await prepare();
    for (const options of builds) await (await context(options)).watch();
  }
}
