/**
 * Reading again what an edit touched leads to what reading from scratch leads to, and reading in blocks to what reading the whole file leads to: held
 * against files edited at random. The tests (test/blocks.test.ts) and the search by night (scripts/equality.mjs) run the same.
 */
import { Text } from '../../core/text/text.ts';
import { readWhole, readYaml } from '../../core/yaml/read.ts';
import type { SourceTree } from '../../core/yaml/tree.ts';
import { RandomAuthor, randomFile } from './random-session.ts';
import { type Random, randomFrom } from './random-yaml.ts';
import { sameTree } from './same-tree.ts';
import { shrink } from './shrink.ts';
import { dumped } from './tree-dump.ts';

/** Versions of a file, each read from the tree of the one before it. The last is read in blocks and as a whole too. */
export type Versions = readonly string[];

/** What was compared, and how much of it could have gone wrong. */
export interface Counts {
  /** Versions read from the blocks of an earlier one and from scratch. */
  edits: number;
  /** Of these, those that are cut too. */
  cut: number;
  /** The blocks of those. */
  blocks: number;
  /** Of these, those taken over from the earlier version. */
  reused: number;
  /** Versions read in blocks and as a whole. */
  whole: number;
}

export function newCounts(): Counts {
  return { edits: 0, cut: 0, blocks: 0, reused: 0, whole: 0 };
}

/** Edits of one file before the next is begun, and every how many-th version is read as a whole too. */
const SESSION = 25;
const WHOLE_EVERY = 25;

/**
 * Edits random files until `edits` are compared.
 * @param counts takes what was done
 * @returns the least versions that are not read alike; undefined where all are
 */
export function searchFiles(edits: number, seed: number, counts: Counts): Versions | undefined {
  const random = randomFrom(seed);
  const { stackTraceLimit } = Error;
  // The parser makes an error of each objection; its stack would cost more than the reading.
  Error.stackTraceLimit = 0;
  try {
    for (const goal = counts.edits + edits; counts.edits < goal; ) {
      const found = searchFile(randomFile(random), Math.min(goal - counts.edits, SESSION), random, counts);
      if (found) return found;
    }
    return undefined;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The same for one file. */
export function searchFile(file: string, edits: number, random: Random, counts: Counts): Versions | undefined {
  const author = new RandomAuthor(random);
  let now = readYaml(Text.of(file));
  let tree = now;
  let versions = [file];
  if (differsWhole(tree, counts)) return least(versions);
  for (let i = 1; i <= edits; i++) {
    const text = author.next(now);
    now = readYaml(text, undefined, tree);
    if (differsFromScratch(tree, now, counts) || (random() * WHOLE_EVERY < 1 && differsWhole(now, counts)))
      return least([...versions, text.toString()]);
    // Now and then several edits are read at once.
    if (random() < 0.1) continue;
    tree = now;
    versions = [...versions, text.toString()];
  }
  return undefined;
}

/** Whether versions are all read alike. */
export function areReadAlike(versions: Versions): boolean {
  let tree: SourceTree | undefined;
  for (const version of versions) {
    const text = Text.of(version);
    const now = readYaml(text, undefined, tree);
    if (tree && !sameTree(now, readYaml(text))) return false;
    tree = now;
  }
  return !tree || !differsWhole(tree, newCounts());
}

/** A file that was not cut is read from scratch, and so there is nothing to compare. */
function differsFromScratch(before: SourceTree, now: SourceTree, counts: Counts): boolean {
  if (!before.outline) return false;
  counts.edits++;
  if (now.outline) {
    const former = new Set(before.blocks);
    counts.cut++;
    counts.blocks += now.blocks.length;
    counts.reused += now.blocks.filter((block) => former.has(block)).length;
  }
  return !sameTree(now, readYaml(now.text));
}

function differsWhole(tree: SourceTree, counts: Counts): boolean {
  if (!tree.outline) return false;
  counts.whole++;
  return JSON.stringify(dumped(tree)) !== JSON.stringify(dumped(readWhole(tree.text)));
}

/** The fewest and shortest versions that are still not read alike; as given where they are when read anew. */
export function least(versions: Versions): Versions {
  if (areReadAlike(versions)) return versions;
  let few = versions;
  // Mostly the last two are enough.
  if (few.length > 2 && !areReadAlike(few.slice(-2))) few = few.slice(-2);
  for (let i = 0; i < few.length; ) {
    const fewer = few.toSpliced(i, 1);
    if (fewer.length > 0 && !areReadAlike(fewer)) few = fewer;
    else i++;
  }
  for (let size = Number.POSITIVE_INFINITY; ; ) {
    few = shortened(few);
    const now = few.join('').length;
    if (now >= size) return few;
    size = now;
  }
}

/** Versions without what can be left out of what they have in common, and of what they have not. */
function shortened(versions: Versions): Versions {
  const [head, tail] = common(versions);
  const parts = [
    versions[0]?.slice(0, head) ?? '',
    ...versions.map((version) => version.slice(head, version.length - tail)),
    versions[0]?.slice((versions[0]?.length ?? 0) - tail) ?? '',
  ];
  const joined = () => parts.slice(1, -1).map((middle) => (parts[0] ?? '') + middle + (parts.at(-1) ?? ''));
  for (const i of parts.keys()) {
    parts[i] = shrink(parts[i] ?? '', (part) => {
      const former = parts[i] ?? '';
      parts[i] = part;
      const fails = !areReadAlike(joined());
      parts[i] = former;
      return fails;
    });
  }
  return joined();
}

/** How many characters all begin with, and how many behind those all end with. */
function common(versions: Versions): [number, number] {
  const [first = ''] = versions;
  const shortest = Math.min(...versions.map(({ length }) => length));
  let head = 0;
  while (head < shortest && versions.every((version) => version[head] === first[head])) head++;
  let tail = 0;
  while (tail < shortest - head && versions.every((version) => version.at(-1 - tail) === first.at(-1 - tail))) tail++;
  return versions.length > 1 ? [head, tail] : [0, 0];
}
