/** A form as an HTML file: valid, safe whatever its author wrote, every word in order; and as Chromium shows it. */
/// <reference path="../convert/sheet/libraries.d.ts" />
import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { Parser } from 'saxen';
import { describe, expect, test } from 'vitest';
import type { Block, Form, Inline } from '../convert/form/form.ts';
import { blockHtml, writeHtml } from '../convert/write/html.ts';
import { form, words } from './support/random-form.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const PNG = { type: 'image/png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) };
const pictures = new Map([['file:///p/a.png', PNG]]);

/** The page as browsers read it; a mistake in it throws. */
function read(page: string): Node {
  return parse(page, {
    onParseError: ({ code, startOffset }) => {
      throw new Error(`${code}: ${page.slice(Math.max(0, startOffset - 60), startOffset + 60)}`);
    },
  });
}

function* elements(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elements(child);
}

const attributesOf = ({ attrs }: Element) => new Map(attrs.map(({ name, value }) => [name, value]));
const named = (page: Node, tag: string) => [...elements(page)].filter(({ tagName }) => tagName === tag);

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** What a form says, in reading order, cell by cell. */
function said(blocks: readonly Block[]): string {
  const inline = (content: readonly Inline[]): string =>
    content.map((one) => (one.is === 'text' ? one.text : one.is === 'break' ? ' ' : inline(one.content))).join('');
  return blocks
    .map((block): string => {
      switch (block.is) {
        case 'heading':
          return `${block.number} ${inline(block.content)}`;
        case 'paragraph':
          return inline(block.content);
        case 'item':
          return `${block.mark} ${inline(block.content)}`;
        case 'list':
          return block.items.map(said).join(' ');
        case 'quote':
          return said(block.blocks);
        case 'code':
          return block.text;
        case 'table': {
          const rows = [...block.head, ...block.rows];
          return `${inline(block.caption ?? [])} ${rows.map(({ cells }) => cells.map((cell) => said(cell.blocks)).join(' ')).join(' ')}`;
        }
        case 'picture':
          return pictures.has(block.uri) ? '' : block.text;
        case 'drawing':
          return textOf(parse(block.svg));
        default:
          return '';
      }
    })
    .join(' ');
}

const empty: Form = { title: '題', language: 'ja', hasContents: false, running: '', page: 'portrait', blocks: [] };

const bare = (text: string) => text.replace(/［図］|\[Figure\]/g, '').replace(/\s+/g, '');

describe('whatever is written', () => {
  test('the page is valid HTML and well-formed XML', () => {
    fc.assert(
      fc.property(form, (one) => {
        const page = writeHtml(one, { pictures });
        read(page);
        const parser = new Parser();
        parser.on('error', (error: Error) => {
          throw error;
        });
        parser.parse(page.replace('<!DOCTYPE html>\n', ''));
      }),
      { numRuns: 200 },
    );
  });

  test('every word is there, in order', () => {
    fc.assert(
      fc.property(form, (one) => {
        const page = read(writeHtml(one, { pictures }));
        const [main] = named(page, 'main');
        const [header] = named(page, 'header');
        if (!main || !header) throw new Error('no main');
        expect(bare(textOf(main))).toBe(bare(said(one.blocks)));
        expect(bare(textOf(header))).toContain(bare(one.title));
      }),
      { numRuns: 200 },
    );
  });

  test('nothing runs, nothing is fetched, links lead only where they may', () => {
    fc.assert(
      fc.property(form, (one) => {
        const page = read(writeHtml(one, { pictures, hasOrigins: true }));
        const ids: string[] = [];
        const targets: string[] = [];
        for (const element of elements(page)) {
          expect(['script', 'iframe', 'object', 'embed', 'link', 'base', 'form', 'input']).not.toContain(element.tagName);
          for (const [name, value] of attributesOf(element)) {
            expect(name.startsWith('on')).toBe(false);
            if (name === 'src') expect(value).toMatch(/^data:image\/png;base64,/);
            if (name === 'id') ids.push(value);
            if (name !== 'href') continue;
            expect(value).toMatch(/^(?:#|https?:\/\/|mailto:)/);
            if (value.startsWith('#')) targets.push(decodeURIComponent(value.slice(1)));
          }
        }
        expect(new Set(ids).size).toBe(ids.length);
        expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
        expect(named(page, 'style')).toHaveLength(1);
        expect(
          named(page, 'title')
            .filter(({ parentNode }) => parentNode && 'tagName' in parentNode && parentNode.tagName === 'head')
            .map(textOf),
        ).toEqual([one.title]);
      }),
      { numRuns: 200 },
    );
  });

  test('the running head stays in its string', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary' })), (running) => {
        const page = writeHtml({ ...empty, running });
        const written = /@top-right \{ content: "([^"]*)"; font-size/.exec(page)?.[1] ?? 'missing';
        const back = written.replace(/\\([0-9a-f]+) /g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
        expect(written).toMatch(/^(?:[\p{L}\p{M}\p{N}\p{Z}]|\\[0-9a-f]+ )*$/u);
        const words = running.replace(/\s+/g, ' ');
        expect([...back].filter((char) => words.includes(char) || char === '\uFFFD')).toEqual([...back]);
        expect(back.length).toBe(words.length);
      }),
    );
  });
});

test('a table says what heads what, and a wide head what it spans', () => {
  const words = (text: string): readonly Block[] => [{ is: 'paragraph', content: [{ is: 'text', text }] }];
  const page = writeHtml({
    ...empty,
    blocks: [
      {
        is: 'table',
        caption: [{ is: 'text', text: '表1' }],
        anchor: 'table:tb-1',
        widths: [1, 3],
        head: [{ cells: [{ blocks: words('見出し'), columns: 2 }] }],
        rows: [
          {
            cells: [
              { blocks: words('甲'), isHeading: true, rows: 2 },
              { blocks: words('1'), align: 'right' },
            ],
          },
          { cells: [{ blocks: words('長い文。'.repeat(200)) }] },
        ],
      },
    ],
  });
  expect(page).toContain('<table id="table:tb-1" class="sized">');
  expect(page).toContain('<caption>表1</caption>\n<colgroup><col style="width:25.00%" /><col style="width:75.00%" /></colgroup>');
  expect(page).toContain('<tr><th scope="colgroup" colspan="2">見出し</th></tr>');
  expect(page).toContain('<tr><th scope="rowgroup" rowspan="2">甲</th><td class="right">1</td></tr>');
  // A row that fills a page may be split.
  expect(page).toContain('<tr class="long"><td>長い文。');
});

test('contents are nested as headings are, and lead to them', () => {
  const heading = (level: number, text: string, anchor?: string): Block => ({
    is: 'heading',
    level,
    number: text,
    content: [{ is: 'text', text: `節${text}` }],
    ...(anchor ? { anchor } : {}),
  });
  const page = read(
    writeHtml({
      ...empty,
      hasContents: true,
      blocks: [heading(1, '1', '節 一'), heading(3, '1.1.1'), heading(1, '2'), heading(4, '2.1.1.1')],
    }),
  );
  const [nav] = named(page, 'nav');
  if (!nav) throw new Error('no contents');
  expect(named(nav, 'li').map((item) => textOf(item).replace(/\s+/g, ' ').trim())).toEqual([
    '1 節1 1.1.1 節1.1.1',
    '1.1.1 節1.1.1',
    '2 節2',
  ]);
  expect(named(nav, 'a').map((link) => attributesOf(link).get('href'))).toEqual(['#節_一', '#kaiji-1', '#kaiji-2']);
  expect(named(page, 'h2').map((one) => attributesOf(one).get('id'))).toEqual(['節_一', 'kaiji-2']);
  expect(named(page, 'h4')).toHaveLength(1);
});

test('a block alone, with where it comes from', () => {
  const block: Block = {
    is: 'paragraph',
    content: [{ is: 'reference', anchor: 'org.audit', content: [{ is: 'text', text: '2.1' }] }],
    origin: { uri: 'file:///p/a.kaiji.yaml', line: 12, end: 13 },
  };
  expect(blockHtml(block, 'ja')).toBe('<p><a href="#org.audit">2.1</a></p>');
  expect(blockHtml(block, 'ja', { hasOrigins: true })).toBe(
    '<p data-uri="file:///p/a.kaiji.yaml" data-line="12"><a href="#org.audit">2.1</a></p>',
  );
});

test('pictures are embedded byte by byte; an SVG is inert, a type no browser shows is its words', () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => i % 256);
  const picture: Block = { is: 'picture', uri: 'file:///p/a', text: '構成図' };
  const of = (type: string) => blockHtml(picture, 'ja', { pictures: new Map([[picture.uri, { bytes, type }]]) });
  const source = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(of('image/svg+xml'))?.[1] ?? '';
  expect(Uint8Array.from(atob(source), (char) => char.charCodeAt(0))).toEqual(bytes);
  expect(of('text/html')).toBe('<p class="no-picture">［図］ 構成図</p>');
});
