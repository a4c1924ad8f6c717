/** Tables as HTML. */
import type { Block, Table, TableCell, TableRow } from '../../form/form.ts';
import { blocksWithin, wordsOf } from '../../form/words.ts';
import { type Context, idFor } from './context.ts';
import { attribute } from './escape.ts';
import { inlineHtml } from './inline.ts';

/** A row with more characters may be split between pages: what is left free by keeping it whole would be most of a page. */
const LONG_ROW = 700;
/** What a cell may hold, in half-width characters, to stay on one line; more where it is one word, which no reader wants broken. */
const SHORT_CELL = 14;
const SHORT_WORD = 28;

type Flow = (blocks: readonly Block[], context: Context) => string;

/** @param flow writes what stands in a cell */
export function tableHtml(table: Table, context: Context, flow: Flow): string {
  const { caption, anchor, widths, head, rows, origin } = table;
  const row = (one: TableRow, isHead: boolean) => {
    const cells = one.cells.map((cell) => cellHtml(cell, isHead, widths === undefined, context, flow)).join('');
    const long = one.cells.reduce((sum, { blocks }) => sum + lengthOf(blocks), 0) > LONG_ROW ? ' class="long"' : '';
    return `<tr${attribute('id', idFor(one.anchor))}${long}${context.originOf(one.origin)}>${cells}</tr>`;
  };
  const parts = [
    caption ? `<caption>${inlineHtml(caption, context)}</caption>` : '',
    widths ? columnsHtml(widths) : '',
    head.length > 0 ? `<thead>\n${head.map((one) => row(one, true)).join('\n')}\n</thead>` : '',
    `<tbody>\n${rows.map((one) => row(one, false)).join('\n')}\n</tbody>`,
  ];
  const kind = widths ? ' class="sized"' : '';
  const id = attribute('id', idFor(anchor));
  const reached = context.options.areTablesReached
    ? ` role="group" tabindex="0"${attribute('aria-label', context.nameOf(table))}`
    : '';
  return `<div class="table"${reached}><table${id}${kind}${context.originOf(origin)}>\n${parts.filter(Boolean).join('\n')}\n</table></div>`;
}

function columnsHtml(widths: readonly number[]): string {
  const sum = widths.reduce((all, width) => all + Math.max(0, width), 0) || 1;
  return `<colgroup>${widths.map((width) => `<col style="width:${((Math.max(0, width) / sum) * 100).toFixed(2)}%" />`).join('')}</colgroup>`;
}

function cellHtml(cell: TableCell, isHead: boolean, mayKeep: boolean, context: Context, flow: Flow): string {
  const [columns, rows] = [Math.max(1, cell.columns ?? 1), Math.max(1, cell.rows ?? 1)];
  const isHeading = isHead || cell.isHeading === true;
  const scope = isHead ? (columns > 1 ? 'colgroup' : 'col') : rows > 1 ? 'rowgroup' : 'row';
  const classes = [cell.align ?? '', mayKeep && isShort(cell.blocks) ? 'short' : '', cell.shade ? `shade-${cell.shade}` : '']
    .filter(Boolean)
    .join(' ');
  const attributes = [
    isHeading ? attribute('scope', scope) : '',
    columns > 1 ? attribute('colspan', columns) : '',
    rows > 1 ? attribute('rowspan', rows) : '',
    attribute('class', classes === '' ? undefined : classes),
  ].join('');
  const tag = isHeading ? 'th' : 'td';
  return `<${tag}${attributes}>${flow(cell.blocks, context)}</${tag}>`;
}

function isShort(blocks: readonly Block[]): boolean {
  const [only] = blocks;
  if (blocks.length !== 1 || only?.is !== 'paragraph') return false;
  const words = wordsOf(only.content);
  return words.replace(/[^\0-\xff｡-ﾟ]/g, '  ').length <= (/^[!-~]*$/.test(words) ? SHORT_WORD : SHORT_CELL);
}

/** Characters, those of pictures and drawings not counted. */
function lengthOf(blocks: readonly Block[]): number {
  let length = 0;
  for (const block of blocksWithin(blocks)) {
    if (block.is === 'code') length += block.text.length;
    else if ('content' in block) length += wordsOf(block.content).length;
  }
  return length;
}
