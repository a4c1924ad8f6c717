/** Blocks as one run of words, for a line of print or a cell of text. */
import type { Block, Inline } from './form.ts';

/** What blocks say, as one run of words. */
export function inlinesOf(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block, i) => {
    const words = wordsOf(block);
    return i > 0 && words.length > 0 ? [BREAK, ...words] : words;
  });
}

function wordsOf(block: Block): readonly Inline[] {
  switch (block.is) {
    case 'heading':
    case 'paragraph':
      return block.content;
    case 'item':
      return [words(`${block.mark} `), ...block.content];
    case 'list':
      return joined(
        block.items.map((item, i) => [words(block.start === undefined ? '・' : `${block.start + i}. `), ...inlinesOf(item)]),
        BREAK,
      );
    case 'table':
      return joined(
        [...block.head, ...block.rows].map(({ cells }) =>
          joined(
            cells.map(({ blocks }) => inlinesOf(blocks)),
            words(' | '),
          ),
        ),
        BREAK,
      );
    case 'quote':
      return inlinesOf(block.blocks);
    case 'code':
    case 'drawing':
    case 'picture':
      return [words(block.text)];
    case 'page-break':
      return [];
  }
}

function joined(runs: readonly (readonly Inline[])[], between: Inline): readonly Inline[] {
  return runs.flatMap((run, i) => (i > 0 ? [between, ...run] : run));
}

const BREAK: Inline = { is: 'break' };
const words = (text: string): Inline => ({ is: 'text', text });
