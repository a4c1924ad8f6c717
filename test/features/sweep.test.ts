/** Every feature at every place of the examples, as they stand and as they are while somebody works on them: none throws, and no range lies outside its document. */
import { setImmediate as breath } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../core/model/document.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { example, exampleNames } from '../support/examples.ts';
import { openFixture } from '../support/fixture.ts';
import { type Random, randomFrom } from '../support/random-yaml.ts';
import { type About, about, astray, atPlace, ofDocument } from './every-feature.ts';

const asked = process.env.KAIJI_SEED;
const SEED = asked === 'random' ? Date.now() % 1_000_000 : Number(asked ?? 20_261_121);
/** How many broken states of each kind a file is seen in, and at how many places each is asked about, besides those around the break. */
const STATES = 4;
const PLACES = 20;

const all = await bundled;

interface Broken {
  readonly text: string;
  /** Where it was broken. */
  readonly at: number;
}

/** What happens to a text while it is written. */
const breaks: Readonly<Record<string, (text: string, random: Random) => Broken>> = {
  'the rest is not written yet': (text, random) => {
    const at = Math.floor(random() * text.length);
    return { text: text.slice(0, at), at };
  },
  'a line is gone': (text, random) => {
    const { start, end } = lineIn(text, random);
    return { text: text.slice(0, start) + text.slice(end), at: start };
  },
  'the end of a line is gone': (text, random) => {
    const { start, end } = lineIn(text, random);
    const at = start + Math.floor(random() * (end - start));
    return { text: text.slice(0, at) + text.slice(end), at };
  },
  'something is opened': (text, random) => {
    const at = Math.floor(random() * text.length);
    return {
      text: text.slice(0, at) + pick(['[', '{', '"', "'", '[[', '{ ref: ', '|\n', '&a ', '*a', '# '], random) + text.slice(at),
      at,
    };
  },
  'the indentation is off': (text, random) => {
    const { start } = lineIn(text, random);
    const indented = text
      .slice(start)
      .replace(/^ */, (spaces) => pick([`${spaces} `, spaces.slice(1), '', `${spaces}\t`, `　${spaces}`], random));
    return { text: text.slice(0, start) + indented, at: start };
  },
  'full width is typed': (text, random) => {
    const places = [...text.matchAll(/[:\-[\]{},"#0-9 ]/g)];
    const { index = 0, 0: char = '' } = pick(places, random);
    const wide = char === ' ' ? '　' : String.fromCharCode(char.charCodeAt(0) + 0xfee0);
    return { text: text.slice(0, index) + wide + text.slice(index + char.length), at: index };
  },
  'a character is cut in two': (text, random) => {
    const at = Math.floor(random() * text.length);
    return {
      text:
        text.slice(0, at) +
        pick(['\ud842', '\udfb7', '𠮷', '\r', '\0', '\u2028', '\ufeff', '---\n', '<<<<<<< HEAD\n'], random) +
        text.slice(at),
      at,
    };
  },
};

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** A line with its end. */
function lineIn(text: string, random: Random): { readonly start: number; readonly end: number } {
  const at = Math.floor(random() * text.length);
  const end = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end + 1 };
}

/** Asks everything about a document, at these offsets; what is wrong, as text. */
async function wrongIn(what: About, offsets: Iterable<number>): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { file } = what;
  const ask = async (name: string, place: () => string, answer: () => unknown) => {
    try {
      for (const range of astray(await answer(), what)) wrong.push(`${name}${place()}: ${range}`);
    } catch (error) {
      wrong.push(`${name}${place()}: ${error instanceof Error ? error.stack : error}`);
    }
  };
  for (const [name, answer] of Object.entries(ofDocument))
    await ask(
      name,
      () => '',
      () => answer(what),
    );
  for (const offset of offsets) {
    // The runner wants to hear of a long test now and then.
    if (offset % 500 === 0) await breath();
    const place = () =>
      ` at ${JSON.stringify(`${file.text.slice(Math.max(0, offset - 40), offset)}▮${file.text.slice(offset, offset + 20)}`)}`;
    for (const [name, answer] of Object.entries(atPlace)) await ask(name, place, () => answer({ ...what, offset }));
  }
  const failed = what.findings().filter(({ rule }) => rule === 'internal-error');
  return [...wrong, ...failed.map(({ message }) => message('en'))];
}

describe.each(exampleNames)(`examples/%s (KAIJI_SEED=${SEED})`, async (name) => {
  const files = example(name);
  const { packages } = await openFixture(files);
  const whole = packages[0];
  if (!whole || packages.length !== 1) throw new Error('one package is expected');

  test.each([...whole.files.keys()])('%s', async (uri) => {
    const file = whole.files.get(uri);
    if (!file) throw new Error(uri);
    const offsets = Array.from({ length: file.text.length + 1 }, (_, offset) => offset);
    expect(await wrongIn(about(whole, file, all), offsets)).toEqual([]);
  });

  test.each(Object.entries(breaks))('where %s', async (_, broken) => {
    const random = randomFrom(SEED);
    for (const file of whole.files.values())
      for (let n = 0; n < STATES; n++) {
        const { text, at } = broken(file.text.toString(), random);
        const version = readFile(file.uri, Text.of(text));
        const offsets = new Set(
          [at - 1, at, at + 1, at + 2, text.length].filter((offset) => offset >= 0 && offset <= text.length),
        );
        while (offsets.size < Math.min(PLACES, text.length)) offsets.add(Math.floor(random() * (text.length + 1)));
        expect(await wrongIn(about(whole.with([version]), version, all), offsets), text).toEqual([]);
      }
  });
});
