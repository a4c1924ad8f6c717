// Sources with all their mutants in them, one of which can be switched on, bundled with what is to end them.
import { join, relative } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { build } from 'esbuild';

const quiet = new Proxy({}, { get: (_, name) => (String(name).startsWith('is') ? () => false : () => {}) });

/** Words for people that stand still: the pages and titles of rules are reviewed in docs/rules.md, which `npm run docs` writes and test/docs.test.ts compares. */
const pages = {
  shouldIgnore: (/** @type {any} */ { node }) =>
    (node.type === 'VariableDeclarator' && node.id.name === 'docs') ||
    (node.type === 'ObjectProperty' && node.key.name === 'summary')
      ? 'a page'
      : undefined,
};

/**
 * @param {string} root of the project
 * @param {ReadonlyMap<string, string>} files by path from there
 * @returns the mutants, by the file they are in; a script that returns what cases.ts exports; and what each source imports, from the root
 */
export async function instrument(root, files) {
  const given = [...files].map(([name, content]) => ({ name, content, mutate: true }));
  const options = { plugins: null, excludedMutations: [], ignorers: [pages] };
  const { files: made, mutants } = await new Instrumenter(/** @type {any} */ (quiet)).instrument(given, options);
  // Counting what is reached only while that is asked: it is most of the time otherwise.
  const counting = (/** @type {string} */ content) =>
    content.replace('function cover() {', 'function cover() { if (ns.activeMutant !== undefined) return;');
  const sources = new Map(made.map(({ name, content }) => [name, counting(content)]));
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'test/mutation/cases.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    globalName: 'kaijiCases',
    footer: { js: 'kaijiCases' },
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    alias: { vitest: './test/mutation/vitest.ts' },
    // One folder below test/, as the modules that ask for it.
    define: { 'import.meta.url': JSON.stringify(new URL('.', import.meta.url).href) },
    plugins: [
      {
        name: 'instrumented',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = sources.get(relative(root, path).replaceAll('\\', '/'));
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  const imports = new Map(Object.entries(metafile.inputs).map(([file, { imports }]) => [file, imports.map(({ path }) => path)]));
  return {
    mutants: mutants.filter(({ status }) => status !== 'Ignored'),
    script: outputFiles[0]?.text ?? '',
    imports,
  };
}
