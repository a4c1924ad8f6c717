/** What a catalog or an author wrote, as Markdown: of their markup only labels and quotations take effect. */
import { expect, test } from 'vitest';
import { prose, quoted } from '../../core/features/markdown.ts';

test.each([
  ['**書くこと** 誰が', '**書くこと** 誰が'],
  ['> 一行目\n> 二行目', '> 一行目  \n> 二行目'],
  ['> - 甲\n> 1. 乙\n> = 丙', '> \\- 甲  \n> \\1. 乙  \n> \\= 丙'],
  ['- 甲\n1) 乙', '\\- 甲  \n\\1) 乙'],
  ['[a](b) <b> *c* `d` # e', '\\[a\\](b) &lt;b&gt; \\*c\\* \\`d\\` \\# e'],
])('prose %j', (text, markdown) => {
  expect(prose(text)).toBe(markdown);
});

test('quoted keeps lines and lets no markup out', () => {
  expect(quoted('> 一\n\n# 二')).toBe('> &gt; 一  \n>   \n> \\# 二');
});
