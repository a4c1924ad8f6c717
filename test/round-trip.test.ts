/**
 * Round trips (docs/exchange.md says what each form holds): a package handed out as a workbook and taken in again says the same, cell by cell, when it is handed out
 * once more; what is handed out to be read has every word of its authors, in their order. White space is compared as docs/exchange.md says.
 */
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ExportOptions, exportPackage } from '../convert/export/export.ts';
import type { Grid } from '../convert/form/grid.ts';
import { type FormName, formsOf } from '../convert/form/list.ts';
import type { ImportOptions } from '../convert/import/imported.ts';
import { IMPORTERS, type ImportKind } from '../convert/import/list.ts';
import { registerIn } from '../convert/import/register.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { answerOf } from '../core/model/checklist.ts';
import { entriesOf } from '../core/model/document.ts';
import { canonicalTerm } from '../core/model/schema.ts';
import type { Package } from '../core/package/package.ts';
import { expandedAnswers } from '../core/report/expanded.ts';
import { asMap } from '../core/yaml/tree.ts';
import { openFixture } from './support/fixture.ts';
import { type SheetCatalog, type Told, toldPackage, wordsIn } from './support/random-told.ts';

const DATE = '2026-10-01';

async function opened(files: ReadonlyMap<string, string>): Promise<Package> {
  const [whole] = (await openFixture(files)).packages;
  if (!whole) throw new Error('a package is expected');
  return whole;
}

async function exported(whole: Package, to: string, form: FormName, more: Partial<ExportOptions> = {}): Promise<Uint8Array> {
  const uris = new Set(whole.documents.map(({ file }) => file.uri));
  const plain = { audience: 'internal', language: 'ja', date: DATE, uris } as const;
  const readPicture = () => Promise.reject(new Error('no pictures'));
  return (await exportPackage(whole, { ...plain, to, form, readPicture, ...more })).bytes;
}

function gridOf(whole: Package, form: FormName): Grid {
  const [made] = formsOf(whole, { audience: 'internal', language: 'ja', date: DATE }).filter(({ name }) => name === form);
  const grid = made?.grids().grids[0];
  if (!grid) throw new Error(`no grid of ${form}`);
  return grid;
}

/** White space as it may change: none at the ends of lines, no blank lines, one blank for several, a blank or none behind the mark of an item. */
function spaced(text: string | number): string {
  return String(text)
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/([(（][0-9０-９]{1,3}[)）]|[①-⑳・▼]) /g, '$1'),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/** What stands in a grid, by control and column; of several columns of one kind by their place. */
function cellsOf({ columns, rows }: Grid, keys: readonly string[]): Readonly<Record<string, string>> {
  const cells: Record<string, string> = {};
  const seen = new Map<string, number>();
  for (const { control = '', cells: values } of rows) {
    const at = seen.get(control) ?? 0;
    seen.set(control, at + 1);
    const counts = new Map<string, number>();
    columns.forEach(({ key }, i) => {
      const nth = counts.get(key) ?? 0;
      counts.set(key, nth + 1);
      const said = spaced(values[i] ?? '');
      if (keys.includes(key) && said !== '') cells[`${control}/${at} ${key}${nth}`] = said;
    });
  }
  return cells;
}

async function takenIn(
  bytes: Uint8Array,
  file: string,
  kind: ImportKind,
  whole: Package,
  more: Partial<ImportOptions> = {},
): Promise<string> {
  const { catalogs } = whole;
  const options = {
    catalogs,
    evidenceKinds: catalogs.evidenceKinds,
    register: [],
    ids: new Set<string>(),
    file,
    language: 'ja',
  } as const;
  return (await IMPORTERS[kind].import(readSheets(bytes, file), { ...options, ...more })).text;
}

const kept = ({ files }: Told, ...names: readonly string[]) => [...files].filter(([name]) => names.includes(name));
const FRAME = ['kaiji.yaml', 'own-sheet.kaiji.yaml'];
const CATALOGS: readonly SheetCatalog[] = ['medcloud-checklist', 'meti-processor', 'own-sheet'];

describe.each(CATALOGS)('a checklist of %s', (catalog) => {
  const KEYS = ['status', 'responsibility', 'answer', 'found', 'result', 'improvement', 'note'];

  test.each(['xlsx', 'csv'])('as %s and back says the same, cell by cell', async (to) => {
    await fc.assert(
      fc.asyncProperty(toldPackage(catalog), async (told) => {
        const whole = await opened(told.files);
        if (told.data.checklist === undefined || (told.data.checklist as { answers: unknown[] }).answers.length === 0) return;
        const bytes = await exported(whole, to, 'checklist');
        const registered = kept(told, ...FRAME, 'evidence.kaiji.yaml');
        const there = registerIn(await opened(new Map(registered)));
        const text = await takenIn(bytes, `sheet.${to}`, 'checklist', whole, { catalog, ...there });
        const back = await opened(new Map([...registered, ['checklist.kaiji.yaml', text]]));
        expect(cellsOf(gridOf(back, 'checklist'), KEYS)).toEqual(cellsOf(gridOf(whole, 'checklist'), KEYS));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
