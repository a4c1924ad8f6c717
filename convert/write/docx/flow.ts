/** What `docx` writes out, as blocks of known height: what pages are filled with. Lengths are twips. */
import { lineCount } from './measure.ts';
import { CELL_MARGINS, LOOKS, type Look } from './styles.ts';

export type Flow = FlowParagraph | FlowTable;

export interface FlowParagraph {
  readonly is: 'paragraph';
  readonly bookmarks: readonly string[];
  readonly lines: number;
  /** Of each line. */
  readonly line: number;
  readonly before: number;
  /** What a rule below the last line takes. */
  readonly ruled: number;
  readonly after: number;
  /** Stays on one page, with the beginning of what follows. */
  readonly keepNext: boolean;
  /** Whether a page begins with it. */
  readonly beginsPage: boolean;
}

export interface FlowTable {
  readonly is: 'table';
  readonly rows: readonly FlowRow[];
}

export interface FlowRow {
  readonly bookmarks: readonly string[];
  readonly height: number;
  readonly isHead: boolean;
  /** Not broken over pages. */
  readonly isWhole: boolean;
}

/** An element: its name, and its attributes and content in order. */
type Element = Readonly<Record<string, unknown>>;

const children = (element: Element, name: string): readonly Element[] => {
  const content = element[name];
  return Array.isArray(content) ? content.filter((one): one is Element => typeof one === 'object' && one !== null) : [];
};
const child = (content: readonly Element[], name: string) => content.find((one) => name in one);

/** An attribute of an element, whose attributes are its content or stand in front of it. */
function attribute(element: Element | undefined, name: string, key: string): string | undefined {
  const content = element?.[name];
  const all = (Array.isArray(content) ? content : [content]).flatMap((one) => (one as Element | undefined)?._attr ?? []);
  const value = (all[0] as Element | undefined)?.[key];
  return value === undefined ? undefined : String(value);
}
const length = (element: Element | undefined, name: string, key: string) => Number(attribute(element, name, key) ?? 0);

/** EMU, in which drawings are measured, to the twip. */
const EMU = 635;

/** What a body or a cell consists of. */
export type BodyContent = readonly Element[];

/** The content of a body or of a cell `width` wide. */
export function flowOf(content: BodyContent, width: number): readonly Flow[] {
  return content.flatMap((block): readonly Flow[] => {
    if ('w:p' in block) return [paragraph(children(block, 'w:p'), width)];
    if ('w:tbl' in block) return [table(children(block, 'w:tbl'))];
    const inside = child(children(block, 'w:sdt'), 'w:sdtContent');
    return inside ? flowOf(children(inside, 'w:sdtContent'), width) : [];
  });
}

function paragraph(content: readonly Element[], width: number): FlowParagraph {
  const properties = children(child(content, 'w:pPr') ?? {}, 'w:pPr');
  const id = attribute(child(properties, 'w:pStyle'), 'w:pStyle', 'w:val') ?? 'Normal';
  const look: Look = LOOKS[id as keyof typeof LOOKS] ?? LOOKS.Normal;
  const [indent, spacing] = [child(properties, 'w:ind'), child(properties, 'w:spacing')];
  const inline = { text: '', bookmarks: [] as string[], height: 0 };
  read(content, inline);
  const em = look.size * 10;
  const room = width - length(indent, 'w:ind', 'w:left') - (look.indent ?? 0);
  const first = room + length(indent, 'w:ind', 'w:hanging');
  const own = (key: 'before' | 'after') => Number(attribute(spacing, 'w:spacing', `w:${key}`) ?? look[key]);
  return {
    is: 'paragraph',
    bookmarks: inline.bookmarks,
    lines: inline.height > 0 ? 1 : lineCount(inline.text, first / em, room / em),
    line: Math.max(look.line, inline.height),
    before: own('before'),
    ruled: look.ruled ?? 0,
    after: own('after'),
    keepNext: look.keepNext === true || child(properties, 'w:keepNext') !== undefined,
    beginsPage: child(properties, 'w:pageBreakBefore') !== undefined,
  };
}

function read(content: readonly Element[], into: { text: string; bookmarks: string[]; height: number }): void {
  for (const element of content) {
    const [name = ''] = Object.keys(element);
    if (name === 'w:bookmarkStart') into.bookmarks.push(attribute(element, name, 'w:name') ?? '');
    else if (name === 'w:t') {
      const parts = element[name];
      into.text += (Array.isArray(parts) ? parts : [parts]).filter((part) => typeof part === 'string').join('');
    } else if (name === 'w:tab') into.text += '　';
    else if (name === 'w:br') into.text += '\n';
    else if (name === 'wp:extent') into.height = length(element, name, 'cy') / EMU;
    else if (name !== 'w:pPr' && name !== 'w:rPr' && name !== 'w:instrText') read(children(element, name), into);
  }
}

/** Above and below the content of a cell: its margins, half of the rule above and half of the one below. */
export const AROUND_CELL = CELL_MARGINS.top + CELL_MARGINS.bottom + 10;

function table(content: readonly Element[]): FlowTable {
  const widths = children(child(content, 'w:tblGrid') ?? {}, 'w:tblGrid').map((column) => length(column, 'w:gridCol', 'w:w'));
  const rows = content.filter((one) => 'w:tr' in one).map((one) => tableRow(children(one, 'w:tr'), widths));
  // A cell that spans rows makes the last of them higher where it needs more than they have.
  rows.forEach((row, index) => {
    for (const { column, height } of row.spanning) {
      let last = index;
      while (rows[last + 1]?.covered.has(column)) last += 1;
      const covered = rows.slice(index, last).reduce((sum, one) => sum + one.height, 0);
      const end = rows[last];
      if (end) end.height = Math.max(end.height, height - covered);
    }
  });
  return { is: 'table', rows };
}

interface TableRow extends FlowRow {
  height: number;
  /** Cells that begin here and reach further down. */
  readonly spanning: readonly { readonly column: number; readonly height: number }[];
  /** Columns whose cell comes from above. */
  readonly covered: ReadonlySet<number>;
}

function tableRow(content: readonly Element[], widths: readonly number[]): TableRow {
  const properties = children(child(content, 'w:trPr') ?? {}, 'w:trPr');
  const spanning: { column: number; height: number }[] = [];
  const covered = new Set<number>();
  const bookmarks: string[] = [];
  let height: number = LOOKS.TableText.line;
  let column = 0;
  for (const one of content.filter((element) => 'w:tc' in element)) {
    const inside = children(one, 'w:tc');
    const cell = children(child(inside, 'w:tcPr') ?? {}, 'w:tcPr');
    const columns = Number(attribute(child(cell, 'w:gridSpan'), 'w:gridSpan', 'w:val') ?? 1);
    const wide = widths.slice(column, column + columns).reduce((sum, width) => sum + width, 0);
    const flow = flowOf(inside, wide - CELL_MARGINS.left - CELL_MARGINS.right);
    const high = heightOf(flow) + AROUND_CELL;
    const merge = attribute(child(cell, 'w:vMerge'), 'w:vMerge', 'w:val');
    bookmarks.push(...flow.flatMap(bookmarksOf));
    if (merge === 'restart') spanning.push({ column, height: high });
    else if (merge === 'continue') covered.add(column);
    else height = Math.max(height, high);
    column += columns;
  }
  const [isHead, isWhole] = ['w:tblHeader', 'w:cantSplit'].map((name) => child(properties, name) !== undefined);
  return { bookmarks, height, isHead: isHead === true, isWhole: isWhole === true, spanning, covered };
}

/** Between two blocks is the larger of the room they ask for. */
function heightOf(flow: readonly Flow[]): number {
  let after = 0;
  return flow.reduce((sum, one) => {
    if (one.is === 'table') return sum + one.rows.reduce((all, row) => all + row.height, 0);
    const gap = Math.max(one.before - after, 0);
    after = one.after;
    return sum + gap + one.lines * one.line + one.ruled + one.after;
  }, 0);
}

const bookmarksOf = (one: Flow): readonly string[] =>
  one.is === 'paragraph' ? one.bookmarks : one.rows.flatMap(({ bookmarks }) => bookmarks);
