/** The first page: what the document is, of which service, by whom, of when; below it who approved it and what was revised. */
import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import type { Language } from '../../../core/language.ts';
import type { Cover } from '../../form/form.ts';
import { coverLines } from '../cover.ts';
import { runs } from './inline.ts';
import type { Room, Writer } from './room.ts';
import { CELL_MARGINS, COLORS } from './styles.ts';

/** Above the title, of the page's height: less where tables follow, next to nothing where the page is low too. */
const ABOVE = { alone: 0.26, tables: 0.12, tablesOnLow: 0.02 };

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const RULE = { style: BorderStyle.SINGLE, size: 4, color: COLORS.rule };

/** The cover's content; the page ends behind it. */
export function coverOf(title: string, cover: Cover, blocks: Writer, language: Language, room: Room): (Paragraph | Table)[] {
  const before = Math.round(
    room.height * ABOVE[cover.tables.length === 0 ? 'alone' : room.height > room.width ? 'tables' : 'tablesOnLow'],
  );
  const lines = coverLines(cover, language);
  return [
    new Paragraph({ style: 'Title', spacing: { before }, children: runs(title) }),
    ...(cover.subject ? [new Paragraph({ style: 'Subtitle', children: runs(cover.subject) })] : []),
    ...(lines.length > 0 ? [linesTable(lines, room), blocks.paragraph([], 'Normal')] : []),
    ...blocks.write(cover.tables, room),
  ];
}

/** Labels and values below each other in the middle of the page, with a line under each. */
function linesTable(lines: readonly { readonly label: string; readonly value: string }[], room: Room): Table {
  const width = Math.round(room.width * 0.72);
  const widths = [Math.round(width * 0.32), width - Math.round(width * 0.32)] as const;
  const cell = (text: string, size: number, color?: string) =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      children: [new Paragraph({ style: 'CoverLine', children: runs(text, color ? { color } : {}) })],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { marginUnitType: WidthType.DXA, ...CELL_MARGINS },
    borders: { top: RULE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: RULE, insideVertical: NONE },
    rows: lines.map(
      ({ label, value }) => new TableRow({ children: [cell(label, widths[0], COLORS.grey), cell(value, widths[1])] }),
    ),
  });
}
