/** Forms written as Word files: what is in them, in which order, and that a strict reader takes them. How they look: test/office. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { layoutDocument } from 'docx/layout';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Block, Form, Inline, Table } from '../convert/form/form.ts';
import { coverLines } from '../convert/write/cover.ts';
import { placed } from '../convert/write/docx/cells.ts';
import { fitted, pictureSize } from '../convert/write/docx/picture.ts';
import { columnWidths } from '../convert/write/docx/table.ts';
import { documentOf, docx } from '../convert/write/docx.ts';
import { dump, paragraphsOf, partOf } from './support/docx.ts';
import { cell, disclosure, heading, item, paragraph, row, table, words } from './support/forms.ts';
import { faultsOf, ofName, packageOf } from './support/ooxml.ts';
import { png } from './support/pictures.ts';
import { anyForm, anyText } from './support/random-forms.ts';

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
    const text = dump(await docx(disclosure(PICTURE), pictures));
    const golden = new URL('disclosure.golden', folder);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
    expect(existsSync(golden), 'no golden file: run with UPDATE_GOLDEN=1 and review it').toBe(true);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  test('is what a strict reader takes', async () => {
    expect(faultsOf(await docx(disclosure(PICTURE), pictures))).toEqual([]);
  });

  test('is the same file each time, and tells neither when nor by whom it was written', async () => {
    const [one, other] = [await docx(disclosure(PICTURE), pictures), await docx(disclosure(PICTURE), pictures)];
    expect(Buffer.compare(one, other)).toBe(0);
    const core = strFromU8(unzipSync(one)['docProps/core.xml'] as Uint8Array);
    expect(core).toContain('<dc:title>サービス仕様適合開示書</dc:title>');
    expect(core).not.toMatch(/creator|created|modified/i);
    const year = String(new Date().getFullYear());
    for (const [path, part] of Object.entries(unzipSync(one)))
      if (path !== 'word/document.xml') expect(strFromU8(part), path).not.toMatch(new RegExp(`${year}-\\d\\d-\\d\\dT`));
  });

  test('asks nobody to update fields', async () => {
    const parts = packageOf(await docx(disclosure(PICTURE), pictures));
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
  const entries = ofName(partOf(await docx(form, pictures), 'word/document.xml'), 'w:sdtContent')
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
        yield '\n';
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

/** What XML can hold. */
const kept = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

describe('any form', () => {
  const there = new Map([['file:///there.png', { bytes: png(20, 10), type: 'image/png' }]]);

  test('keeps every word, in order, with its white space', async () => {
    await fc.assert(
      fc.asyncProperty(anyForm, async (form) => {
        const bytes = await docx({ ...form, hasContents: false }, there);
        // The page behind the cover begins with a line break of its own.
        const breaks = form.cover ? 1 : 0;
        const body = paragraphsOf(bytes).join('');
        const front = [...printed({ ...form, blocks: [] })].map(kept).join('');
        const rest = [...inBlocks(form.blocks, form)].map(kept).join('');
        expect(body).toBe(front + '\n'.repeat(breaks) + rest);
      }),
      { numRuns: 300 },
    );
  });

  test('is a sound file', async () => {
    await fc.assert(
      fc.asyncProperty(anyForm, async (form) => {
        expect(faultsOf(await docx(form, there))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('lists its headings of three levels', async () => {
    await fc.assert(
      fc.asyncProperty(anyForm, async (form) => {
        const document = partOf(await docx({ ...form, hasContents: true }, there), 'word/document.xml');
        const listed = ofName(document, 'w:sdtContent').flatMap((contents) => ofName(contents, 'w:p'));
        const styled = ofName(document, 'w:p').filter((one) =>
          /^Heading[123]$/.test(ofName(one, 'w:pStyle')[0]?.attributes['w:val'] ?? ''),
        );
        const text = (one: (typeof styled)[number]) =>
          ofName(one, 'w:t')
            .map(({ children }) => children.join(''))
            .join('');
        expect(listed.map((one) => squashed(text(one).replace(/\d+$/, '')))).toEqual(
          styled
            .map((one) => squashed(text(one)))
            .filter((one) => one !== '')
            .map((one) => one.replace(/\d+$/, '')),
        );
        for (const entry of listed) expect(text(entry)).toMatch(/\d$/);
      }),
      { numRuns: 150 },
    );
  });
});
