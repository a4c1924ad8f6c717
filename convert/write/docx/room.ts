/** Where blocks are put, and what puts them there. */
import type { IParagraphOptions, Paragraph, ParagraphChild, Table } from 'docx';
import type { Block, Inline, TableCell } from '../../form/form.ts';
import type { StyleId } from './styles.ts';

/** A page, a cell, a list. Lengths in twips. */
export interface Room {
  /** From the left edge of the page's text, or of the cell. */
  readonly indent: number;
  /** Of the page's text, or of the cell. */
  readonly width: number;
  /** The height of a page's text: a picture is never higher. */
  readonly height: number;
  /** The style of plain paragraphs. */
  readonly style: StyleId;
  readonly align?: TableCell['align'];
  /** Of a table, where no page begins. */
  readonly isCell?: boolean;
}

/** Writes blocks within blocks: what tables and covers need of it. */
export interface Writer {
  write(blocks: readonly Block[], room: Room): (Paragraph | Table)[];
  /** A paragraph, with the bookmarks that wait for one. */
  paragraph(children: readonly ParagraphChild[], style: StyleId, options?: IParagraphOptions): Paragraph;
  /** Inline content as a paragraph in its room. */
  line(content: readonly Inline[], room: Room): Paragraph;
  /** The next paragraph is what references to `anchor` lead to. */
  place(anchor: string | undefined): void;
  /** What must stand in front of a table: the paragraph that begins the page, where no other does. */
  beforeTable(): Paragraph[];
}
