/** Forms written as Word files: what is in them, in which order, and that a strict reader takes them. How they look: test/office. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { layoutDocument } from 'docx/layout';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Block, Form, Inline, Table } from '../convert/form/form.ts';
import { coverLines } from '../convert/write/cover.ts';
import { placed } from '../convert/write/docx/cells.ts';
import { fitted, pictureSize } from '../convert/write/docx/picture.ts';
import { columnWidths } from '../convert/write/docx/table.ts';
import { documentOf, writeDocx } from '../convert/write/docx.ts';
import { dump, paragraphsOf, partOf } from './support/docx.ts';
import { cell, disclosure, heading, item, paragraph, row, table, words } from './support/forms.ts';
import { faultsOf, ofName, packageOf } from './support/ooxml.ts';
import { png } from './support/pictures.ts';
import { anyForm } from './support/random-forms.ts';

const folder = new URL('./fixtures/docx/', import.meta.url);
const PICTURE = 'file:///package/system.png';
const pictures = new Map([[PICTURE, { bytes: png(1200, 400), type: 'image/png' }]]);

const formOf = (blocks: readonly Block[], more: Partial<Form> = {}): Form => ({
  title: '見本',
  language: 'ja',
  hasContents: false,
  running: '',
  page: 'portrait',
  blocks,
  ...more,
});

describe('a disclosure', () => {
  test('as text', async () => {
    const text = dump(await writeDocx(disclosure(PICTURE), pictures));
    const golden = new URL('disclosure.golden', folder);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
    expect(existsSync(golden), 'no golden file: run with UPDATE_GOLDEN=1 and review it').toBe(true);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  test('is what a strict reader takes', async () => {
    expect(faultsOf(await writeDocx(disclosure(PICTURE), pictures))).toEqual([]);
  });

  test('is the same file each time, and tells neither when nor by whom it was written', async () => {
    const [one, other] = [await writeDocx(disclosure(PICTURE), pictures), await writeDocx(disclosure(PICTURE), pictures)];
    expect(Buffer.compare(one, other)).toBe(0);
    const core = strFromU8(unzipSync(one)['docProps/core.xml'] as Uint8Array);
    expect(core).toContain('<dc:title>サービス仕様適合開示書</dc:title>');
    expect(core).not.toMatch(/creator|created|modified/i);
    const year = String(new Date().getFullYear());
    for (const [path, part] of Object.entries(unzipSync(one)))
      if (path !== 'word/document.xml') expect(strFromU8(part), path).not.toMatch(new RegExp(`${year}-\\d\\d-\\d\\dT`));
  });

  test('has lines that end alike everywhere: no punctuation hangs', async () => {
    const [defaults] = ofName(partOf(await writeDocx(disclosure(PICTURE), pictures), 'word/styles.xml'), 'w:pPrDefault');
    expect(defaults && ofName(defaults, 'w:overflowPunct').map(({ attributes }) => attributes['w:val'])).toEqual(['0']);
  });

  test('asks nobody to update fields', async () => {
    const parts = packageOf(await writeDocx(disclosure(PICTURE), pictures));
    for (const [path, part] of parts)
      if (!(part instanceof Uint8Array)) {
        expect(ofName(part, 'w:updateFields'), path).toEqual([]);
        expect(
          ofName(part, 'w:fldChar').filter(({ attributes }) => 'w:dirty' in attributes),
          path,
        ).toEqual([]);
      }
  });

  test('has the pages in its table of contents that the library finds by laying it out as Word does', async () => {
    const form = disclosure(PICTURE);
    expect(await wrongPages(form)).toEqual([]);
    expect(await wrongPages({ ...form, page: 'landscape' })).toEqual([]);
    expect(await wrongPages({ ...form, cover: undefined as never })).toEqual([]);
  });
});

const squashed = (text: string) => text.replace(/\s/g, '');

/** Entries of the table of contents with a page that is not the one the heading is on. */
async function wrongPages(form: Form): Promise<readonly string[]> {
  const { pages } = layoutDocument(documentOf(form, pictures), { guess: true });
  const body = pages.map(({ body }) =>
    body.flatMap((one) => (one.type === 'paragraph' ? [squashed(one.lines.map(({ text }) => text).join(''))] : [])),
  );
  const entries = ofName(partOf(await writeDocx(form, pictures), 'word/document.xml'), 'w:sdtContent')
    .flatMap((contents) => ofName(contents, 'w:p'))
    .map((entry) => ofName(entry, 'w:t').map(({ children }) => children.join('')));
  expect(entries.length).toBeGreaterThan(40);
  return entries.flatMap((texts) => {
    const [title, page] = [squashed(texts.slice(0, -1).join('')), texts.at(-1)];
    const found = body.findIndex((lines) => lines.includes(title)) + 1;
    return String(found) === page ? [] : [`${title}: ${page}, but on ${found}`];
  });
}

/** What is printed, in order and with its white space, beside the table of contents. */
function* printed(form: Form): Generator<string> {
  yield form.title;
  if (form.cover) {
    yield form.cover.subject ?? '';
    for (const { label, value } of coverLines(form.cover, form.language)) yield label + value;
  }
  yield* inBlocks([...(form.cover?.tables ?? []), ...form.blocks], form);
}

function* inBlocks(blocks: readonly Block[], form: Form): Generator<string> {
  for (const block of blocks)
    switch (block.is) {
      case 'heading': {
        const text = inline(block.content);
        yield block.number === ''
          ? text
          : text === ''
            ? block.number
            : `${block.number}${form.language === 'ja' ? '　' : ' '}${text}`;
        break;
      }
      case 'paragraph':
        yield inline(block.content);
        break;
      case 'item':
        yield `${block.mark}\t${inline(block.content)}`;
        break;
      case 'list':
        for (const [i, inner] of block.items.entries()) {
          yield `${block.start === undefined ? (form.language === 'ja' ? '・' : '•') : `${block.start + i}.`}\t`;
          yield* inBlocks(inner, form);
        }
        break;
      case 'table':
        yield inline(block.caption ?? []);
        for (const { cells } of [...block.head, ...block.rows])
          for (const { blocks: inner } of cells) yield* inBlocks(inner, form);
        break;
      case 'quote':
        yield* inBlocks(block.blocks, form);
        break;
      case 'page-break':
        break;
      case 'picture':
        if (block.uri !== 'file:///there.png') yield block.text;
        break;
      default:
        yield block.text;
    }
}

const inline = (content: readonly Inline[]): string =>
  content.map((one) => (one.is === 'text' ? one.text : one.is === 'break' ? '\n' : inline(one.content))).join('');

/** What XML can hold: https://www.w3.org/TR/xml/#charsets. */
const kept = (text: string) =>
  [...text.replace(/\r\n?/g, '\n')]
    .filter((character) => character >= ' ' || '\t\n'.includes(character))
    .map((character) => (/\p{Surrogate}/u.test(character) ? '\ufffd' : character))
    .filter((character) => character !== '\ufffe' && character !== '\uffff')
    .join('');

/** `turn` between runs: they take no other, and whoever runs the tests would hear nothing for a minute. */
describe('any form', () => {
  const there = new Map([['file:///there.png', { bytes: png(20, 10), type: 'image/png' }]]);

  test('keeps every word, in order, with its white space, in a sound file', async () => {
    await fc.assert(
      fc.asyncProperty(anyForm, async (form) => {
        await turn();
        const bytes = await writeDocx({ ...form, hasContents: false }, there);
        expect(paragraphsOf(bytes).join('')).toBe([...printed(form)].map(kept).join(''));
        expect(faultsOf(bytes)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('lists its headings of three levels', async () => {
    await fc.assert(
      fc.asyncProperty(anyForm, async (form) => {
        await turn();
        const bytes = await writeDocx({ ...form, hasContents: true }, there);
        const document = partOf(bytes, 'word/document.xml');
        const listed = ofName(document, 'w:sdtContent').flatMap((contents) => ofName(contents, 'w:p'));
        const styled = ofName(document, 'w:p').filter((one) =>
          /^Heading[123]$/.test(ofName(one, 'w:pStyle')[0]?.attributes['w:val'] ?? ''),
        );
        const text = (one: (typeof styled)[number]) =>
          ofName(one, 'w:t')
            .map(({ children }) => children.join(''))
            .join('');
        const headings = styled.map((one) => squashed(text(one))).filter((one) => one !== '');
        expect(listed).toHaveLength(headings.length);
        for (const [i, entry] of listed.entries()) {
          const found = squashed(text(entry));
          expect(found.slice(0, headings[i]?.length)).toBe(headings[i]);
          expect(found.slice(headings[i]?.length)).toMatch(/^\d+$/);
        }
        expect(faultsOf(bytes)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

test('hostile text is text', async () => {
  const texts = ['<w:p>', ']]>', '&', '&lt;', '"', '\u0000a\u0000', '<!-- -->', '{PAGE}', '</w:t></w:r>'];
  const bytes = await writeDocx(
    formOf(
      texts.map((text) => paragraph(text)),
      { title: '<&>"\u0001', running: '<&>' },
    ),
  );
  expect(paragraphsOf(bytes).slice(1)).toEqual(texts.map((text) => text.replaceAll('\u0000', '')));
  expect(faultsOf(bytes)).toEqual([]);
  const [title] = ofName(partOf(bytes, 'docProps/core.xml'), 'dc:title');
  expect(title?.children).toEqual(['<&>"']);
});

describe('links', () => {
  const to = (anchor: string): Inline => ({ is: 'reference', anchor, content: [words(`→${anchor}`)] });

  test('lead to every kind of place, and are words where there is none', async () => {
    const bytes = await writeDocx(
      formOf([
        paragraph(to('節 1'), to('表'), to('行'), to('段落'), to('ない')),
        heading(1, '1', '見出し', '節 1'),
        table([row('頭')], [{ ...row('体'), anchor: '行' }], { anchor: '表' }),
        { is: 'paragraph', content: [words('段落')], anchor: '段落' },
      ]),
    );
    expect(faultsOf(bytes)).toEqual([]);
    expect(dump(bytes)).toBe(
      [
        'Title: 見本',
        'Normal: [→節 1](#_Ref000001)[→表](#_Ref000002)[→行](#_Ref000003)[→段落](#_Ref000004)→ない',
        'Heading1: {#_Ref000001}{#_Toc000001}1　見出し',
        'row tblHeader cantSplit',
        '  cell',
        '    TableHead: {#_Ref000002}頭',
        'row cantSplit',
        '  cell',
        '    TableText: {#_Ref000003}体',
        'AfterTable:',
        'Normal: {#_Ref000004}段落',
        '',
      ].join('\n'),
    );
  });

  test('out of the document keep their address', async () => {
    const href = 'https://example.jp/a?b=1&c="2"#d';
    const bytes = await writeDocx(
      formOf([
        paragraph(
          { is: 'link', href, content: [words('a')] },
          { is: 'link', href: 'javascript:alert(1)', content: [words('b')] },
        ),
      ]),
    );
    const targets = ofName(partOf(bytes, 'word/_rels/document.xml.rels'), 'Relationship').map(({ attributes }) => attributes);
    expect(targets.filter(({ TargetMode }) => TargetMode === 'External').map(({ Id, Target }) => [Id, Target])).toEqual([
      ['rIdK1', href.replace('#d', '')],
    ]);
    const [link, ...others] = ofName(partOf(bytes, 'word/document.xml'), 'w:hyperlink');
    expect(link?.attributes).toMatchObject({ 'r:id': 'rIdK1', 'w:anchor': 'd' });
    expect(others).toEqual([]);
    expect(paragraphsOf(bytes).at(-1)).toBe('ab');
  });
});

describe('tables', () => {
  const grid = (rows: Table['rows'], columns = 0) =>
    placed(rows, columns).map((cells) =>
      cells.map(({ cell: one, columns: wide, spans }) => `${one ? 'x' : '-'}${wide}${spans ?? ''}`).join(' '),
    );

  test('cells stand in the columns their spans leave them', () => {
    expect(grid([row(cell('a', { rows: 2 }), cell('b', { columns: 2 })), row('c', 'd')])).toEqual([
      'x1start x2',
      '-1above x1 x1',
    ]);
    // Short rows are filled, spans end with the table and before a cell that is there.
    expect(grid([row('a', 'b', 'c'), row('d')])).toEqual(['x1 x1 x1', 'x1 -2']);
    expect(grid([row(cell('a', { rows: 9 }))])).toEqual(['x1']);
    expect(grid([row('a', cell('b', { rows: 2 })), row(cell('c', { columns: 2 }))])).toEqual(['x1 x1start', 'x1 -1above']);
    expect(grid([row('a', 'b', cell('c', { rows: 2 })), row('d')])).toEqual(['x1 x1 x1start', 'x1 -1 -1above']);
    expect(grid([row()], 2)).toEqual(['-2']);
  });

  test('widths are shares of the page, none too narrow to read', () => {
    expect(columnWidths([1, 1, 2], 3, 8000)).toEqual([2000, 2000, 4000]);
    expect(columnWidths([], 3, 9412)).toEqual([3137, 3138, 3137]);
    const [narrow, wide] = columnWidths([1, 99], 2, 9000);
    expect([narrow, wide]).toEqual([770, 8230]);
    expect(columnWidths([0, Number.NaN, 4], 3, 9000)).toEqual([3000, 3000, 3000]);
  });

  test('253 rows are written at once', async () => {
    const rows = Array.from({ length: 253 }, (_, i) =>
      row(String(i + 1), '要求事項の文。'.repeat(20), '対応の文。'.repeat(30), '規程 第3条'),
    );
    const started = performance.now();
    const bytes = await writeDocx(formOf([table([row('番号', '要求事項', '回答', '根拠')], rows)], { page: 'landscape' }));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(paragraphsOf(bytes).filter((text) => /^\d+$/.test(text))).toHaveLength(253);
    expect(faultsOf(bytes)).toEqual([]);
  });

  test('short rows are not broken over pages, long ones are', async () => {
    const text = dump(await writeDocx(formOf([table([], [row('短い'), row('長い文。'.repeat(400))])])));
    expect(text.match(/^row.*$/gm)).toEqual(['row cantSplit', 'row']);
  });
});

describe('pictures', () => {
  const sizes: readonly (readonly [string, Uint8Array, ReturnType<typeof pictureSize>])[] = [
    ['PNG', png(3, 2), { type: 'png', width: 3, height: 2 }],
    ['GIF', Uint8Array.from([...Buffer.from('GIF89a'), 0x2c, 0x01, 0x10, 0x00]), { type: 'gif', width: 300, height: 16 }],
    // SOI, APP0 of 16 bytes, filling, SOF2.
    [
      'JPEG',
      Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, ...Array(14).fill(0), 0xff, 0xff, 0xc2, 0, 17, 8, 0, 100, 1, 0, 3]),
      { type: 'jpg', width: 256, height: 100 },
    ],
    [
      'a table of Huffman codes is no frame',
      Uint8Array.from([0xff, 0xd8, 0xff, 0xc4, 0, 4, 9, 9, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 2, 1]),
      { type: 'jpg', width: 2, height: 1 },
    ],
    ['broken off', png(3, 2).subarray(0, 20), undefined],
    ['without size', png(0, 2), undefined],
    ['something else', new TextEncoder().encode('<svg width="3" height="2"/>'), undefined],
    ['nothing', new Uint8Array(), undefined],
  ];
  test.each(sizes)('%s', (_, bytes, size) => expect(pictureSize(bytes)).toEqual(size));

  test('any bytes are a size or none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom([0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], [0x47, 0x49, 0x46, 0x38]),
        fc.uint8Array({ maxLength: 60 }),
        (magic, rest) => {
          const size = pictureSize(Uint8Array.from([...magic, ...rest]));
          if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('fit the page, and are never larger than they are', () => {
    const size = (width: number, height: number) => fitted({ type: 'png', width, height }, { width: 600, height: 900 });
    expect([size(300, 200), size(1200, 400), size(600, 1800), size(90_000, 1)]).toEqual([
      { width: 300, height: 200 },
      { width: 600, height: 200 },
      { width: 300, height: 900 },
      { width: 600, height: 1 },
    ]);
  });

  test('are the words where there is no picture', async () => {
    const block = { is: 'picture', uri: 'file:///a.svg', text: '構成図' } as const;
    for (const files of [new Map(), new Map([[block.uri, { bytes: new TextEncoder().encode('<svg/>'), type: 'image/svg+xml' }]])])
      expect(dump(await writeDocx(formOf([block]), files))).toBe('Title: 見本\nNormal: 構成図\n');
    const shown = new Map([[block.uri, { bytes: png(10, 10), type: 'image/png' }]]);
    expect(dump(await writeDocx(formOf([block]), shown))).toBe('Title: 見本\nPicture: <picture 構成図>\n');
  });
});

test('a page begins where the form breaks it, with a table too', async () => {
  const bytes = await writeDocx(
    formOf([paragraph('a'), { is: 'page-break' }, table([], [row('b')]), { is: 'page-break' }, item('①', 'c')]),
  );
  const starts = ofName(partOf(bytes, 'word/document.xml'), 'w:p').map((one) => ofName(one, 'w:pageBreakBefore').length);
  // Title, a, the paragraph in front of the table, b, the one behind it, c.
  expect(starts).toEqual([0, 0, 1, 0, 0, 1]);
});
