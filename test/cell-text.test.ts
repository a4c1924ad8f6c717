/** Texts of cells as Markdown: what is printed of it is what stood in the cell. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainOf } from '../convert/form/plain.ts';
import { blocksOf } from '../convert/form/prose.ts';
import { asMarkdown } from '../convert/import/markdown.ts';

const context = { refer: (target: string) => [{ is: 'text' as const, text: `<${target}>` }], pictureAt: () => undefined };
const printed = (text: string) => plainOf(blocksOf(asMarkdown(text), context));
/** Lines without blanks at their ends; marks of lists as they are printed. */
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^[ \t]*[-+・](?=[ \t]+\S)[ \t]*/, '・').replace(/\s+/g, ''))
    .filter((line) => line !== '');

test.each([
  '*必須*',
  '# 見出し',
  '> 引用',
  '---',
  '```\ncode\n```',
  'a\\*b\\',
  '[名前](https://x.example/)と![図](a.png)と[[CL-12]]',
  '<https://x.example/>と&amp;と~~取消~~',
  '_下線_ と snake_case と `code`',
  '* 一つ\n* 二つ',
  '1. 一つ\n2. 二つ\n(1) 三つ',
  '5 * 3 = 15 \\ 2',
  '注*1 注*2',
])('%j', (text) => expect(lines(printed(text))).toEqual(lines(text)));

test('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '~~',
      '[',
      ']',
      '](',
      '(',
      ')',
      '<',
      '>',
      '&',
      '#',
      '\\',
      '\n',
      ' ',
      '- ',
      '1. ',
      '|',
      '\n\n',
      '　',
      '!',
      '=',
      '+',
      '[[a]]',
      ' &lt;',
      'https://x.jp/',
    ),
    fc.constantFrom('語', 'a', '。', '1', '（1）', '①', '@', '🙂'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      // Marks of lists are printed as ・.
      const words = (said: string) =>
        lines(said)
          .join('')
          .replace(/[-+・]/g, '');
      expect(words(printed(text))).toBe(words(text));
    }),
    { numRuns: 3000 },
  );
});
