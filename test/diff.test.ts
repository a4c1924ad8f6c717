/** What changed between two versions of a package: golden files, and what holds whatever changed. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diffForm } from '../convert/diff/form.ts';
import { diffJson } from '../convert/diff/json.ts';
import { diffPackages, type PackageDiff } from '../core/diff/diff.ts';
import type { Package } from '../core/package/package.ts';
import { openFixture, parseFixture, pathOf } from './support/fixture.ts';
import { formDump } from './support/form-dump.ts';

const folder = new URL('./fixtures/diff/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';

/** The package of the files below a folder of an archive. */
async function side(archive: string, name: 'old' | 'new'): Promise<Package> {
  const files = [...parseFixture(archive).files].flatMap(([path, text]) =>
    path.startsWith(`${name}/`) ? [[path.slice(4), text] as const] : [],
  );
  const { packages } = await openFixture(new Map(files));
  return packages[0] as Package;
}

async function diffOf(archive: string): Promise<PackageDiff> {
  return diffPackages({ whole: await side(archive, 'old') }, { whole: await side(archive, 'new') });
}

const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function golden(name: string, text: string): void {
  if (update) writeFileSync(new URL(name, folder), text);
  expect(existsSync(new URL(name, folder)), `no golden file ${name}: run with UPDATE_GOLDEN=1 and review it`).toBe(true);
  expect(text).toBe(read(name));
}

describe('golden files', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.fixture'))) {
    const bare = name.replace('.fixture', '');
    test(`${bare}.json`, async () => {
      golden(`${bare}.json`, diffJson(await diffOf(read(name)), { old: 'old', now: 'new', pathOf }));
    });
    for (const language of ['ja', 'en'] as const)
      test(`${bare}.${language}.txt`, async () => {
        const form = diffForm(await diffOf(read(name)), {
          language,
          service: '例示クラウドカルテ',
          old: 'old',
          now: 'new',
          pathOf,
        });
        golden(`${bare}.${language}.txt`, formDump(form));
      });
  }
});
