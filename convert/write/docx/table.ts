/** Tables of a form as tables of Word. */
import {
  BorderStyle,
  type IBorderOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { Block, TableRow as FormRow, Table as FormTable } from '../../form/form.ts';
import { wordsOf } from '../../form/words.ts';
import { columnsOf, type Placed, placed } from './cells.ts';
import { emWidth } from './measure.ts';
import type { Room, Writer } from './room.ts';
import { CELL_MARGINS, COLORS, LOOKS } from './styles.ts';

const MARGINS = { marginUnitType: WidthType.DXA, ...CELL_MARGINS };

/** A row of at most so many lines is not broken over two pages. */
const SHORT = 12;

/** Twips an em of a cell's text takes. */
const EM = LOOKS.TableText.size * 10;

/** Narrower than this no column gets, however small its share: three characters. */
const NARROWEST = 3 * EM + CELL_MARGINS.left + CELL_MARGINS.right;

/** Of a table within tables that have no room left. */
const LEAST = EM + CELL_MARGINS.left + CELL_MARGINS.right;

const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: COLORS.rule };
const BORDERS = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };

/**
 * The caption, the table, and a little room below it, which Word needs too: two tables beside each other become one.
 * Head rows are repeated on every page; they and the caption stay with the row behind them.
 */
export function table(blocks: Writer, form: FormTable, room: Room): (Paragraph | Table)[] {
  const { caption, anchor, head, rows } = form;
  blocks.place(anchor);
  const above = caption ? [blocks.line(caption, { ...room, style: 'Caption' })] : blocks.beforeTable();
  if (head.length + rows.length === 0) return above;
  // Head and body apart, so that no cell of the head reaches into the body.
  const columns = Math.max(form.widths?.length ?? 0, columnsOf(head), columnsOf(rows));
  const widths = columnWidths(form.widths ?? [], columns, Math.max(room.width - room.indent, columns * LEAST));
  const written = (part: readonly FormRow[], isHead: boolean) =>
    placed(part, columns).map((cells, index) => {
      blocks.place(part[index]?.anchor);
      return new TableRow({
        ...(isHead ? { tableHeader: true, keepNext: true } : {}),
        ...(isHead || linesOf(cells, widths) <= SHORT ? { cantSplit: true } : {}),
        children: cells.map((one) => cell(blocks, one, widths, isHead, room)),
      });
    });
  return [
    ...above,
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: sum(widths), type: WidthType.DXA },
      columnWidths: widths,
      margins: MARGINS,
      ...(room.indent > 0 ? { indent: { size: room.indent, type: WidthType.DXA } } : {}),
      borders: BORDERS,
      rows: [...written(head, true), ...written(rows, false)],
    }),
    blocks.paragraph([], 'AfterTable'),
  ];
}

function cell(blocks: Writer, place: Placed, widths: readonly number[], isHead: boolean, room: Room): TableCell {
  const { cell: form, column, columns, spans } = place;
  const width = sum(widths.slice(column, column + columns));
  const isHeading = isHead || form?.isHeading === true;
  const align = form?.align ?? (isHead ? 'center' : undefined);
  const inner: Room = {
    indent: 0,
    width: width - CELL_MARGINS.left - CELL_MARGINS.right,
    height: room.height,
    style: isHead ? 'TableHead' : 'TableText',
    isCell: true,
    ...(align ? { align } : {}),
  };
  const content = form ? blocks.write(form.blocks, inner) : [];
  // Word wants a paragraph in every cell; one that is covered takes no bookmark.
  const empty = () => (spans === 'above' ? new Paragraph({ style: inner.style }) : blocks.paragraph([], inner.style));
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(columns > 1 ? { columnSpan: columns } : {}),
    ...(spans ? { verticalMerge: spans === 'start' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE } : {}),
    ...(isHeading ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: isHead ? COLORS.head : COLORS.rowHead } } : {}),
    ...(isHead ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
    children: content.length > 0 ? content : [empty()],
  });
}

/** Twips for each column, all of `total`: by their shares, a share not given being the average of the others, and none too narrow to read. */
export function columnWidths(shares: readonly number[], columns: number, total: number): readonly number[] {
  const given = shares.slice(0, columns).filter((share) => share > 0 && Number.isFinite(share));
  const average = given.length > 0 ? sum(given) / given.length : 1;
  const wanted = Array.from({ length: columns }, (_, i) =>
    given.includes(shares[i] as number) ? (shares[i] as number) : average,
  );
  const least = Math.min(NARROWEST, total / columns);
  const free = new Set(wanted.keys());
  const widths = wanted.map(() => least);
  // Those whose share is too small take the least; the others divide what is left, which may make more of them too small.
  for (let settled = false; !settled; ) {
    const left = total - least * (columns - free.size);
    const scale = left / sum([...free].map((i) => wanted[i] as number));
    settled = true;
    for (const i of [...free])
      if ((wanted[i] as number) * scale < least && free.size > 1) {
        free.delete(i);
        settled = false;
      }
    if (settled) for (const i of free) widths[i] = (wanted[i] as number) * scale;
  }
  // Whole twips, of which none is lost.
  let edge = 0;
  let exact = 0;
  return widths.map((width) => {
    exact += width;
    const before = edge;
    edge = Math.round(exact);
    return edge - before;
  });
}

/** How many lines the highest cell of a row takes, about. */
function linesOf(cells: readonly Placed[], widths: readonly number[]): number {
  return Math.max(
    ...cells.map(({ cell: form, column, columns }) => {
      const ems = (sum(widths.slice(column, column + columns)) - CELL_MARGINS.left - CELL_MARGINS.right) / EM;
      return form ? linesIn(form.blocks, ems) : 0;
    }),
  );
}

function linesIn(blocks: readonly Block[], ems: number): number {
  const wrapped = (text: string) => sum(text.split('\n').map((part) => Math.max(1, Math.ceil(emWidth(part) / ems))));
  return sum(
    blocks.map((block): number => {
      switch (block.is) {
        case 'heading':
        case 'paragraph':
        case 'item':
          return wrapped(wordsOf(block.content));
        case 'list':
          return sum(block.items.map((item) => linesIn(item, ems - 2)));
        case 'quote':
          return linesIn(block.blocks, ems);
        case 'table':
          return sum(
            [...block.head, ...block.rows].map(({ cells }) =>
              Math.max(0, ...cells.map((inner) => linesIn(inner.blocks, ems / Math.max(1, cells.length)))),
            ),
          );
        case 'page-break':
          return SHORT + 1;
        default:
          return wrapped(block.text);
      }
    }),
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
