/**
 * Blocks as the text of a cell. Words, marks, numbers and line breaks stay; what is lost is the look of words (strong, struck), and of a link to words of its
 * own the address is added behind. Between two paragraphs stands one line break, before and behind a text none.
 */
import type { Block, Inline } from './form.ts';
import { inlinesOf } from './inline.ts';

/** Line breaks are `\n`. */
export function plainOf(blocks: readonly Block[]): string {
  return plainInline(inlinesOf(blocks));
}

/** The same of a run of words. */
function plainInline(inlines: readonly Inline[]): string {
  return inlines.map(wordsOf).join('');
}

function wordsOf(inline: Inline): string {
  switch (inline.is) {
    case 'text':
      return inline.text;
    case 'break':
      return '\n';
    case 'link': {
      const words = plainInline(inline.content);
      const isBare = inline.href.replace(/^(?:mailto:|https?:\/\/)/, '').includes(words.replace(/^https?:\/\//, ''));
      return isBare ? words : `${words}（${inline.href}）`;
    }
    default:
      return plainInline(inline.content);
  }
}
