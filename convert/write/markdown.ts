/**
 * A form as Markdown in GitHub's form (https://github.github.com/gfm/). What Markdown cannot hold is written as near as it can, and no word is lost: blocks in
 * a cell stand one below the other (`<br>`), of merged cells the covered ones are empty, further rows of a head are bold rows, lines that their author marked
 * stay lines with their mark, drawings are their words. What is inserted is `<ins>`, what is deleted or struck is struck.
 */
import type { BlockContent, List, ListItem, Heading as MarkdownHeading, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { type ContentsEntry, contentsOf } from '../form/contents.ts';
import type { Block, Cover, Form, Heading, Item } from '../form/form.ts';
import { blocksOf, wordsOf } from '../form/words.ts';
import { coverLines } from './cover.ts';
import { breakNode, type Links, phrasing, text } from './markdown/phrasing.ts';
import { slugsOf } from './markdown/slug.ts';
import { tableNodes } from './markdown/table.ts';

export interface MarkdownOptions {
  /** How a picture is addressed, from where the page will be; its URI where absent. */
  readonly addressOf?: (uri: string) => string;
}

/** The page. Whatever its author wrote is escaped: it reads back as the same words, and as nothing but words. */
export function writeMarkdown(form: Form, options: MarkdownOptions = {}): string {
  const all = [...blocksOf(form)];
  const slugs = slugsOf(form.title, all);
  const links: Links = { ...slugs, addressOf: options.addressOf ?? ((uri) => uri) };
  const children: RootContent[] = [
    { type: 'heading', depth: 1, children: [text(form.title)] },
    ...(form.cover ? coverNodes(form.cover, form, links) : []),
    ...(form.hasContents ? contents(contentsOf(form.blocks), links) : []),
    ...blockNodes(form.blocks, links),
  ];
  return toMarkdown(
    { type: 'root', children },
    { bullet: '-', emphasis: '_', rule: '-', listItemIndent: 'one', extensions: [gfmToMarkdown({ tablePipeAlign: false })] },
  );
}

function coverNodes({ subject, provider, ...rest }: Cover, { language }: Form, links: Links): RootContent[] {
  const colon = language === 'ja' ? '：' : ': ';
  const labelled = coverLines(rest, language).map(({ label, value }) => `${label}${colon}${value}`);
  const all = [subject, provider, ...labelled].filter((line) => line !== undefined && line !== '');
  const words = all.flatMap((line, i): PhrasingContent[] => [...(i > 0 ? [breakNode] : []), text(line ?? '')]);
  return [...(words.length > 0 ? [{ type: 'paragraph' as const, children: words }] : []), ...blockNodes(rest.tables, links)];
}

function contents(entries: readonly ContentsEntry[], links: Links): List[] {
  if (entries.length === 0) return [];
  const children = entries.map(({ heading, below }): ListItem => {
    const link = heading && {
      type: 'link' as const,
      url: `#${links.slugOf(heading)}`,
      children: [text(printed(heading))],
    };
    const line: Paragraph[] = link ? [{ type: 'paragraph', children: [link] }] : [];
    return { type: 'listItem', spread: false, children: [...line, ...contents(below, links)] };
  });
  return [{ type: 'list', spread: false, children }];
}

/** A heading as it is printed: its number, a space, its words. */
function printed({ number, content }: Heading): string {
  return [number, wordsOf(content)].filter((part) => part !== '').join(' ');
}

function blockNodes(blocks: readonly Block[], links: Links): BlockContent[] {
  const nodes: BlockContent[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block?.is !== 'item') {
      if (block) nodes.push(...blockNode(block, links));
      continue;
    }
    const first = i;
    while (blocks[i + 1]?.is === 'item') i++;
    nodes.push(marked(blocks.slice(first, i + 1) as readonly Item[], links));
  }
  return nodes;
}

/** Marked lines that follow one another are one paragraph, line by line; deeper ones are set in by spaces of full width, which Markdown leaves alone. */
function marked(items: readonly Item[], links: Links): BlockContent {
  const lines = items.map(({ mark, level, content }) => [
    text(`${'　'.repeat(Math.max(0, level))}${mark} `),
    ...phrasing(content, links),
  ]);
  return { type: 'paragraph', children: lines.flatMap((line, i) => [...(i > 0 ? [breakNode] : []), ...line]) };
}

function blockNode(block: Exclude<Block, Item>, links: Links): BlockContent[] {
  switch (block.is) {
    case 'heading': {
      const depth = Math.min(6, Math.max(1, block.level) + 1) as MarkdownHeading['depth'];
      const number = block.number === '' ? [] : [text(`${block.number} `)];
      // A heading is one line.
      const words = phrasing(block.content, links).map((node) => (node.type === 'break' ? text(' ') : node));
      return [{ type: 'heading', depth, children: [...number, ...words] }];
    }
    case 'paragraph': {
      const children = [...links.markOf(block.anchor), ...phrasing(block.content, links)];
      return children.length === 0 ? [] : [{ type: 'paragraph', children }];
    }
    case 'list':
      return [
        {
          type: 'list',
          ordered: block.start !== undefined,
          ...(block.start === undefined ? {} : { start: Math.max(0, Math.floor(block.start)) }),
          spread: block.items.some((item) => item.length > 1),
          children: block.items.map((item) => ({ type: 'listItem', spread: item.length > 1, children: blockNodes(item, links) })),
        },
      ];
    case 'table':
      return tableNodes(block, links);
    case 'quote':
      return [{ type: 'blockquote', children: blockNodes(block.blocks, links) }];
    case 'code':
      return [{ type: 'code', value: block.text.replace(/\r\n?/g, '\n') }];
    case 'picture':
      return [{ type: 'paragraph', children: [{ type: 'image', url: links.addressOf(block.uri), alt: block.text }] }];
    case 'drawing':
      return block.text === '' ? [] : [{ type: 'paragraph', children: [text(block.text.replace(/\s+/g, ' '))] }];
    case 'page-break':
      return [];
  }
}
