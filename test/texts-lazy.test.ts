/** Long texts are read when first shown: checking a package reads none, a hover those of one catalog (performance: start-up). */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Bundled } from '../core/catalog/bundled.ts';
import { searchCatalogs } from '../core/catalog/search.ts';
import { checkPackage } from '../core/check.ts';
import { hoverAt } from '../core/features/hover.ts';
import { Workspace } from '../core/package/workspace.ts';
import { MemoryIo } from './support/memory-io.ts';

const built = new URL('../dist/catalogs/', import.meta.url);
const sheet = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n';

test('no text is read before one is shown', async () => {
  const read: string[] = [];
  const bundled = await Bundled.load({
    readIndex: () => readFile(new URL('index.json', built), 'utf8'),
    readTexts: (name) => {
      read.push(name);
      return readFile(new URL(`${name}.json`, built), 'utf8');
    },
  });
  const uri = 'file:///package/sheet.kaiji.yaml';
  const workspace = new Workspace(
    new MemoryIo(
      new Map([
        ['file:///package/kaiji.yaml', 'kaiji: package/v1\n'],
        [uri, sheet],
      ]),
    ),
    bundled.catalogs,
  );
  const whole = await workspace.packageOf(uri);
  checkPackage(whole, { date: '2026-11-21' });
  expect(read).toEqual([]);
  const file = whole.files.get(uri);
  if (!file) throw new Error('the sheet is expected');
  const hover = () => hoverAt(whole, file, sheet.indexOf('CL-94') + 1, { language: 'ja', bundled });
  const [first, again] = [await hover(), await hover()];
  expect(again).toEqual(first);
  expect(JSON.stringify(first)).toContain('書くこと');
  expect(read).toEqual(['medcloud-checklist@2019']);
  await searchCatalogs(bundled.catalogs, await bundled.glossary(), 'パスワード');
  expect(new Set(read).size).toBe(read.length);
});

test.each([
  ['gone', () => Promise.reject(new Error('gone'))],
  ['damaged', () => Promise.resolve('{')],
])('texts that are %s leave the hover short and the search without synonyms, and hide nothing else', async (_, readTexts) => {
  const bundled = await Bundled.load({
    readIndex: () => readFile(new URL('index.json', built), 'utf8'),
    readTexts,
  });
  const uri = 'file:///package/sheet.kaiji.yaml';
  const whole = await new Workspace(new MemoryIo(new Map([[uri, sheet]])), bundled.catalogs).packageOf(uri);
  const file = whole.files.get(uri);
  if (!file) throw new Error('the sheet is expected');
  const hover = await hoverAt(whole, file, sheet.indexOf('CL-94') + 1, { language: 'ja', bundled });
  expect(JSON.stringify(hover)).toContain('METI-2.6.14(1)');
  const found = await searchCatalogs(bundled.catalogs, await bundled.glossary(), 'CL-94');
  expect(found[0]?.id).toBe('CL-94');
});
