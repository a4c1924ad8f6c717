/** What is true of every form and every grid, whatever the package. */
import { expect } from 'vitest';
import type { Block, Form, Inline, Table, TableCell } from '../../convert/form/form.ts';
import type { Grid } from '../../convert/form/grid.ts';

/** References lead to an anchor of the form, anchors are unique, tables rectangular, addresses of the kinds that may be followed. */
export function expectSound(form: Form): void {
  const anchors: string[] = [];
  const references: string[] = [];
  const inlines = (content: readonly Inline[]): void => {
    for (const one of content) {
      if (one.is === 'reference') references.push(one.anchor);
      if (one.is === 'link') expect(one.href).toMatch(/^(?:https?:\/\/|mailto:)/i);
      if (one.is === 'text') expect(one.text).not.toMatch(/[\n\r\uFDD0-\uFDD2]/);
      if ('content' in one) inlines(one.content);
    }
  };
  const visit = (block: Block): void => {
    if ('anchor' in block && block.anchor !== undefined) anchors.push(block.anchor);
    if ('content' in block) inlines(block.content);
    if (block.is === 'heading') expect(block.level).toBeGreaterThan(0);
    if (block.is === 'list') for (const item of block.items) item.forEach(visit);
    if (block.is === 'quote') block.blocks.forEach(visit);
    if (block.is === 'table') {
      inlines(block.caption ?? []);
      for (const row of [...block.head, ...block.rows]) {
        if (row.anchor !== undefined) anchors.push(row.anchor);
        for (const { blocks } of row.cells) blocks.forEach(visit);
      }
      expectRectangular(block);
    }
  };
  form.blocks.forEach(visit);
  for (const table of form.cover?.tables ?? []) expectRectangular(table);
  const unique = new Set(anchors);
  expect(anchors.length, 'anchors are unique').toBe(unique.size);
  expect(references.filter((anchor) => !unique.has(anchor))).toEqual([]);
}

/** Every row as wide as the first, with what reaches into it from above. */
function expectRectangular({ head, rows, widths }: Table): void {
  const reaching: number[] = [];
  const all = [...head, ...rows].map(({ cells }) => {
    const covered = reaching.filter((left) => left > 0).length;
    for (let i = 0; i < reaching.length; i++) reaching[i] = Math.max(0, (reaching[i] ?? 0) - 1);
    for (const cell of cells)
      if ((cell.rows ?? 1) > 1) for (let n = 0; n < (cell.columns ?? 1); n++) reaching.push((cell.rows ?? 1) - 1);
    return covered + cells.reduce((sum, { columns = 1 }: TableCell) => sum + columns, 0);
  });
  expect(new Set(all).size).toBeLessThanOrEqual(1);
  if (widths && all.length > 0) expect(widths.length).toBe(all[0]);
}

/** As many cells as columns in each row, as many lines of headings in each column. */
export function expectSoundGrid({ columns, rows }: Grid): void {
  expect(new Set(columns.map(({ headings }) => headings.length)).size).toBe(1);
  for (const { cells } of rows) expect(cells.length).toBe(columns.length);
  for (const { cells } of rows) for (const cell of cells) expect(String(cell)).not.toMatch(/[\r\uFDD0-\uFDD2]/);
}
