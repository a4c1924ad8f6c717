/**
 * Word files as their readers see them: opened by LibreOffice without a complaint, printed, and read again. The pages are in test-artifacts/office/ to be
 * looked at.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Form } from '../../convert/form/form.ts';
import { formsOf, readTexts } from '../../convert/form/list.ts';
import { writeDocx } from '../../convert/write/docx.ts';
import type { PictureFiles } from '../../convert/write/picture.ts';
import { paragraphsOf, partOf } from '../support/docx.ts';
import { example, exampleNames } from '../support/examples.ts';
import { openFixture } from '../support/fixture.ts';
import { disclosure, paragraph, row, table } from '../support/forms.ts';
import { faultsOf, ofName } from '../support/ooxml.ts';
import { png } from '../support/pictures.ts';
import { type Printed, printed } from './printed.ts';
import { provisionOffice } from './provision.mjs';

beforeAll(async () => {
  const office = await provisionOffice();
  if (office.missing !== undefined) throw new Error(office.missing);
  console.log(`LibreOffice ${office.libreOffice}; Poppler ${office.poppler}`);
});

const PICTURE = 'file:///package/system.png';
const pictures: PictureFiles = new Map([[PICTURE, { bytes: png(1200, 400), type: 'image/png' }]]);

/** White space aside: lines are broken where the page ends. Letters of one shape are one: PDF does not tell ⽇ from 日. */
const squashed = (text: string) => text.normalize('NFKC').replace(/[\s\u200b]/g, '');

/** What stands on the pages between their head and their foot, in the order it was drawn. A cover has neither. */
function body({ raw, pages }: Printed, form: Form): string {
  const [head, first] = [squashed(form.running), form.cover ? 1 : 0];
  const bare = raw.map(squashed).map((page, i) => (i < first ? page : page.replace(head, '').replace(`${i + 1}/${pages}`, '')));
  return bare.join('');
}

/** Paragraphs of the file that the pages do not have, whole or in a part for each page they go over. */
function missing(bytes: Uint8Array, all: string): readonly string[] {
  const parts = (text: string): number => {
    // The longest beginning that is there: with it every shorter one is.
    let [fits, fails] = [0, text.length + 1];
    while (fails - fits > 1) {
      const middle = (fits + fails) >> 1;
      if (all.includes(text.slice(0, middle))) fits = middle;
      else fails = middle;
    }
    return fits === text.length ? 1 : fits === 0 ? Number.POSITIVE_INFINITY : 1 + parts(text.slice(fits));
  };
  return paragraphsOf(bytes)
    .map(squashed)
    .filter((text) => parts(text) > 2 + text.length / 500)
    .map((text) => text.slice(0, 60));
}

/** Characters the file has more often than the pages: what is clipped is not drawn. */
function fewer(bytes: Uint8Array, all: string): readonly string[] {
  const count = (text: string) => {
    const counts = new Map<string, number>();
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    return counts;
  };
  const there = count(all);
  const wanted = count(squashed(paragraphsOf(bytes).join('')));
  return [...wanted].filter(([character, times]) => (there.get(character) ?? 0) < times).map(([character]) => character);
}

/** Entries of the table of contents with their pages as printed, and the page their heading is on. */
function contents(
  bytes: Uint8Array,
  { text }: Printed,
): readonly { readonly title: string; readonly page: number; readonly on: number }[] {
  const titles = ofName(partOf(bytes, 'word/document.xml'), 'w:sdtContent')
    .flatMap((list) => ofName(list, 'w:p'))
    .map((entry) =>
      squashed(
        ofName(entry, 'w:t')
          .slice(0, -1)
          .map(({ children }) => children.join(''))
          .join(''),
      ),
    );
  const listed = text.flatMap((page, index) =>
    [...page.matchAll(/\.{3,}\s*(\d+)$/gm)].map(([, number]) => ({ index, page: Number(number) })),
  );
  expect(listed).toHaveLength(titles.length);
  const last = listed.at(-1)?.index ?? -1;
  // A heading is a line; a long one begins with it.
  const isOf = (title: string) => (line: string) => line === title || (line.length > 20 && title.startsWith(line));
  const lines = text.map((page) => page.split('\n').map(squashed));
  return titles.map((title, i) => ({
    title,
    page: listed[i]?.page ?? 0,
    on: lines.findIndex((one, index) => index > last && one.some(isOf(title))) + 1,
  }));
}

async function check(form: Form, name: string): Promise<{ readonly bytes: Uint8Array; readonly print: Printed }> {
  const bytes = await writeDocx(form, pictures);
  expect(faultsOf(bytes)).toEqual([]);
  const print = await printed(bytes, 'docx', name);
  const all = body(print, form);
  expect(missing(bytes, all)).toEqual([]);
  expect(fewer(bytes, all)).toEqual([]);
  expect(print.images).toHaveLength(print.pages);
  expect(print.fonts.map(({ name: font }) => font).join()).toMatch(/NotoSansCJKjp|NotoSansCJK-/);
  expect(print.fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  // No page without words but its head and foot.
  for (const [i, page] of print.raw.entries())
    expect(squashed(page).length, `page ${i + 1}`).toBeGreaterThan(squashed(form.running).length + 8);
  return { bytes, print };
}

describe('a disclosure', () => {
  test.each(['portrait', 'landscape'] as const)(
    '%s: every word is printed, and headings are on the pages the table of contents says',
    async (page) => {
      const form = { ...disclosure(PICTURE), page };
      const { bytes, print } = await check(form, `disclosure-${page}`);
      expect(print.pages).toBeGreaterThan(12);
      const listed = contents(bytes, print);
      expect(listed.length).toBeGreaterThan(40);
      expect(listed.filter(({ page: said, on }) => said !== on)).toEqual([]);
      print.text.forEach((one, i) => {
        // The cover has neither head nor foot.
        expect(one.includes(`${i + 1} / ${print.pages}`), `foot of page ${i + 1}`).toBe(i > 0);
        expect(squashed(one).startsWith(squashed(form.running)), `head of page ${i + 1}`).toBe(i > 0);
      });
      // The head of a table on every page it is on.
      const rows = print.text.map((one) => /^\s*\d+ .*運用管理規程/m.test(one));
      expect(rows.filter(Boolean).length).toBeGreaterThan(2);
      expect(print.text.map((one) => /番号\s+要求事項\s+対応\s+根拠資料/.test(one))).toEqual(rows);
    },
  );

  test('in English, without a cover', async () => {
    const { cover, ...form } = disclosure(PICTURE);
    const { print } = await check({ ...form, language: 'en' }, 'disclosure-en');
    expect(print.text[0]).toMatch(/Contents/);
  });
});

describe('an example', () => {
  test.each(exampleNames)('%s: its forms are printed with every word, and the pages of their headings', async (name) => {
    const { packages } = await openFixture(example(name));
    const whole = packages.at(-1);
    if (!whole) throw new Error('a package is expected');
    await readTexts(whole);
    const forms = formsOf(whole, { language: 'ja', audience: 'customer', date: '2026-10-01' }).flatMap((one) => {
      const form = one.form()?.form;
      return form ? [{ name: one.name, form }] : [];
    });
    expect(forms.length).toBeGreaterThan(0);
    for (const [i, { name: kind, form }] of forms.entries()) {
      const { bytes, print } = await check(form, `${name}-${kind}-${i + 1}`);
      if (form.hasContents) expect(contents(bytes, print).filter(({ page, on }) => page !== on)).toEqual([]);
    }
  });
});

test('a sheet of 253 rows, some longer than a page', async () => {
  const rows = Array.from({ length: 253 }, (_, i) =>
    row(
      String(i + 1),
      '要求事項の文。'.repeat(5 + (i % 40)),
      i === 100 ? '一頁より長い回答の文。'.repeat(300) : '対応の文。'.repeat(i % 60),
      '規程 第3条',
    ),
  );
  const form: Form = {
    title: 'チェックシート',
    language: 'ja',
    hasContents: false,
    running: 'チェックシート',
    page: 'landscape',
    blocks: [table([row('番号', '要求事項', '回答', '根拠')], rows, { widths: [1, 5, 6, 3] })],
  };
  const { print } = await check(form, 'sheet');
  for (const [i, page] of print.text.entries()) expect(page, `page ${i + 1}`).toMatch(/番号\s+要求事項\s+回答\s+根拠/);
});

test('text that looks like markup is printed as it is', async () => {
  const texts = ['<w:p>', ']]>', '&amp;', '"\'', '{ PAGE }', '<script>', '％%\\', 'a\u0000b', 'ｶﾞ', '𠮷野家'];
  await check(
    {
      title: '<&>',
      language: 'ja',
      hasContents: false,
      running: '<見出し>',
      page: 'portrait',
      blocks: texts.map((text) => paragraph(`${text}の後の文`)),
    },
    'hostile',
  );
});

/** A damaged file is not opened at all; what LibreOffice mends without a word, Word may not, and is found without it. */
describe('damage is seen', () => {
  const form: Form = { ...disclosure(PICTURE), hasContents: false };
  const damaged = async (change: (parts: Record<string, Uint8Array>) => void) => {
    const parts = unzipSync(await writeDocx(form, pictures));
    change(parts);
    return zipSync(parts);
  };
  const edited = (path: string, edit: (xml: string) => string) =>
    damaged((parts) => {
      const xml = strFromU8(parts[path] as Uint8Array);
      expect(edit(xml)).not.toBe(xml);
      parts[path] = strToU8(edit(xml));
    });

  test.each<[string, () => Promise<Uint8Array>]>([
    ['half a file', async () => (await writeDocx(form)).subarray(0, 8000)],
    ['an element not closed', () => edited('word/document.xml', (xml) => xml.replace('</w:p>', ''))],
    ['styles broken off', () => edited('word/styles.xml', (xml) => xml.slice(0, xml.length / 2))],
    ['no document', () => damaged((parts) => delete parts['word/document.xml'])],
  ])('%s: by LibreOffice', async (_, file) => {
    await expect(printed(await file(), 'docx', 'damaged')).rejects.toThrow('cannot open');
  });

  test.each<[string, (xml: string) => string, RegExp]>([
    [
      'a cell without a paragraph',
      (xml) => xml.replace(/(<w:tc>(?:(?!<w:p>).)*)<w:p>.*?<\/w:p>/, '$1'),
      /a cell that does not end/,
    ],
    ['properties in another order', (xml) => xml.replace(/(<w:pStyle [^>]*>)(<w:[^>]*>)/, '$2$1'), /w:pPr with/],
    ['a bookmark twice', (xml) => xml.replace(/(w:name="_Ref)000002/, '$1000001'), /bookmarks twice/],
    ['a link to nowhere', (xml) => xml.replace(/w:anchor="_Ref\d+"/, 'w:anchor="_Ref999999"'), /_Ref999999/],
    ['a row with a cell too few', (xml) => xml.replace(/<w:tc>.*?<\/w:tc>/, ''), /a row of 1 columns in a table of 2/],
    ['a picture that is not there', (xml) => xml.replace(/r:embed="[^"]+"/, 'r:embed="rId999"'), /no relationship rId999/],
  ])('%s: by its structure', async (_, edit, fault) => {
    expect(faultsOf(await edited('word/document.xml', edit)).join('\n')).toMatch(fault);
  });
});
