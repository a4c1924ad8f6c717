// Programs that share code come out of esbuild in parts. Here parts are put into files, in a form that Node and web workers can load.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transform } from 'esbuild';

/** The server on Node and in web workers: what both have is there wherever one of {@link LATER} is loaded by a server. */
const SERVERS = ['server', 'worker'];

/** What servers and the command line load when it is first needed; the first with a server's first request. */
const LATER = ['answers', 'importer', 'exporter'];

/** Programs of which no worker has a use. */
const NODE_ONLY = ['server', 'cli'];

/**
 * The files for what esbuild splits programs into. A program has one of its own; what programs share is together in one named after them, `server-cli.js`;
 * what all do in `engine.js`. Opening a file costs Node more than the code in it, so there are no more of them than it takes.
 * @param {import('esbuild').Metafile} metafile
 * @param {boolean} [together] whether parts share files; a source map tells of one part only
 * @returns {Map<string, { file: string, part?: string }>} by the path esbuild made up, what others need first: the file without `.js`, and the name the
 *   part has there; a program has none
 */
export function partFiles({ outputs }, together = true) {
  const programs = Object.keys(outputs).filter((path) => outputs[path].entryPoint);
  const sharing = new Map();
  for (const program of programs)
    for (const path of loadedFrom(outputs, program)) sharing.set(path, [...(sharing.get(path) ?? []), nameOf(program)]);
  const first = programs.map(nameOf).filter((name) => !LATER.includes(name));
  const fileOf = (sharers) => {
    if (first.every((name) => sharers.includes(name))) return 'engine';
    const later = sharers.filter((name) => LATER.includes(name));
    if (SERVERS.every((server) => sharers.includes(server))) return sharers.filter((name) => !later.includes(name)).join('-');
    if (later.length > 0 && SERVERS.some((server) => sharers.includes(server))) return SERVERS.join('-');
    // What these share is in one file, whoever else loads it: opening a file more costs more than the code in it.
    if (sharers.includes(LATER[0])) return 'answers-others';
    if (later.length > 0 && sharers.includes('cli')) return 'cli-later';
    return later.length > 1 ? 'importer-exporter' : sharers.join('-');
  };
  // Who loads a part loads what the part loads.
  const ordered = [...sharing].sort(([, a], [, b]) => b.length - a.length);
  return new Map(
    ordered.map(([path, sharers]) => {
      if (programs.includes(path)) return [path, { file: nameOf(path) }];
      const part = sharers.join('-');
      return [path, { file: together ? fileOf(sharers) : part, part }];
    }),
  );
}

/** esbuild splits ES modules only. This writes its parts as what Node and VS Code load everywhere, CommonJS, and workers too ({@link anywhere}). */
export const parts = {
  name: 'parts',
  setup({ onEnd, initialOptions }) {
    initialOptions.metafile = true;
    const { minify, platform, target, charset, sourcemap } = initialOptions;
    // `import()` as `require`: the first call of the other starts a loader of Node's, which takes longer than what is loaded.
    const options = { minify, platform, target, charset, sourcemap, supported: { 'dynamic-import': false } };
    onEnd(async ({ outputFiles = [], metafile = { inputs: {}, outputs: {} } }) => {
      const files = partFiles(metafile, !sourcemap);
      const named = new Map([...files].map(([path, place]) => [basename(path), place]));
      const written = new Map();
      for (const [path, { file, part }] of files) {
        const { path: place, text } = outputFiles.find((one) => basename(one.path) === basename(path));
        const { footer, ...form } = NODE_ONLY.includes(file) ? { format: 'cjs' } : anywhere(file, part);
        const { code } = await transform(text, { ...options, ...form });
        const linked = code.replace(/\brequire\("\.\/([^"/]+)"\)/g, (whole, name) => {
          const { file: other, part } = named.get(name) ?? {};
          if (part === undefined) return whole;
          return `${other === file ? exportsOf(file) : `require("./${other}.js")`}[${JSON.stringify(part)}]`;
        });
        const to = join(dirname(place), `${file}.js`);
        written.set(to, { code: (written.get(to)?.code ?? '') + linked, footer: footer?.js ?? '' });
      }
      for (const [path, { code, footer }] of written) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, code + footer);
      }
    });
  },
};

/**
 * A module of which a program has no need until it calls something of it: a file of its own, loaded by the first call, which returns when it is there.
 * @param {string} source of the module, which exports functions and classes by name and nothing else
 * @param {string} file what is built of it, without `.js`
 * @returns {import('esbuild').Plugin} for the programs that call it
 */
export const later = (source, file) => ({
  name: `later-${file}`,
  setup({ onLoad }) {
    onLoad({ filter: new RegExp(`${source.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`) }, ({ path }) => {
      const names = (/export \{([^}]+)\}/.exec(readFileSync(path, 'utf8'))?.[1] ?? '').split(',').map((name) => name.trim());
      const called = names.map((name) => `export function ${name}(...given) { return call("${name}", new.target, given); }`);
      return {
        loader: 'js',
        contents: `let loaded;
          const call = (name, isNew, given) => {
            loaded ??= require("./${file}.js");
            return isNew ? new loaded[name](...given) : loaded[name](...given);
          };
          ${called.join('\n')}`,
      };
    });
  },
});

/**
 * What Node and workers load alike, as options of esbuild: a script that puts what it exports into the global `kaijiParts`, and on Node exports it. In
 * workers what it loads is loaded by a global `require` (server/loader.ts).
 * @param {string} file without `.js`, by which it is known
 * @param {string} [part] of several that the file exports
 * @returns {{ format: 'iife', globalName: string, footer: { js: string } }} the footer of the file
 */
export function anywhere(file, part) {
  const globalName = part === undefined ? exportsOf(file) : `${exportsOf(file)}[${JSON.stringify(part)}]`;
  return { format: 'iife', globalName, footer: { js: `if(typeof module=="object")module.exports=${exportsOf(file)};` } };
}

function exportsOf(file) {
  return `kaijiParts[${JSON.stringify(file)}]`;
}

function nameOf(path) {
  return basename(path, '.js');
}

/** @returns {string[]} a program and all it loads at once */
function loadedFrom(outputs, program) {
  const loaded = new Set([program]);
  for (const path of loaded)
    for (const { path: part, kind } of outputs[path].imports) if (kind === 'import-statement' && outputs[part]) loaded.add(part);
  return [...loaded];
}
