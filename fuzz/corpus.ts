/** What random inputs are made from: packages as people write them, and what they would paste. ../shared adds to the latter where it is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { example, exampleNames } from '../test/support/examples.ts';
import { parseFixture } from '../test/support/fixture.ts';

const fixtures = new URL('../test/fixtures/', import.meta.url);
const shared = new URL('../../shared/', import.meta.url);

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

export const examples: readonly Files[] = exampleNames.map((name) => Object.fromEntries(example(name)));

/** Small packages, each about something. */
export const small: readonly Files[] = filesIn(fixtures, '.fixture').map((text) => Object.fromEntries(parseFixture(text).files));

/** Prose, in files of any kind. */
export const pasted: readonly string[] = [
  ...filesIn(new URL('import/', fixtures), '.txt'),
  ...filesIn(new URL('forms/', fixtures), '.txt'),
  ...['corpus/', 'design/', 'domain/'].flatMap((name) => filesIn(new URL(name, shared), /\.(?:txt|md)$/)),
];

/** Sheets that are imported, by name. */
export const sheets: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  'import/',
  'import-answers/',
  'import-registers/',
].flatMap((folder) => {
  const at = new URL(folder, fixtures);
  return readdirSync(at)
    .filter((name) => /\.(?:csv|tsv|txt)$/.test(name))
    .sort()
    .map((name) => [name, new Uint8Array(readFileSync(new URL(name, at)))] as const);
});

/** Of a folder and those in it, in order of path. */
function filesIn(folder: URL, ends: string | RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => (typeof ends === 'string' ? name.endsWith(ends) : ends.test(name)))
    .sort()
    .map((name) => readFileSync(fileURLToPath(new URL(name.split('/').map(encodeURIComponent).join('/'), folder)), 'utf8'));
}
