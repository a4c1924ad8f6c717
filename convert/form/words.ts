/** What a form says, without how it looks. */
import type { Block, Form, Inline, Table } from './form.ts';

/** The words of a line; a line break is `\n`. */
export function wordsOf(content: readonly Inline[]): string {
  return content.map((one) => (one.is === 'text' ? one.text : one.is === 'break' ? '\n' : wordsOf(one.content))).join('');
}

/** A text without line breaks: each is a space, with the white space around it. */
export function unbroken(text: string): string {
  return text.replace(/\s+/g, (blank) => (/[\r\n]/.test(blank) ? ' ' : blank));
}

/** Blocks and all blocks within them, in reading order. */
export function* blocksWithin(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.is === 'quote') yield* blocksWithin(block.blocks);
    if (block.is === 'list') for (const item of block.items) yield* blocksWithin(item);
    if (block.is === 'table')
      for (const row of [...block.head, ...block.rows]) for (const cell of row.cells) yield* blocksWithin(cell.blocks);
  }
}

/** Every block of a form, those of its cover first. */
export function* blocksOf(form: Form): Generator<Block> {
  yield* blocksWithin(form.cover?.tables ?? []);
  yield* blocksWithin(form.blocks);
}

/** The anchors there are, in a table those of its rows too. */
export function anchorsOf(blocks: Iterable<Block>): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (anchor: string | undefined) => anchor !== undefined && found.add(anchor);
  for (const block of blocks) {
    if ('anchor' in block) add(block.anchor);
    if (block.is === 'table') for (const { anchor } of [...block.head, ...block.rows]) add(anchor);
  }
  return found;
}

/** How many columns a table has, spans counted: the widest of its rows. */
export function columnCount({ head, rows }: Pick<Table, 'head' | 'rows'>): number {
  return gridOf([...head, ...rows]).reduce((most, row) => Math.max(most, row.length), 0);
}

/**
 * Where the cells of rows stand: a row of places each, a cell at the place where it begins, `undefined` where a span from the left or from above covers it, and
 * where nothing is.
 */
export function gridOf(rows: Table['rows']): readonly (readonly (Table['rows'][number]['cells'][number] | undefined)[])[] {
  /** For each column how many more rows a cell from above takes. */
  const taken: number[] = [];
  return rows.map(({ cells }) => {
    const places: (Table['rows'][number]['cells'][number] | undefined)[] = [];
    let column = 0;
    const skip = () => {
      for (; (taken[column] ?? 0) > 0; column++) {
        taken[column] = (taken[column] ?? 0) - 1;
        places[column] = undefined;
      }
    };
    for (const cell of cells) {
      skip();
      for (let i = 0; i < Math.max(1, cell.columns ?? 1); i++, column++) {
        places[column] = i === 0 ? cell : undefined;
        taken[column] = Math.max(1, cell.rows ?? 1) - 1;
      }
    }
    while (column < taken.length) {
      skip();
      if (column < taken.length) places[column++] = undefined;
    }
    return places;
  });
}
