/**
 * A form as a Word document (ISO/IEC 29500, transitional): A4, styles under the names Word knows, a table of contents with its page numbers in it, links between
 * places, head rows repeated. Loaded when a docx is asked for.
 */
import { AlignmentType, Document, Footer, Header, Packer, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx';
import type { Form } from '../form/form.ts';
import { bookmarksOf } from './docx/anchors.ts';
import { Blocks, type Entry } from './docx/blocks.ts';
import { Contents } from './docx/contents.ts';
import { coverOf } from './docx/cover.ts';
import { type BodyContent, flowOf } from './docx/flow.ts';
import { runs } from './docx/inline.ts';
import { settled } from './docx/package.ts';
import { pagesOf } from './docx/pages.ts';
import type { Room } from './docx/room.ts';
import { PAPER, styles } from './docx/styles.ts';
import { legal } from './docx/text.ts';
import type { PictureFiles } from './picture.ts';

const CONTENTS = { ja: '目次', en: 'Contents' } as const;

/**
 * The file's bytes, the same for the same form. Every word of the form is in it as written; what XML cannot hold (control characters) is left out, a line break in
 * a text is one on the page, other white space is as it was.
 * @param pictures files by the URI a picture names: PNG, JPEG and GIF are embedded, others and missing ones are their words
 */
export async function writeDocx(form: Form, pictures: PictureFiles = new Map()): Promise<Uint8Array> {
  const bytes = await Packer.pack(documentOf(form, pictures), 'uint8array');
  return settled(bytes, { title: form.title, language: form.language });
}

/** The document before it is packed, for whoever lays it out. */
export function documentOf(form: Form, pictures: PictureFiles): Document {
  const [width, height] = form.page === 'portrait' ? [PAPER.short, PAPER.long] : [PAPER.long, PAPER.short];
  const text = { width: width - 2 * PAPER.side, height: height - PAPER.top - PAPER.bottom };
  const room: Room = { indent: 0, ...text, style: 'Normal' };
  const blocks = new Blocks(form.language, bookmarksOf(form), pictures);
  const front = form.cover
    ? coverOf(form.title, form.cover, blocks, form.language, room)
    : [blocks.paragraph(runs(form.title), 'Title')];
  if (form.cover || form.hasContents) blocks.beginPage();
  const body = [...blocks.write(form.blocks, room), ...blocks.rest()];
  return new Document({
    title: legal(form.title),
    styles: styles(form.language),
    compatabilityModeVersion: 15,
    pageNumbers: (content) => {
      const { of, count } = pagesOf(flowOf(content['w:body'] as BodyContent, text.width), text.height);
      return {
        bookmarks: new Map([...of].map(([name, page]) => [name, String(page)])),
        bookmarkPageNumbers: of,
        pageCount: count,
      };
    },
    sections: [
      {
        properties: {
          titlePage: form.cover !== undefined,
          page: {
            size: {
              width: PAPER.short,
              height: PAPER.long,
              orientation: form.page === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
            },
            margin: {
              top: PAPER.top,
              bottom: PAPER.bottom,
              left: PAPER.side,
              right: PAPER.side,
              header: PAPER.header,
              footer: PAPER.footer,
            },
          },
        },
        headers: { default: new Header({ children: [new Paragraph({ style: 'Header', children: runs(form.running) })] }) },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [...front, ...(form.hasContents ? contentsOf(form, blocks.entries, text.width) : []), ...body],
      },
    ],
  });
}

/** On a page of its own behind a cover; nothing where there are no headings. */
function contentsOf({ language, cover }: Form, entries: readonly Entry[], width: number): Paragraph[] {
  if (entries.length === 0) return [];
  const title = new Paragraph({
    style: 'TOCHeading',
    ...(cover ? { pageBreakBefore: true } : {}),
    children: runs(CONTENTS[language]),
  });
  return [title, new Contents(entries, width) as unknown as Paragraph];
}

/** Page and number of pages. */
function pageNumber(): Paragraph {
  return new Paragraph({
    style: 'Footer',
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
  });
}
