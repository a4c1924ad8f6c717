/**
 * Which page each bookmark is on. A file of Word does not know its pages; whoever shows it finds them. The table of contents needs them beforehand, so the
 * pages are laid out here, as far as it takes for documents of our own styles: lines of known height, rows that stay whole, head rows repeated, headings that
 * stay with what follows, no single lines. Lengths are twips.
 */
import { AROUND_CELL, type Flow, type FlowParagraph, type FlowRow, type FlowTable } from './flow.ts';
import { LOOKS } from './styles.ts';

export interface Pages {
  /** By the name of a bookmark, 1-based. */
  readonly of: ReadonlyMap<string, number>;
  readonly count: number;
}

/** @param height of a page's text */
export function pagesOf(flow: readonly Flow[], height: number): Pages {
  const sheet = new Sheet(height);
  for (let index = 0; index < flow.length; ) {
    // What stays together: blocks that keep to the next, and the beginning of the block behind them.
    let end = index;
    while (keeps(flow[end]) && flow[end + 1] && !begins(flow[end + 1])) end += 1;
    if (begins(flow[index])) sheet.turn();
    if (end > index && sheet.left < groupHeight(flow.slice(index, end + 1))) sheet.turn();
    for (; index <= end; index += 1) {
      const one = flow[index] as Flow;
      if (one.is === 'table') sheet.table(one);
      else sheet.paragraph(one);
    }
  }
  return { of: sheet.places, count: sheet.page };
}

const keeps = (one: Flow | undefined) => one?.is === 'paragraph' && one.keepNext;
const begins = (one: Flow | undefined) => one?.is === 'paragraph' && one.beginsPage;

/** Lines of a paragraph that stand at the foot of a page, and those at the head of the next, are two at least. */
const least = ({ lines, keepNext }: FlowParagraph) => (keepNext || lines <= 3 ? lines : 2);

/** What must be on one page of a group, whose last block may be broken behind its beginning. */
function groupHeight(group: readonly Flow[]): number {
  let after = 0;
  return group.reduce((sum, one, index) => {
    if (one.is === 'table') return sum + after + beginningOf(one);
    const gap = Math.max(one.before, after);
    after = one.after;
    return sum + gap + (index === group.length - 1 ? least(one) : one.lines) * one.line + one.ruled;
  }, 0);
}

const CELL_LINE = LOOKS.TableText.line;

/** A row that may be broken has at least a line on the page it begins on. */
const BROKEN = CELL_LINE + AROUND_CELL;

/** The head of a table, and what must stand below it on the same page. */
function beginningOf({ rows }: FlowTable): number {
  const first = rows.findIndex(({ isHead }) => !isHead);
  return rows
    .slice(0, first + 1)
    .reduce((sum, row) => sum + (row.isHead || row.isWhole ? row.height : Math.min(row.height, BROKEN)), 0);
}

/** Pages as they are filled. */
class Sheet {
  readonly places = new Map<string, number>();
  page = 1;
  #used = 0;
  /** Room the last block wants below it. */
  #after = 0;

  constructor(readonly height: number) {}

  get left(): number {
    return this.height - this.#used;
  }

  turn(): void {
    if (this.#used === 0) return;
    this.page += 1;
    this.#used = 0;
    this.#after = 0;
  }

  /** Between the last block and this one; none at the head of a page, but of the first. */
  #gap({ before }: FlowParagraph): number {
    return this.#used === 0 && this.page > 1 ? 0 : Math.max(before, this.#after);
  }

  paragraph(one: FlowParagraph): void {
    const gap = this.#gap(one);
    const whole = gap + one.lines * one.line + one.ruled;
    if (whole <= this.left || one.line > this.height) this.#used += whole;
    else this.#broken(one, gap);
    // A paragraph is where its first line is.
    if (!this.#began) for (const name of one.bookmarks) this.places.set(name, this.page);
    this.#began = false;
    this.#after = one.after;
  }

  #began = false;

  #broken(one: FlowParagraph, gap: number): void {
    let fitting = Math.floor((this.left - gap) / one.line);
    if (fitting > one.lines - 2) fitting = one.lines - 2;
    if (fitting < 2 || one.keepNext || one.lines <= 3) {
      this.turn();
      this.#used = 0;
      fitting = 0;
    }
    for (const name of one.bookmarks) this.places.set(name, this.page);
    this.#began = true;
    let rest = one.lines - fitting;
    if (fitting > 0) this.page += 1;
    const perPage = Math.max(1, Math.floor(this.height / one.line));
    for (; rest > perPage; rest -= perPage) this.page += 1;
    this.#used = rest * one.line + one.ruled;
  }

  table(table: FlowTable): void {
    const { rows } = table;
    this.#used += this.#after;
    this.#after = 0;
    const head = rows.filter(({ isHead }) => isHead).reduce((sum, { height }) => sum + height, 0);
    const beginning = beginningOf(table);
    if (beginning > this.left && beginning <= this.height) this.turn();
    for (const row of rows) this.#row(row, row.isHead ? 0 : head);
  }

  #row(row: FlowRow, head: number): void {
    const turn = () => {
      this.turn();
      this.#used = head;
    };
    if (row.height > this.left && (row.isWhole || this.left < BROKEN)) turn();
    for (const name of row.bookmarks) this.places.set(name, this.page);
    // Broken between lines; each part has the cell's margins and rules.
    let rest = row.height;
    for (; rest > this.left && this.height - head > BROKEN; turn())
      rest -= Math.max(1, Math.floor((this.left - AROUND_CELL) / CELL_LINE)) * CELL_LINE;
    this.#used += rest;
  }
}
