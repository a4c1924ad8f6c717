// The libraries of which something stands in dist/, as the bundler, the lock file and they themselves tell.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputsByFile } from '../inputs.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @typedef {{ readonly name: string, readonly version?: string, readonly licence: string, readonly texts: readonly string[] }} Work
 *   `texts`: of its licence, and of notices it comes with; a version that nobody tells is left out
 * @typedef {Work & { readonly path: string, readonly version: string, readonly integrity: string, readonly programs: readonly string[],
 *   readonly requires: readonly string[], readonly holds: readonly Work[] }} Shipped
 *   `path` of its folder, as in the lock file; `programs` of dist/ in which something of it stands; `requires`: paths of shipped libraries it depends on;
 *   `holds`: what stands in it without being named by the lock file
 */

/** Licences that ask for nothing but to be told. Whatever else turns up is looked at before it is shipped. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
  'Zlib',
];

/**
 * What others bundled into their own files before, and no package of npm that we have: their texts are in licences/.
 */
const WITHIN = { '@oxc-project/runtime': 'MIT', rolldown: 'MIT' };

/** @returns {Promise<{ readonly libraries: readonly Shipped[], readonly direct: readonly string[] }>} sorted; `direct`: paths of those package.json names */
export async function shipped() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const files = new Map();
  for (const [program, inputs] of await inputsByFile()) {
    for (const [input, bytes] of inputs) {
      const path = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
      if (path === undefined || bytes === 0) continue;
      const known = files.get(path) ?? { programs: new Set(), inputs: new Set() };
      files.set(path, { programs: known.programs.add(program), inputs: known.inputs.add(input) });
    }
  }
  const paths = [...files.keys()].sort();
  const libraries = paths.map((path) => {
    const locked = packages[path];
    if (!locked?.integrity) throw new Error(`${path} is shipped, and package-lock.json does not tell what it is`);
    const { programs, inputs } = files.get(path);
    const holds = heldBy(path, [...inputs].map((input) => readFileSync(join(root, input), 'utf8')).join('\n'));
    return {
      ...workIn(path),
      path,
      integrity: locked.integrity,
      programs: [...programs].sort(),
      requires: requiredBy(packages, path).filter((one) => files.has(one)),
      holds,
    };
  });
  return { libraries, direct: requiredBy(packages, '').filter((one) => files.has(one)) };
}

/**
 * @param {readonly Work[]} works
 * @throws naming whatever may not be shipped as it is
 */
export function assertAllowed(works) {
  for (const { name, licence, texts } of works) {
    if (!ALLOWED.includes(licence)) throw new Error(`${name}: the licence ${licence} is none of ${ALLOWED.join(', ')}`);
    if (texts.length === 0) throw new Error(`${name}: there is no text of its licence`);
  }
}

/** A package as it says it is itself. @returns {Work} */
export function workIn(path, folder = join(root, path)) {
  const { name, version, license = 'none' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const names = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice|third-?party-?notices)\b/i.test(file));
  return {
    name,
    version,
    licence: license,
    texts: names.sort().map((file) => settled(readFileSync(join(folder, file), 'utf8'))),
  };
}

/**
 * What stands in files of a package by the comments of the bundler that put it there: `// node_modules/nanoid/…`, or `// \0@oxc-project+runtime@0.155.0/…`
 * for what the bundler itself brings.
 * @param {string} path of the package
 * @param {string} text of its files
 * @returns {readonly Work[]} sorted; which version of a library it was, is not told
 */
export function heldBy(path, text) {
  const found = new Map();
  for (const [, name] of text.matchAll(/^\/\/ (?:\S*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)) found.set(name, undefined);
  for (const [, name, version] of text.matchAll(/^\/\/ (?:\\0|\0)((?:@[^/+\s]+\+)?[^/@\s]+)(?:@(\d[^/\s]*))?\//gm))
    found.set(name.replace('+', '/'), version);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, version]) => {
      const place = placeOf(name, path, (one) => existsSync(join(root, one, 'package.json')));
      if (place !== undefined) {
        const { version: _, ...work } = workIn(place);
        return work;
      }
      const licence = WITHIN[name];
      if (licence === undefined) throw new Error(`${path} holds ${name}, of whose licence nothing is known`);
      const kept = fileURLToPath(new URL(`licences/${name.replace('/', '+')}.txt`, import.meta.url));
      return { name, ...(version === undefined ? {} : { version }), licence, texts: [settled(readFileSync(kept, 'utf8'))] };
    });
}

/** Paths of what a package of the lock file depends on, as Node finds it from there, sorted. */
function requiredBy(packages, path) {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...(path === '' ? devDependencies : {}) });
  return names.flatMap((name) => placeOf(name, path, (one) => packages[one] !== undefined) ?? []).sort();
}

function placeOf(name, from, isThere) {
  for (let folder = from; ; folder = folder.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (isThere(place)) return place;
    if (folder === '') return undefined;
  }
}

/** A text without what differs between editors. */
function settled(text) {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}
