/** The test of the test: mistakes put into the reader are found by the search of test/blocks.test.ts, each within so many edits. */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { afterEach, describe, expect, test } from 'vitest';
import { bundled } from '../scripts/bundled.mjs';
import type * as equality from './support/equality.ts';

// The runner hears of every test, however long they are all at work.
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
afterEach(breathe);

/** A fifth of what test/blocks.test.ts searches. */
const EDITS = 20_000;
/** Of one seed. */
const AT_ONCE = 500;

/** A module of core/yaml, what stands in it, and what stands there instead. */
type Mistake = readonly [module: string, was: string, becomes: string];

/** Something else in place of an exported function, which is then called `right`. */
const instead = (module: string, name: string, wrong: string): Mistake => [
  module,
  `export function ${name}(`,
  `export const ${name} = ${wrong};\nfunction right(`,
];

const mistakes: Readonly<Record<string, Mistake>> = {
  'all states are the same': instead('scan-state', 'sameState', '() => true'),
  'the column of the entries is no state': ['scan-state', 'a.entryColumn === b.entryColumn', 'true'],
  'the scan is taken up one block too late': ['reread', 'Math.max(0, offset - 1)) - 1)', 'Math.max(0, offset - 1)))'],
  'the scan is taken up without its state': ['reread', 'scanLines(source, outline.states.at(first))', 'scanLines(source)'],
  'the scan ends in the block edited': ['reread', 'indexAt(change.formerEnd - 1) + 1', 'indexAt(change.formerEnd - 1)'],
  'what changed is kept': ['reread', 'end <= change && ', ''],
  'blocks begin one too late': [
    'block',
    'at += (chunk[i] as Block).length;',
    'at += (chunk[i] as Block).length + (i === 3 ? 1 : 0);',
  ],
  'block scalars are not seen where the scan is taken up': instead(
    'lines',
    'scanLines',
    "(text, from) => right(from ? text.replace(/[|>]/g, 'x') : text, from)",
  ),
  'quoted values are cut where the scan is taken up': instead(
    'lines',
    'scanLines',
    `(text, from) => right(from ? text.replace(/["']/g, 'x') : text, from)`,
  ),
  'a merge conflict is not marked': instead('lines', 'scanLines', '(...all) => ({ ...right(...all), isMarked: false })'),
  'comments are lost': instead(
    'quick',
    'quickRead',
    '(...all) => { const quick = right(...all); return quick && { ...quick, comments: [] }; }',
  ),
};

describe(`found within ${EDITS} edits`, () => {
  test.each(Object.entries(mistakes))('%s', async (_, mistake) => {
    const { searchFiles, newCounts, areReadAlike } = await withMistake(mistake);
    const found = await firstFound((seed) => searchFiles(AT_ONCE, seed, newCounts()));
    expect(found).toBeDefined();
    expect(areReadAlike(found ?? [])).toBe(false);
    // The least of it is short enough to read.
    expect(found?.join('').length).toBeLessThan(120);
  });

  test('and nothing where there is none', async () => {
    const { searchFiles, newCounts } = await withMistake(['reread', 'BEHIND = 2', 'BEHIND = 3']);
    expect(searchFiles(EDITS / 20, 1, newCounts())).toBeUndefined();
  });
});

async function firstFound<T>(search: (seed: number) => T | undefined): Promise<T | undefined> {
  for (let seed = 0; seed < EDITS / AT_ONCE; seed++) {
    const found = search(seed);
    if (found !== undefined) return found;
    await breathe();
  }
  return undefined;
}

async function withMistake([module, was, becomes]: Mistake): Promise<typeof equality> {
  const plugin: Plugin = {
    name: 'mistake',
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`core[\\\\/]yaml[\\\\/]${module}\\.ts$`) }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (source.split(was).length !== 2) throw new Error(`${module}.ts has not once what the mistake is made in: ${was}`);
        return { contents: source.replace(was, () => becomes), loader: 'ts' };
      });
    },
  };
  return bundled<typeof equality>('test/support/equality.ts', [plugin]);
}
