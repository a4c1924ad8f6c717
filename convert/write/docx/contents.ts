/**
 * The table of contents: a TOC field of Word's, with its entries in it, each with a PAGEREF field (ISO/IEC 29500-1 17.16.5.68, 17.16.5.45). Whoever opens the
 * document sees it filled, without being asked whether fields should be updated, and can update it.
 */
import {
  BuilderElement,
  FileChild,
  InternalHyperlink,
  PageReference,
  Paragraph,
  type ParagraphChild,
  Run,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { Entry } from './blocks.ts';
import { runs } from './inline.ts';

const on = (name: string, val: string) => new BuilderElement({ name, attributes: { val: { key: 'w:val', value: val } } });
const mark = (type: 'begin' | 'separate' | 'end') =>
  new BuilderElement({ name: 'w:fldChar', attributes: { type: { key: 'w:fldCharType', value: type } } });

/** What Word writes for 自動作成の目次: the first three levels of headings, as links, without page numbers in a view without pages. */
const INSTRUCTION = 'TOC \\o "1-3" \\h \\z \\u';

/** In a content control of Word's gallery of tables of contents, which offers to update it. */
export class Contents extends FileChild {
  /**
   * @param entries at least one
   * @param width of the page's text in twips, where page numbers end
   */
  constructor(entries: readonly Entry[], width: number) {
    super('w:sdt');
    const gallery = [on('w:docPartGallery', 'Table of Contents'), new BuilderElement({ name: 'w:docPartUnique' })];
    const properties = [new BuilderElement({ name: 'w:docPartObj', children: gallery })];
    this.root.push(new BuilderElement({ name: 'w:sdtPr', children: properties }));
    this.root.push(new BuilderElement({ name: 'w:sdtContent', children: entryParagraphs(entries, width) }));
  }
}

function entryParagraphs(entries: readonly Entry[], width: number): Paragraph[] {
  const instruction = new BuilderElement<{ space: string }>({
    name: 'w:instrText',
    attributes: { space: { key: 'xml:space', value: 'preserve' } },
  });
  instruction.addChildElement(` ${INSTRUCTION} `);
  return entries.map(({ level, text, bookmark }, index) => {
    const link = new InternalHyperlink({
      anchor: bookmark,
      children: [...runs(text), new TextRun({ children: [new Tab()] }), new PageReference(bookmark, { hyperlink: true })],
    });
    const begin =
      index === 0
        ? [
            new Run({ children: [mark('begin')] }),
            new Run({ children: [instruction] }),
            new Run({ children: [mark('separate')] }),
          ]
        : [];
    const end = index === entries.length - 1 ? [new Run({ children: [mark('end')] })] : [];
    return new Paragraph({
      style: `TOC${level}`,
      tabStops: [{ type: TabStopType.RIGHT, position: width, leader: 'dot' }],
      children: [...(begin as unknown as ParagraphChild[]), link, ...(end as unknown as ParagraphChild[])],
    });
  });
}
