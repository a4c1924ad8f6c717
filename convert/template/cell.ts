/** Texts put into the cells of a worksheet; every other character of its XML stays. */
import { inlineString, reference } from '../write/sheet-xml.ts';
import { ATTRIBUTE } from './tags.ts';
import type { CellPlace, RowPlace, Worksheet } from './worksheet.ts';

export interface Filling {
  /** 1-based. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The XML with the texts in. The rows are there, and no cell is named twice. A cell keeps its style; one not written takes its row's, else its column's. */
export function withTexts(sheet: Worksheet, fillings: readonly Filling[]): string {
  const splices: { readonly start: number; readonly end: number; readonly xml: string }[] = [];
  const byRow = new Map<number, Filling[]>();
  for (const filling of fillings) {
    const inRow = byRow.get(filling.row);
    if (inRow) inRow.push(filling);
    else byRow.set(filling.row, [filling]);
  }
  for (const [number, inRow] of byRow) {
    const row = sheet.rows.get(number) as RowPlace;
    splices.push(...spansOf(sheet, row, inRow));
    for (const { column, text } of [...inRow].sort((a, b) => a.column - b.column)) {
      const cell = row.cells.find((candidate) => candidate.column === column);
      if (cell) splices.push({ start: cell.tag.start, end: cell.end, xml: replaced(sheet, cell, text) });
      else {
        const next = row.cells.find((candidate) => candidate.column > column);
        const at = next?.tag.start ?? row.close;
        splices.push({ start: at, end: at, xml: inserted(sheet, row, number, column, text) });
      }
    }
  }
  let xml = '';
  let from = 0;
  for (const splice of splices.sort((a, b) => a.start - b.start)) {
    xml += sheet.xml.slice(from, splice.start) + splice.xml;
    from = splice.end;
  }
  return xml + sheet.xml.slice(from);
}

/** Of its attributes those stay that are about the cell and not about its value. */
function replaced({ xml, prefix }: Worksheet, { tag }: CellPlace, text: string): string {
  const attributes = xml.slice(tag.start, tag.end).match(ATTRIBUTE) ?? [];
  const kept = attributes.filter((attribute) => !/^\s+(?:t|cm|vm)\s*=/.test(attribute));
  return `<${prefix}c${kept.join('')} t="inlineStr">${inlineString(text, prefix)}</${prefix}c>`;
}

function inserted(sheet: Worksheet, row: RowPlace, number: number, column: number, text: string): string {
  const { prefix } = sheet;
  const style = row.style ?? sheet.styleOf(column);
  const own = style === undefined ? '' : ` s="${style}"`;
  return `<${prefix}c r="${reference(number, column)}"${own} t="inlineStr">${inlineString(text, prefix)}</${prefix}c>`;
}

/** The hint which columns a row uses, where a text stands outside of them. */
function spansOf({ xml }: Worksheet, { tag }: RowPlace, fillings: readonly Filling[]) {
  const match = /\sspans\s*=\s*["']([0-9]+):([0-9]+)["']/.exec(xml.slice(tag.start, tag.end));
  if (!match) return [];
  const [, first, last] = match.map(Number) as [number, number, number];
  const columns = fillings.map(({ column }) => column);
  const spans = `${Math.min(first, ...columns)}:${Math.max(last, ...columns)}`;
  const start = tag.start + match.index + match[0].search(/[0-9]/);
  const end = start + `${match[1]}:${match[2]}`.length;
  return spans === xml.slice(start, end) ? [] : [{ start, end, xml: spans }];
}
