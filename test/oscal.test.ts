/** OSCAL out and back in (convert/oscal): valid by the official schemas, every reference resolved, nothing lost that it can hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { componentDefinition } from '../convert/oscal/component-definition.ts';
import type { ExportOptions } from '../convert/oscal/model.ts';
import { importOscal } from '../convert/oscal/read.ts';
import type { Package } from '../core/package/package.ts';
import { bundled } from './support/catalogs.ts';
import { openFixture } from './support/fixture.ts';
import { danglers, hasSchemas, held, schemaErrors } from './support/oscal.ts';

const OPTIONS: ExportOptions = { language: 'ja', date: '2026-10-01' };

if (!hasSchemas) console.warn('OSCAL schemas are not here (../shared/oscal): validation against them is skipped.');

/** @param without files that are broken on purpose: what cannot be read is not held */
async function example(name: string, without = /^broken/): Promise<Package> {
  const folder = new URL(`../examples/${name}/`, import.meta.url);
  const texts = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !without.test(file));
  return opened(new Map(texts.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')])));
}

async function opened(files: ReadonlyMap<string, string>): Promise<Package> {
  const { packages } = await openFixture(files);
  if (!packages[0]) throw new Error('a package is expected');
  return packages[0];
}

/** What a component definition is not about. */
const KEPT: ReadonlySet<string | undefined> = new Set(['package', 'catalog', 'disclosure']);

/** The package read back from an OSCAL file, beside the manifest and catalogs of the one it was made of. */
async function readBack(json: unknown, whole: Package): Promise<Package> {
  const { catalogs } = await bundled;
  const { files } = importOscal(JSON.stringify(json), { language: 'ja', catalogs });
  const kept = [...whole.files.values()].filter(({ documents }) => documents.some(({ kind }) => KEPT.has(kind)));
  return opened(
    new Map([
      ...kept.map((file) => [file.uri.split('/').at(-1) ?? '', file.text.toString()] as const),
      ...files.map(({ name, text }) => [name, text] as const),
    ]),
  );
}

describe.each(['clinic-cloud', 'finished-small'])('examples/%s', (name) => {
  test('component definition: valid, and read back', async () => {
    const whole = await example(name);
    const { json } = componentDefinition(whole, OPTIONS);
    if (hasSchemas) expect(schemaErrors(json)).toEqual([]);
    expect(danglers(json)).toEqual([]);
    const again = await readBack(json, whole);
    expect(held(again)).toEqual(held(whole));
    expect(componentDefinition(again, OPTIONS).json).toEqual(json);
  });

  test('component definition of what is broken too', async () => {
    const { json } = componentDefinition(await example(name, /^$/), OPTIONS);
    if (hasSchemas) expect(schemaErrors(json)).toEqual([]);
    expect(danglers(json)).toEqual([]);
  });
});
