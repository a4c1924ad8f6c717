/** Blocks of a form as paragraphs and tables of Word. */
import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  type IRunPropertiesOptions,
  Paragraph,
  type ParagraphChild,
  type Table as WordTable,
} from 'docx';
import type { Language } from '../../../core/language.ts';
import type { Block, Heading, Inline, List, Picture } from '../../form/form.ts';
import { unbroken, wordsOf } from '../../form/words.ts';
import type { PictureFiles } from '../picture.ts';
import { type Bookmarks, inlines, runs } from './inline.ts';
import { emWidth } from './measure.ts';
import { fitted, pictureSize } from './picture.ts';
import type { Room, Writer } from './room.ts';
import { LOOKS, type StyleId } from './styles.ts';
import { table } from './table.ts';
import { legal } from './text.ts';

/** An entry of the table of contents. */
export interface Entry {
  readonly level: number;
  readonly text: string;
  readonly bookmark: string;
}

/** Twips per pixel of a screen at 96 dpi, which pictures are measured by. */
const TWIPS_PER_PIXEL = 15;

/** How deep headings are in the table of contents. */
const CONTENTS_DEPTH = 3;

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

/** Writes the blocks of one document, which gives each bookmark its number. */
export class Blocks implements Writer {
  readonly entries: Entry[] = [];
  /** Bookmarks for the next paragraph. */
  readonly #pending: string[] = [];
  readonly #placed = new Set<string>();
  #bookmarks = 0;
  #beginsPage = false;
  #pictures = 0;

  constructor(
    readonly language: Language,
    readonly bookmarks: Bookmarks,
    readonly pictures: PictureFiles,
  ) {}

  write(blocks: readonly Block[], room: Room): (Paragraph | WordTable)[] {
    return blocks.flatMap((block) => this.#block(block, room));
  }

  /** The next paragraph is what references to `anchor` lead to. */
  place(anchor: string | undefined): void {
    const name = anchor === undefined ? undefined : this.bookmarks.get(anchor);
    if (name === undefined || this.#placed.has(name)) return;
    this.#placed.add(name);
    this.#pending.push(name);
  }

  /** What still waits for a paragraph at the end has one of its own. */
  rest(): Paragraph[] {
    return this.#pending.length > 0 || this.#beginsPage ? [this.paragraph([], 'Normal')] : [];
  }

  /** What follows begins a page. */
  beginPage(): void {
    this.#beginsPage = true;
  }

  /** What must stand in front of a table: the paragraph that begins the page, where no other does. */
  beforeTable(): Paragraph[] {
    return this.#beginsPage ? [this.paragraph([], 'AfterTable')] : [];
  }

  /** A paragraph, with the bookmarks that wait for one. */
  paragraph(children: readonly ParagraphChild[], style: StyleId, options: IParagraphOptions = {}): Paragraph {
    const marks = this.#pending.splice(0).map((name) => ({ name, id: this.#bookmarks++ }));
    // Programs do not agree on whether there is room above the first paragraph of a page.
    const top = this.#beginsPage ? { pageBreakBefore: true, spacing: { before: 0 } } : {};
    this.#beginsPage = false;
    return new Paragraph({
      ...(style === 'Normal' ? {} : { style }),
      ...top,
      ...options,
      children: [
        ...marks.map(({ name, id }) => new BookmarkStart(name, id) as unknown as ParagraphChild),
        ...children,
        ...marks.map(({ id }) => new BookmarkEnd(id) as unknown as ParagraphChild),
      ],
    });
  }

  /** Inline content as a paragraph in its room. */
  line(content: readonly Inline[], room: Room, options: IParagraphOptions = {}, format: IRunPropertiesOptions = {}): Paragraph {
    return this.paragraph(inlines(content, this.bookmarks, format), room.style, {
      ...(room.indent > 0 ? { indent: { left: room.indent } } : {}),
      ...(room.align && room.align !== 'left' ? { alignment: AlignmentType[room.align === 'right' ? 'RIGHT' : 'CENTER'] } : {}),
      ...options,
    });
  }

  #block(block: Block, room: Room): (Paragraph | WordTable)[] {
    switch (block.is) {
      case 'heading':
        return [this.#heading(block)];
      case 'paragraph':
        this.place(block.anchor);
        return [this.line(block.content, room)];
      case 'item': {
        const em = LOOKS[room.style].size * 10;
        const at = room.indent + block.level * 2 * em;
        return [this.#marked(block.mark, inlines(block.content, this.bookmarks), { ...room, indent: at })];
      }
      case 'list':
        return this.#list(block, room);
      case 'table':
        return table(this, block, room);
      case 'quote':
        return this.write(block.blocks, {
          ...room,
          indent: room.indent + 300,
          style: room.style === 'Normal' ? 'Quote' : room.style,
        });
      case 'code':
        return [this.paragraph(runs(block.text), 'Code', room.indent > 0 ? { indent: { left: room.indent } } : {})];
      case 'picture':
        return [this.#picture(block, room)];
      case 'drawing':
        return [this.line([{ is: 'text', text: block.text }], room)];
      case 'page-break':
        if (!room.isCell) this.beginPage();
        return [];
    }
  }

  #heading({ level, number, content, anchor }: Heading): Paragraph {
    this.place(anchor);
    const depth = Math.min(Math.max(1, Math.trunc(level)), HEADINGS.length);
    const gap = this.language === 'ja' ? '　' : ' ';
    const words = wordsOf(content);
    const front = number === '' ? '' : words === '' ? number : `${number}${gap}`;
    if (depth <= CONTENTS_DEPTH && `${front}${words}`.trim() !== '') {
      const bookmark = `_Toc${String(this.entries.length + 1).padStart(6, '0')}`;
      this.entries.push({ level: depth, text: unbroken(`${front}${words}`), bookmark });
      this.#pending.push(bookmark);
    }
    const heading = HEADINGS[depth - 1];
    return this.paragraph([...(front === '' ? [] : runs(front)), ...inlines(content, this.bookmarks)], 'Normal', {
      ...(heading ? { heading } : {}),
    });
  }

  /** A paragraph whose mark stands in front of its lines. */
  #marked(mark: string, children: readonly ParagraphChild[], room: Room): Paragraph {
    const em = LOOKS[room.style].size * 10;
    // Not so wide that a mark that is a word takes the lines' room; a tab leads to the next stop then.
    const hang = Math.round(Math.min(emWidth(mark) + 0.5, 6) * em);
    const style = room.style === 'Normal' ? 'Item' : room.style;
    return this.paragraph([...runs(`${mark}\t`), ...children], style, { indent: { left: room.indent + hang, hanging: hang } });
  }

  #list({ start, items }: List, room: Room): (Paragraph | WordTable)[] {
    const em = LOOKS[room.style].size * 10;
    return items.flatMap((blocks, index) => {
      const mark = start === undefined ? (this.language === 'ja' ? '・' : '•') : `${start + index}.`;
      const [first, ...rest] = blocks;
      const hang = Math.round((emWidth(mark) + 0.5) * em);
      const inner = { ...room, indent: room.indent + hang, style: room.style === 'Normal' ? ('Item' as const) : room.style };
      if (first?.is !== 'paragraph') return [this.#marked(mark, [], room), ...this.write(blocks, inner)];
      this.place(first.anchor);
      return [this.#marked(mark, inlines(first.content, this.bookmarks), room), ...this.write(rest, inner)];
    });
  }

  #picture({ uri, text }: Picture, room: Room): Paragraph {
    const file = this.pictures.get(uri);
    const size = file && pictureSize(file.bytes);
    if (!file || !size) return this.line([{ is: 'text', text }], room);
    this.#pictures += 1;
    const width = (room.width - room.indent) / TWIPS_PER_PIXEL;
    const image = new ImageRun({
      type: size.type,
      data: file.bytes,
      transformation: fitted(size, { width, height: room.height / TWIPS_PER_PIXEL }),
      altText: { id: String(this.#pictures), name: `Picture ${this.#pictures}`, description: legal(text) },
    });
    return this.paragraph([image], 'Picture', { indent: { left: room.indent } });
  }
}
