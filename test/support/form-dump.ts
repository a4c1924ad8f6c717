/** Forms and grids as text people can review in a golden file: a line a block, indented as it is nested. */
import type { Block, Form, Inline, Table } from '../../convert/form/form.ts';
import type { Grid } from '../../convert/form/grid.ts';

/** @param isShort rows with nothing behind the second column are counted only, and of the second the beginning shown: what catalogs ask is not ours to review */
export function dumpForm({ title, cover, hasContents, running, page, blocks }: Form, isShort = false): string {
  const lines = [`form「${title}」 ${page}${hasContents ? ' with contents' : ''}`, `running「${running}」`];
  if (cover) {
    const { subject, provider, version, issued } = cover;
    lines.push(`cover「${[subject, provider, version, issued].map((one) => one ?? '-').join(' | ')}」`);
    for (const { label, value } of cover.lines) lines.push(`  ${label}: ${value.replaceAll('\n', ' ⏎ ')}`);
    for (const table of cover.tables) lines.push(...tableLines(table, '  '));
  }
  return `${[...lines, ...blocks.flatMap((block) => blockLines(isShort && block.is === 'table' ? shortened(block) : block, ''))].join('\n')}\n`;
}

export function blockLines(block: Block, indent: string): readonly string[] {
  const anchor = 'anchor' in block && block.anchor ? ` {${block.anchor}}` : '';
  switch (block.is) {
    case 'heading':
      return [`${indent}${'#'.repeat(block.level)} [${block.number}] ${inlineText(block.content)}${anchor}`];
    case 'paragraph':
      return [`${indent}${block.isAside ? '~ ' : 'P '}${inlineText(block.content)}${anchor}`];
    case 'item':
      return [`${indent}${'  '.repeat(block.level)}I ${block.mark} ${inlineText(block.content)}`];
    case 'list':
      return block.items.flatMap((item, i) => [
        `${indent}${block.start === undefined ? '-' : `${block.start + i}.`}`,
        ...item.flatMap((one) => blockLines(one, `${indent}  `)),
      ]);
    case 'table':
      return tableLines(block, indent);
    case 'quote':
      return [`${indent}quote`, ...block.blocks.flatMap((one) => blockLines(one, `${indent}  `))];
    case 'code':
      return [`${indent}code ${JSON.stringify(block.text)}`];
    case 'picture':
      return [`${indent}picture ${block.uri} 「${block.text}」`];
    case 'drawing':
      return [`${indent}drawing 「${block.text}」`];
    case 'page-break':
      return [`${indent}page break`];
  }
}

function shortened(table: Table): Table {
  const rows = table.rows.filter(({ cells }) => cells.slice(2).some(({ blocks }) => blocks.length > 0));
  const cut = rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, i) => {
      const [first] = cell.blocks;
      const content = first?.is === 'paragraph' ? first.content.slice(0, 1) : [];
      const short = content.map((one) => (one.is === 'text' ? { ...one, text: cutText(one.text) } : one));
      return i === 1 ? { ...cell, blocks: [{ is: 'paragraph', content: short } as const] } : cell;
    }),
  }));
  const left = table.rows.length - rows.length;
  const note = { blocks: [{ is: 'paragraph', content: [{ is: 'text', text: `（${left} rows without an answer）` }] } as const] };
  return { ...table, rows: left > 0 ? [...cut, { cells: [note] }] : cut };
}

function cutText(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length < text.length || line.length > 24 ? `${line.slice(0, 24)}…` : line;
}

function tableLines({ caption, anchor, head, rows }: Table, indent: string): readonly string[] {
  const row = (cells: Table['rows'][number]['cells']) =>
    cells
      .map(({ blocks, columns, rows: down, isHeading }) => {
        const span = [columns && `→${columns}`, down && `↓${down}`].filter(Boolean).join('');
        return `${isHeading ? '!' : ''}${span}${blocks.flatMap((one) => blockLines(one, '')).join(' ¶ ')}`;
      })
      .join(' | ');
  return [
    `${indent}table${caption ? ` 「${inlineText(caption)}」` : ''}${anchor ? ` {${anchor}}` : ''}`,
    ...head.map(({ cells }) => `${indent}  = ${row(cells)}`),
    ...rows.map((one) => `${indent}  | ${row(one.cells)}${one.anchor ? ` {${one.anchor}}` : ''}`),
  ];
}

export function inlineText(content: readonly Inline[]): string {
  return content
    .map((one) => {
      switch (one.is) {
        case 'text':
          return one.text;
        case 'break':
          return ' ⏎ ';
        case 'link':
          return `<${inlineText(one.content)}→${one.href}>`;
        case 'reference':
          return `<${inlineText(one.content)}→#${one.anchor}>`;
        default:
          return `<${one.is}:${inlineText(one.content)}>`;
      }
    })
    .join('');
}

/** Columns a catalog fills. */
const ASKED: ReadonlySet<string> = new Set(['text', 'evidence', 'mic', 'overview']);

/** Tab-separated, a line break as ⏎. @param isShort as for forms */
export function dumpGrid({ name, title, lines, columns, rows, page }: Grid, isShort = false): string {
  const flat = (cell: string | number) => String(cell).replaceAll('\n', '⏎');
  const blank = new Set(['number', 'category', 'text', 'evidence', 'mic', 'meti', 'overview']);
  const depth = Math.max(0, ...columns.map(({ headings }) => headings.length));
  const answered = rows.filter(({ cells }) => cells.some((cell, i) => cell !== '' && !blank.has(columns[i]?.key ?? '')));
  return `${[
    `grid「${name}」「${title}」 ${page}`,
    ...lines.map(({ label, value }) => `${label}: ${flat(value)}`),
    `keys\t${columns.map(({ key, width }) => `${key}:${width}`).join('\t')}`,
    ...Array.from({ length: depth }, (_, i) => `head\t${columns.map(({ headings }) => headings[i] ?? '').join('\t')}`),
    ...(isShort ? answered : rows).map(
      ({ cells, control }) =>
        `${control ?? ''}\t${cells.map((cell, i) => (isShort && ASKED.has(columns[i]?.key ?? '') ? cutText(String(cell)) : flat(cell))).join('\t')}`,
    ),
    ...(isShort ? [`${rows.length} rows, ${answered.length} of them shown`] : []),
  ].join('\n')}\n`;
}
