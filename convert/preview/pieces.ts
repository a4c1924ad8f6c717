/**
 * A form in pieces, to be shown while it is written: its cover, its blocks, and of a long table its frame and its rows, some at a time. A piece says where it
 * comes from beside what it shows, so that one whose lines moved is the same piece still.
 */
import type { Block, Form, Origin, Table, TableRow } from '../form/form.ts';
import { blocksOf, blocksWithin } from '../form/words.ts';
import { blocksHtml } from '../write/html/block.ts';
import { type Context, contextOf, countedFrom, type HtmlOptions } from '../write/html/context.ts';
import { coverHtml } from '../write/html.ts';

export interface Piece {
  /** A table without its rows, or rows of the table before; absent for what stands alone. */
  readonly is?: 'table' | 'rows';
  /** As {@link HtmlOptions.hasOrigins}, but lines of `uri` are counted from `line`. Rows stand in a table of their own. */
  readonly html: string;
  /** How many rows it has, of `rows`. */
  readonly count?: number;
  /** The first place it comes from; absent where nobody knows. 0-based. */
  readonly uri?: string;
  readonly line?: number;
  /** All places it comes from. */
  readonly origins: readonly Origin[];
  /** The anchor of a heading, as an id of the HTML. */
  readonly id?: string;
}

/** A table with more rows is shown rows at a time. */
const LONG = 24;
/** Rows of a part: at least, at most, and one in how many ends it. */
const [LEAST, MOST, ONE_IN] = [8, 32, 12];

/** @param options how pictures are shown, and why they are not */
export function piecesOf(
  form: Form,
  home: string | undefined,
  options: Pick<HtmlOptions, 'pictureAt' | 'whyWords'> = {},
): readonly Piece[] {
  const context = contextOf(form.language, [...blocksOf(form)], { ...options, hasOrigins: true });
  const start = home === undefined ? undefined : { uri: home, line: 0 };
  const cover: Piece = {
    html: coverHtml(form, countedFrom(context, start)),
    ...start,
    origins: coverOrigins(form),
  };
  return [cover, ...form.blocks.flatMap((block) => blockPieces(block, context))];
}

function blockPieces(block: Block, context: Context): readonly Piece[] {
  if (block.is === 'table' && block.rows.length > LONG) return tablePieces(block, context);
  const id = block.is === 'heading' ? context.idOf(block) : undefined;
  return [{ ...placed([block], context), ...(id === undefined ? {} : { id }) }];
}

function tablePieces(whole: Table, context: Context): readonly Piece[] {
  // Columns are as wide before a row is shown as after.
  const table = whole.widths ? whole : { ...whole, widths: Array.from({ length: columnsIn(whole) }, () => 1) };
  const { caption: _caption, anchor: _anchor, origin: _origin, ...bare } = table;
  return [
    { ...placed([{ ...table, rows: [] }], context), is: 'table' },
    ...parted(table.rows).map(
      (rows): Piece => ({ ...placed([{ ...bare, head: [], rows }], context), is: 'rows', count: rows.length }),
    ),
  ];
}

function columnsIn({ head, rows }: Table): number {
  const [first] = [...head, ...rows];
  return first?.cells.reduce((sum, { columns = 1 }) => sum + Math.max(1, columns), 0) ?? 1;
}

/**
 * Rows in parts. Where a part ends is decided by the row there, not by counting: a row that comes or goes changes its own part and leaves the others as they are.
 * No cell reaches from one into the next.
 */
function parted(rows: readonly TableRow[]): readonly (readonly TableRow[])[] {
  const parts: TableRow[][] = [];
  let part: TableRow[] = [];
  /** How many more rows a cell takes. */
  let reach = 0;
  for (const row of rows) {
    part.push(row);
    reach = Math.max(reach, ...row.cells.map(({ rows: taken = 1 }) => taken)) - 1;
    const isEnd = part.length >= LEAST && (part.length >= MOST || hashOf(nameOf(row)) % ONE_IN === 0);
    if (reach > 0 || !isEnd) continue;
    parts.push(part);
    part = [];
  }
  return part.length > 0 ? [...parts, part] : parts;
}

/** What tells a row from others while its text is being written. */
function nameOf({ anchor, cells: [first] }: TableRow): string {
  if (anchor !== undefined) return anchor;
  const [block] = first?.blocks ?? [];
  return JSON.stringify(block && 'content' in block ? block.content : '');
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}

function placed(blocks: readonly Block[], context: Context): Piece {
  const origins = [...originsIn(blocks)];
  const [first] = origins;
  return {
    html: blocksHtml(blocks, countedFrom(context, first)),
    ...(first ? { uri: first.uri, line: first.line } : {}),
    origins,
  };
}

function coverOrigins({ cover }: Form): readonly Origin[] {
  if (!cover) return [];
  return [
    ...Object.values(cover.origins ?? {}),
    ...cover.lines.flatMap(({ origin }) => origin ?? []),
    ...originsIn(cover.tables),
  ];
}

/** All places a form comes from, as far as it tells them. */
export function originsOf(form: Form): readonly Origin[] {
  return [...coverOrigins(form), ...originsIn(form.blocks)];
}

function* originsIn(blocks: readonly Block[]): Generator<Origin> {
  for (const block of blocksWithin(blocks)) {
    if ('origin' in block && block.origin) yield block.origin;
    // Rows come with their table, before what is in them.
    if (block.is === 'table') for (const { origin } of [...block.head, ...block.rows]) if (origin) yield origin;
  }
}
