// Programs that share code come out of esbuild in parts. Here they get their names, and a form that Node and web workers can load.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transform } from 'esbuild';

/** The program of web workers (server/web.ts). What it loads, and `answers`, is loaded there as well as by Node. */
const WORKER = 'worker';

/**
 * Names for the files esbuild splits programs into. What programs share is named after them, `server-cli.js`; what all do is `engine.js`.
 * @param {import('esbuild').Metafile} metafile
 * @returns {Map<string, string>} the base name esbuild made up → ours
 */
export function partNames({ outputs }) {
  const programs = programsOf(outputs);
  const sharing = new Map();
  for (const program of programs)
    for (const path of loadedFrom(outputs, program)) sharing.set(path, [...(sharing.get(path) ?? []), program]);
  const nameOf = (sharers) =>
    sharers.length === programs.length ? 'engine' : sharers.map((path) => basename(path, '.js')).join('-');
  return new Map(
    [...sharing].filter(([path]) => !programs.includes(path)).map(([path, sharers]) => [basename(path), `${nameOf(sharers)}.js`]),
  );
}

/**
 * esbuild splits ES modules only: each file is made what Node and VS Code load everywhere, CommonJS; and those that workers load too, a script that sets
 * a property of the global `kaijiParts` and asks a global `require` for the others (server/loader.ts).
 */
export const parts = {
  name: 'parts',
  setup({ onEnd, initialOptions }) {
    initialOptions.metafile = true;
    const { minify, platform, target, charset, sourcemap } = initialOptions;
    // `import()` as `require`: the first call of the other starts a loader of Node's, which takes longer than what is loaded.
    const options = { minify, platform, target, charset, sourcemap, supported: { 'dynamic-import': false } };
    onEnd(async ({ outputFiles = [], metafile }) => {
      const { outputs } = metafile ?? { outputs: {} };
      const names = partNames({ outputs });
      const inWorkers = new Set(
        programsOf(outputs)
          .filter((path) => ['answers', WORKER].includes(basename(path, '.js')))
          .flatMap((path) => loadedFrom(outputs, path))
          .map((path) => basename(path)),
      );
      for (const { path, text } of outputFiles) {
        const file = basename(path);
        const name = names.get(file) ?? file;
        const { footer, ...form } = inWorkers.has(file) ? anywhere(basename(name, '.js')) : { format: 'cjs' };
        const { code } = await transform(text, { ...options, ...form, footer: footer?.js });
        const named = code.replace(/"\.\/([^"/]+)"/g, (whole, part) => (names.has(part) ? `"./${names.get(part)}"` : whole));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(join(dirname(path), name), named);
      }
    });
  },
};

/**
 * The form of a part that Node and workers load, as options of esbuild.
 * @param {string} name of the part, by which workers know it
 * @returns {{ format: 'iife', globalName: string, footer: { js: string } }}
 */
export function anywhere(name) {
  const globalName = `kaijiParts[${JSON.stringify(name)}]`;
  return { format: 'iife', globalName, footer: { js: `if(typeof module=="object")module.exports=${globalName};` } };
}

/** @returns {string[]} paths of the programs among what was written */
function programsOf(outputs) {
  return Object.keys(outputs).filter((path) => outputs[path].entryPoint);
}

/** @returns {string[]} a program and all it loads at once */
function loadedFrom(outputs, program) {
  const loaded = new Set([program]);
  for (const path of loaded)
    for (const { path: part, kind } of outputs[path].imports) if (kind === 'import-statement' && outputs[part]) loaded.add(part);
  return [...loaded];
}
