/** Authors' Markdown as blocks: cases in a file, each an input and what becomes of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inline } from '../../convert/form/form.ts';
import { plainOf } from '../../convert/form/plain.ts';
import { blocksOf, type ProseContext } from '../../convert/form/prose.ts';
import { blockLines } from '../support/form-dump.ts';
import '../seed.ts';

const file = new URL('../fixtures/forms/prose.txt', import.meta.url);
const ARROW = '---->\n';

const context: ProseContext = {
  refer: (target): readonly Inline[] => [{ is: 'text', text: `【${target}】` }],
  pictureAt: (path) => (path.startsWith('images/') ? `file:///package/${path}` : undefined),
  headingLevel: 3,
};

const dump = (input: string) =>
  blocksOf(input, context)
    .flatMap((block) => blockLines(block, ''))
    .map((line) => `${line}\n`)
    .join('');

describe('the blocks of a text', () => {
  const cases = readFileSync(file, 'utf8').split(/^=== /m).slice(1);
  const written: string[] = [];
  for (const one of cases) {
    const name = one.slice(0, one.indexOf('\n'));
    const [input = '', expected = ''] = one.slice(name.length + 1).split(ARROW);
    const actual = dump(input);
    written.push(`=== ${name}\n${input}${ARROW}${actual}`);
    test(name, () => {
      if (process.env.UPDATE_GOLDEN !== '1') expect(actual).toBe(expected);
    });
  }
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, written.join(''));
});

/** Pieces that Markdown, the format and Japanese authors give a meaning. */
const PIECES = [
  ...[
    '**',
    '*',
    '_',
    '~',
    '~~',
    '`',
    '```\n',
    '[',
    ']',
    '(',
    ')',
    '!',
    '[[',
    ']]',
    '[[CL-1]]',
    '> ',
    '- ',
    '1. ',
    '| ',
    '\n',
    '\n\n',
  ],
  ...[
    '　',
    ' ',
    '    ',
    '(1)',
    '①',
    '・',
    '■',
    '※',
    '「',
    '」',
    'あ',
    '漢字',
    'a',
    '9',
    '<b>',
    '&amp;',
    '\\',
    '# ',
    '---',
    'https://a.jp/',
  ],
  ...['\uFDD0', '\uFDD1', '\uFDD2', '\ud800', '|\n|-|-|\n'],
];

test('every text has blocks, and no word of it is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const plain = plainOf(blocksOf(text, context));
      const words = (one: string) => (one.match(/あ|漢字|9/g) ?? []).length;
      expect(words(plain)).toBeGreaterThanOrEqual(words(text));
    }),
  );
});

/** Of these a text is made that the parser need not read. */
const UNMARKED = [
  'あ',
  '漢字。',
  ' ',
  '　',
  '\n',
  '\n\n',
  '\r\n',
  '(1)',
  '①',
  '・',
  '■',
  'ア ',
  '10',
  '-',
  '(',
  ')',
  '：',
  '「',
  '[[CL-1]]',
  '．',
];

test('what has no markup is read as the parser would', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...UNMARKED), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      // A comment of HTML is switched off as HTML is, and only sends the text through the parser.
      const parsed = dump(`${text}\n\n<!---->`).replace(/^ *P <!---->\n/m, '');
      expect(dump(text)).toBe(parsed);
    }),
  );
});

test.each([
  ['stars', '*a **b '.repeat(8_000)],
  ['brackets', '['.repeat(60_000)],
  ['quotes', '> '.repeat(20_000)],
  ['lists', '- '.repeat(20_000)],
  ['backticks', '`a'.repeat(20_000)],
  ['links', '[a]('.repeat(15_000)],
  ['references', '[[a]]'.repeat(12_000)],
  ['nested list lines', Array.from({ length: 300 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
  ['marks', '(1)'.repeat(20_000)],
  ['megabytes of lines', '対策を実施しています。**重要**\n'.repeat(100_000)],
  ['megabytes of paragraphs', '対策を実施しています。**重要**\n\n'.repeat(4_000)],
])('%s have blocks', (_name, text) => {
  expect(blocksOf(text, context).length).toBeGreaterThan(0);
});
