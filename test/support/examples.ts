/** The examples, as they are read in tests. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../examples/', import.meta.url);

/** Names of the folders in examples/, each a package. */
export const exampleNames: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The files of an example by path. */
export function example(name: string): ReadonlyMap<string, string> {
  const own = new URL(`${name}/`, folder);
  return new Map(
    readdirSync(own)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file, readFileSync(new URL(file, own), 'utf8')]),
  );
}
