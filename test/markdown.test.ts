/** A form as Markdown: it reads back as the same words, and as nothing else. */
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import type { Block, Inline } from '../convert/form/form.ts';
import { markdownOf } from '../convert/write/markdown.ts';
import { form } from './support/random-form.ts';

const read = (page: string): Root => fromMarkdown(page, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

function* nodes(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodes(child);
}

/** The words of a page; of its HTML there is only ours. */
function textOf(node: Nodes): string {
  if (node.type === 'html') {
    expect(node.value).toMatch(/^(?:<br>|<\/?ins>|<a id="[\p{L}\p{M}\p{N}_.-]+">|<\/a>)$/u);
    return '';
  }
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** What a form says, in reading order: what covers several columns or rows is said once. */
function said(blocks: readonly Block[], inCell = false): string {
  const inline = (content: readonly Inline[]): string =>
    content.map((one) => (one.is === 'text' ? one.text : one.is === 'break' ? ' ' : inline(one.content))).join('');
  return blocks
    .map((block): string => {
      switch (block.is) {
        case 'heading':
          return block.number + inline(block.content);
        case 'paragraph':
          return inline(block.content);
        case 'item':
          return block.mark + inline(block.content);
        case 'list':
          // In a cell the marks of a list are words.
          return block.items
            .map((item, i) => (inCell ? (block.start === undefined ? '・' : `${block.start + i}.`) : '') + said(item, inCell))
            .join('');
        case 'quote':
          return said(block.blocks, inCell);
        case 'code':
        case 'picture':
        case 'drawing':
          return block.text;
        case 'table':
          return (
            inline(block.caption ?? []) +
            [...block.head, ...block.rows]
              .map(({ cells }) => cells.map((cell) => said(cell.blocks, true)).join(inCell ? '/' : ''))
              .join('')
          );
        default:
          return '';
      }
    })
    .join('');
}

const bare = (text: string) => text.replace(/\s+/g, '');

test('the words of any form read back, in order', () => {
  fc.assert(
    fc.property(form, (one) => {
      const plain = { ...one, hasContents: false };
      const head = one.cover ? `${one.cover.subject}版：1.0整理番号：${one.cover.subject}` : '';
      const page = textOf(read(markdownOf({ ...plain, language: 'ja' })));
      expect(bare(page)).toBe(bare(one.title + head + said(one.blocks)));
    }),
    { numRuns: 500 },
  );
});

test('links lead where the form says, and nowhere else', () => {
  fc.assert(
    fc.property(form, (one) => {
      for (const node of nodes(read(markdownOf(one))))
        if (node.type === 'link') expect(node.url).toMatch(/^(?:#|https?:\/\/|mailto:)/);
    }),
    { numRuns: 200 },
  );
});
