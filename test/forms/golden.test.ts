/** The forms of the examples, as text to be read line by line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formsOf, readTexts } from '../../convert/form/list.ts';
import { example } from '../support/examples.ts';
import { openFixture, parseFixture, pathOf } from '../support/fixture.ts';
import { dumpForm, dumpGrid } from '../support/form-dump.ts';

const folder = new URL('../fixtures/forms/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';

const packages: readonly (readonly [name: string, files: () => ReadonlyMap<string, string>])[] = [
  ['clinic-cloud', () => example('clinic-cloud')],
  ['finished-small', () => example('finished-small')],
  ['odd', () => parseFixture(readFileSync(new URL('odd.fixture', folder), 'utf8')).files],
];

const READERS = [
  ['internal', 'ja'],
  ['customer', 'ja'],
  ['internal', 'en'],
] as const;

for (const [name, files] of packages) {
  for (const [audience, language] of READERS) {
    test(`${name} for ${audience} readers in ${language}`, async () => {
      const { packages } = await openFixture(files());
      const whole = packages.at(-1);
      if (!whole) throw new Error('a package is expected');
      await readTexts(whole);
      const parts = formsOf(whole, { language, audience, date: '2026-10-01' }).flatMap((one) => {
        const [form, grids] = [one.form(), one.grids()];
        const problems = [...(form?.problems ?? []), ...grids.problems].map(
          ({ uri, line, message }) => `! ${pathOf(uri)}:${line + 1} ${message(language)}\n`,
        );
        const head = `===== ${one.name} ${one.label}: ${one.documents.map(({ file }) => pathOf(file.uri)).join(' ')}\n`;
        return [
          head,
          ...(form ? [dumpForm(form.form, one.name === 'checklist')] : []),
          ...grids.grids.map((grid) => dumpGrid(grid, true)),
          ...new Set(problems),
        ];
      });
      const text = parts.join('');
      const golden = new URL(`${name}.${audience}.${language}.txt`, folder);
      if (update) writeFileSync(golden, text);
      expect(existsSync(golden), `no golden file: run with UPDATE_GOLDEN=1 and review it`).toBe(true);
      expect(text).toBe(readFileSync(golden, 'utf8'));
    });
  }
}
