/** Tables of Markdown: rows of cells of one line, under a head of one row. */
import type { BlockContent, TableCell as MarkdownCell, TableRow as MarkdownRow, PhrasingContent } from 'mdast';
import type { Block, Table, TableCell, TableRow } from '../../form/form.ts';
import { columnCount, gridOf } from '../../form/words.ts';
import { html, type Links, phrasing, text } from './phrasing.ts';

/** The table under its caption. */
export function tableNodes(table: Table, links: Links): BlockContent[] {
  const { caption, anchor, head, rows } = table;
  const columns = columnCount(table);
  const lines = [...head, ...rows];
  const grid = gridOf(lines);
  const mark = [...links.markOf(anchor)];
  const above: PhrasingContent[] = caption ? [...mark, { type: 'strong', children: phrasing(caption, links, ['strong']) }] : mark;
  if (columns === 0) return above.length > 0 ? [{ type: 'paragraph', children: above }] : [];
  const written = lines.map((line, i) => rowNode(line, grid[i] ?? [], columns, i > 0 && i < head.length, links));
  // A table has a head; here it is an empty one.
  const all = head.length > 0 ? written : [rowNode({ cells: [] }, [], columns, false, links), ...written];
  return [
    ...(above.length > 0 ? [{ type: 'paragraph' as const, children: above }] : []),
    { type: 'table', align: Array.from({ length: columns }, (_, i) => alignOf(grid, head.length, i)), children: all },
  ];
}

type Places = readonly (TableCell | undefined)[];

/** As its cells below the head agree. */
function alignOf(grid: readonly Places[], heads: number, column: number): 'left' | 'center' | 'right' | null {
  const found = new Set(grid.slice(heads).flatMap((places) => (places[column] ? [places[column].align] : [])));
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}

function rowNode({ anchor }: TableRow, places: Places, columns: number, isBold: boolean, links: Links): MarkdownRow {
  const cells = Array.from({ length: columns }, (_, i): MarkdownCell => {
    const words = lineOf(places[i]?.blocks ?? [], links, isBold ? ['strong'] : []);
    const isStrong = isBold && words.length > 0;
    return { type: 'tableCell', children: isStrong ? [{ type: 'strong', children: words }] : words };
  });
  const mark = links.markOf(anchor);
  const [first] = cells;
  if (first && mark.length > 0) first.children = [...mark, ...first.children];
  return { type: 'tableRow', children: cells };
}

/** Blocks as one line, `<br>` between them and where a line was broken. */
function lineOf(blocks: readonly Block[], links: Links, within: readonly 'strong'[]): PhrasingContent[] {
  return separated(blocks.flatMap((block) => linesOf(block, links, within)));
}

function separated(lines: readonly (readonly PhrasingContent[])[]): PhrasingContent[] {
  return lines
    .map((line) => line.map(inCell))
    .filter((line) => line.length > 0)
    .flatMap((line, i) => (i > 0 ? [html('<br>'), ...line] : line));
}

/** A cell has no line breaks, and code in it no `\\|`: there the backslash belongs to the bar. */
function inCell(node: PhrasingContent): PhrasingContent {
  if (node.type === 'break') return html('<br>');
  if (node.type === 'inlineCode') return node.value.includes('\\|') ? text(node.value) : node;
  return 'children' in node ? ({ ...node, children: node.children.map(inCell) } as PhrasingContent) : node;
}

function linesOf(block: Block, links: Links, within: readonly 'strong'[]): readonly (readonly PhrasingContent[])[] {
  switch (block.is) {
    case 'heading':
      return [[text(block.number === '' ? '' : `${block.number} `), ...phrasing(block.content, links, within)]];
    case 'paragraph':
      return [[...links.markOf(block.anchor), ...phrasing(block.content, links, within)]];
    case 'item':
      return [[text(`${'　'.repeat(Math.max(0, block.level))}${block.mark} `), ...phrasing(block.content, links, within)]];
    case 'list':
      return block.items.map((item, i) => [
        text(block.start === undefined ? '・' : `${Math.floor(block.start) + i}. `),
        ...lineOf(item, links, within),
      ]);
    case 'quote':
      return block.blocks.flatMap((one) => linesOf(one, links, within));
    case 'code':
      return block.text.split(/\r\n?|\n/).map((line) => (line === '' ? [] : [{ type: 'inlineCode', value: line }]));
    case 'picture':
      return [[{ type: 'image', url: links.addressOf(block.uri), alt: block.text }]];
    case 'drawing':
      return block.text === '' ? [] : [[text(block.text)]];
    case 'table':
      return [
        ...(block.caption ? [phrasing(block.caption, links, within)] : []),
        ...[...block.head, ...block.rows].map(({ cells }) =>
          cells.flatMap((cell, i) => [...(i > 0 ? [text(' / ')] : []), ...lineOf(cell.blocks, links, within)]),
        ),
      ];
    case 'page-break':
      return [];
  }
}
