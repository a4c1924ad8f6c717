/** Invariant 1 (docs/adding.md): imports run down only, and nothing of Node reaches core or the web bundles. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { builds } from '../esbuild.mjs';
import { loadedBy } from '../scripts/sizes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/^(?:import|export)\s[^;']*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...found].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
}

/** What each folder may import beside itself and its own dependencies. */
const ALLOWED: readonly (readonly [folder: string, may: RegExp])[] = [
  ['core', /^(core\/|schemas\/|yaml$|vscode-uri$|fastest-levenshtein$|diff$|jsonc-parser$)/],
  ['convert', /^(core\/|convert\/|fflate$|papaparse$|saxen$|diff$|docx$|mdast|micromark-extension-gfm$|uuid$)/],
  ['server', /^(core\/|convert\/|server\/|vscode-languageserver(\/|$)|ignore$|node:)/],
  ['cli', /^(core\/|convert\/|cli\/|server\/(disk|system-error|why-unread|importer|exporter)\.ts$|diff$|node:)/],
  [
    'client',
    /^(client\/|server\/protocol(\.ts$|\/)|core\/language\.ts$|convert\/base64\.ts$|vscode$|vscode-languageclient(\/|$))/,
  ],
  // Pages know neither the editor nor the rest of the client.
  ['client/webview', /^(client\/webview\/|server\/protocol(\.ts$|\/))/],
];

/** The staircase inside core, lowest first: a step may import those before it. */
const STAIRS = [
  'core/limits.ts',
  'core/slices.ts',
  'core/text/',
  'core/yaml/',
  'core/language.ts',
  'core/date.ts',
  'core/io.ts',
  'core/catalog/',
  'core/prose/',
  'core/model/',
  'core/package/',
  'core/assessment/',
  'core/scaffold/',
  'core/suppression.ts',
  'core/rules/',
  'core/migrate/',
  'core/check/',
  'core/check.ts',
  'core/report/',
  'core/diff/',
  'core/features/',
];

function target(file: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/') : specifier;
}

test.each(ALLOWED)('%s imports only what it may', (folder, may) => {
  for (const file of sources(folder)) {
    for (const specifier of imports(file)) {
      const found = target(file, specifier);
      const isVocabulary = file.startsWith('core/features/') && specifier === 'vscode-languageserver-types';
      expect(isVocabulary || may.test(found), `${file} imports ${specifier}`).toBe(true);
    }
  }
});

test('imports inside core run down the staircase', () => {
  const step = (path: string) => STAIRS.findIndex((stair) => path.startsWith(stair));
  for (const file of sources('core')) {
    expect(step(file), `${file} stands on no step`).toBeGreaterThanOrEqual(0);
    const text = readFileSync(join(root, file), 'utf8');
    for (const specifier of imports(file)) {
      const found = target(file, specifier);
      if (!found.startsWith('core/')) continue;
      // A type of a step above is knowledge of its shape, not a dependency at run time.
      const typeOnly = new RegExp(`import type [^;]*'${specifier.replaceAll('.', '\\.')}'`).test(text);
      expect(typeOnly || step(found) <= step(file), `${file} imports ${specifier}, which is above it`).toBe(true);
    }
  }
});

test('the picture in CONTRIBUTING.md has its arrows where one part imports another, and never the other way round', () => {
  const picture = /```mermaid\n([\s\S]*?)```/.exec(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'))?.[1] ?? '';
  const folders = new Map([...picture.matchAll(/(\w+)\["([\w/]+)\/<br>/g)].map(([, name = '', folder = '']) => [name, folder]));
  const arrows = [...picture.matchAll(/(\w+) --> (\w+)/g)].map(([, ...ends]) => ends.map((name) => folders.get(name) ?? name));
  expect(arrows.length).toBeGreaterThan(10);
  const values = (from = '', to = '') =>
    sources(from.split('/')[0] ?? '').some(
      (file) =>
        file.startsWith(from) &&
        [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export) (?!type)[^;']*?from '([^']+)'/gm)].some(
          ([, specifier = '']) => target(file, specifier).startsWith(to),
        ),
    );
  for (const [from, to] of arrows) {
    expect(values(from, to), `${from} imports ${to}`).toBe(true);
    expect(values(to, from), `${to} imports ${from}`).toBe(false);
  }
});

/** What workers load, parts of the programs for Node among them. */
const inWorkers = [
  'dist/web/server.js',
  ...['worker', 'answers', 'importer', 'exporter'].flatMap((name) => loadedBy(`dist/${name}.js`)),
];

test('the web bundles carry nothing of Node', () => {
  expect(inWorkers).toContain('dist/engine.js');
  for (const bundle of [...inWorkers, 'dist/web/client.js']) {
    const text = readFileSync(join(root, bundle), 'utf8');
    expect(text.match(/\brequire\("(?!\.\/|vscode")[^"]*"\)/g) ?? [], bundle).toEqual([]);
  }
});

test('convert runs in a web worker: nothing of Node comes in with its libraries', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [
      'convert/sheet/read.ts',
      'convert/import/catalog/catalog-text.ts',
      'convert/import/catalog/own-catalog.ts',
      'convert/write/html.ts',
      'convert/write/markdown.ts',
      'convert/oscal/list.ts',
      'convert/oscal/read.ts',
    ].map((file) => join(root, file)),
    // What core needs is known to run there, though it asks for a Buffer and a process.
    alias: { ...builds[0]?.alias, yaml: 'yaml' },
    external: ['yaml', 'vscode-uri'],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'out',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
  });
  expect(Object.keys(metafile.inputs).some((file) => file.includes('node_modules/fflate'))).toBe(true);
  for (const { text } of outputFiles)
    expect(text.match(/\brequire\("[^"]+"\)|\bprocess\.[a-z]|\bBuffer\b|\bdocument\.create/g) ?? []).toEqual([]);
});

/** What servers are made of, on Node and in workers: what they share, and load with the first request. */
const serverParts = [...new Set(['server', 'worker', 'answers'].flatMap((name) => loadedBy(`dist/${name}.js`)))];

test.each(serverParts)('%s leaves reading sheets to the program for it', (name) => {
  const part = 'sharedStrings.xml';
  expect(readFileSync(join(root, name), 'utf8')).not.toContain(part);
  expect(loadedBy('dist/importer.js').some((file) => readFileSync(join(root, file), 'utf8').includes(part))).toBe(true);
});

test.each(['dist/server.js', 'dist/worker.js'])('%s starts without what requests are answered with', (program) => {
  const atOnce = loadedBy(program).map((file) => readFileSync(join(root, file), 'utf8'));
  expect(atOnce.length).toBeGreaterThan(1);
  // Titles of code actions.
  for (const text of ['このファイルの同じ指摘', '判断のいらない指摘 ']) {
    expect(atOnce.filter((source) => source.includes(text))).toEqual([]);
    expect(loadedBy('dist/answers.js').some((file) => readFileSync(join(root, file), 'utf8').includes(text))).toBe(true);
  }
});

test.each(['dist/cli.js', ...serverParts])('%s leaves the pages of the rules to the file beside the catalogs', (bundle) => {
  const pages = JSON.parse(readFileSync(join(root, 'dist/catalogs/rules.json'), 'utf8')) as Record<
    string,
    { ja: string; en: string }
  >;
  const text = readFileSync(join(root, bundle), 'utf8');
  // The first lines: longer than any summary, and the same in the source.
  const carried = Object.entries(pages).filter(([, { ja, en }]) => [ja, en].some((page) => text.includes(page.slice(0, 30))));
  expect(carried.map(([code]) => code)).toEqual([]);
});

test('no file imports itself by way of others', () => {
  const files = ['core', 'convert', 'server', 'cli', 'client'].flatMap(sources).map((file) => file.replaceAll('\\', '/'));
  const edges = new Map(files.map((file) => [file, imports(file).map((specifier) => target(file, specifier))]));
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    expect(path.includes(file), [...path, file].join(' → ')).toBe(false);
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) if (edges.has(next)) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});
