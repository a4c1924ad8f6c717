/** Tables of a form from their cells. */
import type { Block, Inline, Table, TableCell, TableRow } from './form.ts';

export type CellContent = string | readonly Block[];

/** A cell of words or blocks; line breaks of words are kept. */
export function cell(content: CellContent, more: Omit<TableCell, 'blocks'> = {}): TableCell {
  return { blocks: typeof content === 'string' ? linesOf(content) : content, ...more };
}

/** @param widths relative, one a column */
export function table(head: readonly string[], rows: readonly TableRow[], widths?: readonly number[]): Table {
  return { is: 'table', head: [{ cells: head.map((one) => cell(one)) }], rows, ...(widths ? { widths } : {}) };
}

/** Rows without the columns that are empty in each of them. @param origins where each row comes from, one a row, where that is told */
export function compactTable(
  head: readonly string[],
  rows: readonly (readonly CellContent[])[],
  widths: readonly number[],
  origins: readonly Pick<TableRow, 'origin'>[] = [],
): Table {
  const kept = head.map((_, column) => rows.some((row) => (row[column]?.length ?? 0) > 0));
  const only = <T>(all: readonly T[]) => all.filter((_, column) => kept[column]);
  return table(
    only(head),
    rows.map((row, i) => ({
      cells: only(row).map((one, column) => cell(one, column === 0 ? { isHeading: true } : {})),
      ...origins[i],
    })),
    only(widths),
  );
}

export function paragraph(text: string): Block {
  return { is: 'paragraph', content: inlineLines(text) };
}

function linesOf(text: string): readonly Block[] {
  return text === '' ? [] : [paragraph(text)];
}

/** Words with their line breaks. */
export function inlineLines(text: string): readonly Inline[] {
  return text
    .split('\n')
    .flatMap((line, i): readonly Inline[] => [
      ...(i > 0 ? [{ is: 'break' } as const] : []),
      ...(line === '' ? [] : [{ is: 'text', text: line } as const]),
    ]);
}
