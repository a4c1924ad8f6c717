/** The language server libraries, read back as ES modules by the build: the same as they come. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { asEsModule, esModules } from '../scripts/es-modules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** What a module exports, and for the namespaces and classes among that what they have. */
function shape(module: object): unknown {
  const members = (value: unknown) =>
    typeof value === 'object' || typeof value === 'function' ? Object.getOwnPropertyNames(value ?? {}).sort() : value;
  return Object.fromEntries(
    Object.entries(module)
      .filter(([name]) => name !== 'default' && name !== '__esModule')
      .map(([name, value]) => [name, [typeof value, members(value)]])
      .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
  );
}

/** Libraries, and what of them two modules export that a third passes on: as ES modules it passes neither on. The build fails where one would be used. */
const libraries = [
  ['vscode-jsonrpc/node', []],
  ['vscode-languageserver-protocol/node', ['createMessageConnection']],
  ['vscode-languageserver/node', ['createMessageConnection', 'createProtocolConnection']],
] as const;

test.each(libraries)('%s', async (library, twice) => {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${library}';`, resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [esModules],
  });
  const text = outputFiles[0]?.text ?? '';
  expect(text).not.toContain('__commonJS');
  const read = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
  const exported = Object.entries(require(library) as object).filter(([name]) => !(twice as readonly string[]).includes(name));
  const original = shape(Object.fromEntries(exported));
  expect(Object.keys(original as object).length).toBeGreaterThan(20);
  expect(shape(read)).toEqual(original);
});

test.each([
  ['exports', 'if (x) exports.a = x;\nmodule.exports = { x };'],
  ['a module asked for in the midst', 'function f() { return require("x"); }'],
])('%s in a form that TypeScript does not write fails', (_, source) => {
  expect(() => asEsModule(source, 'lib.js')).toThrow(/^lib\.js: /);
});
