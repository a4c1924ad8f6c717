/** A form as Markdown: it reads back as the same words, and as nothing else. */
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import type { Block, Form, Inline } from '../convert/form/form.ts';
import { writeMarkdown } from '../convert/write/markdown.ts';
import { form, words } from './support/random-form.ts';

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
      const page = textOf(read(writeMarkdown({ ...plain, language: 'ja' })));
      expect(bare(page)).toBe(bare(one.title + head + said(one.blocks)));
    }),
    { numRuns: 250 },
  );
});

test('links lead where the form says, and nowhere else', () => {
  fc.assert(
    fc.property(form, (one) => {
      for (const node of nodes(read(writeMarkdown(one))))
        if (node.type === 'link') expect(node.url).toMatch(/^(?:#|https?:\/\/|mailto:)/);
    }),
    { numRuns: 200 },
  );
});

const isLiteral = (url: string, text: string) => [text, `http://${text}`, `mailto:${text}`].includes(url);

test('words that want to be markup are words, wherever they stand', () => {
  const paragraph = (text: string): Block => ({ is: 'paragraph', content: [{ is: 'text', text }] });
  const kinds = (blocks: readonly Block[]) => {
    const one: Form = { title: '題', language: 'ja', hasContents: false, running: '', page: 'portrait', blocks };
    const all = [...nodes(read(writeMarkdown(one)))];
    // An address is a link to itself, as it is for every reader of GFM; and takes the text it stands in apart.
    const types = all.flatMap((node) => (node.type === 'link' && isLiteral(node.url, textOf(node)) ? [] : [node.type]));
    return types.filter((type, i) => type !== 'text' || types[i - 1] !== 'text');
  };
  fc.assert(
    fc.property(words, words, words, (a, b, c) => {
      const content: readonly Inline[] = [{ is: 'text', text: a }, { is: 'break' }, { is: 'text', text: b }];
      const blocks: readonly Block[] = [
        { is: 'paragraph', content },
        { is: 'item', mark: '①', level: 1, content },
        { is: 'quote', blocks: [{ is: 'list', items: [[paragraph(c)]] }] },
        { is: 'heading', level: 1, number: '1', content },
      ];
      const line = ['paragraph', 'text', 'break', 'text'];
      const list = ['blockquote', 'list', 'listItem', 'paragraph', 'text'];
      expect(kinds(blocks)).toEqual(['root', 'heading', 'text', ...line, ...line, ...list, 'heading', 'text']);
      const cell = { blocks: [{ is: 'paragraph' as const, content }] };
      const row = ['tableRow', 'tableCell', 'text', 'html', 'text'];
      expect(kinds([{ is: 'table', head: [{ cells: [cell] }], rows: [{ cells: [cell] }] }])).toEqual([
        'root',
        'heading',
        'text',
        'table',
        ...row,
        ...row,
      ]);
    }),
    { numRuns: 150 },
  );
});

test('a table as Markdown: one head, covered cells empty, blocks of a cell one below the other', () => {
  const paragraph = (text: string): Block => ({ is: 'paragraph', content: [{ is: 'text', text }] });
  const cell = (...texts: readonly string[]) => ({ blocks: texts.map(paragraph) });
  const page = writeMarkdown({
    title: '題',
    language: 'ja',
    hasContents: true,
    running: '',
    page: 'portrait',
    blocks: [
      { is: 'heading', level: 1, number: '1', content: [{ is: 'text', text: '対応（一覧）' }], anchor: 'list' },
      {
        is: 'table',
        caption: [{ is: 'text', text: '表1' }],
        anchor: 'tb',
        head: [{ cells: [{ ...cell('分類'), columns: 2 }, cell('数')] }, { cells: [cell('大'), cell('小'), cell('')] }],
        rows: [
          { cells: [{ ...cell('甲'), rows: 2 }, cell('乙', '丙|丁'), { ...cell('1'), align: 'right' }] },
          { cells: [{ blocks: [{ is: 'list', items: [[paragraph('戊')]] }] }, { ...cell('2'), align: 'right' }] },
        ],
      },
      { is: 'heading', level: 1, number: '', content: [{ is: 'text', text: '1 対応一覧' }] },
      { is: 'paragraph', content: [{ is: 'reference', anchor: 'tb', content: [{ is: 'text', text: '表1' }] }] },
      { is: 'paragraph', content: [{ is: 'reference', anchor: 'list', content: [{ is: 'text', text: '1章' }] }] },
    ],
  });
  expect(page).toBe(`# 題

- [1 対応（一覧）](#1-対応一覧)
- [1 対応一覧](#1-対応一覧-1)

## 1 対応（一覧）

<a id="tb"></a>**表1**

| 分類 | | 数 |
| - | - | -: |
| **大** | **小** | |
| 甲 | 乙<br>丙\\|丁 | 1 |
| | ・戊 | 2 |

## 1 対応一覧

[表1](#tb)

[1章](#1-対応一覧)
`);
});
