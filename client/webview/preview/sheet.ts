/**
 * The document a preview shows: its pieces in order, each with its elements. A table of many rows is one table, its rows in parts; a part that nobody is near to is
 * empty, and as high as it was or is thought to be (fill.ts).
 */
import type { PreviewAnswer, PreviewPiece } from '../../../server/protocol/preview.ts';
import { element } from '../kit/element.ts';
import { escaped } from '../kit/escaped.ts';
import { morphChildren } from '../kit/morph.ts';
import { fragmentOf } from '../kit/safe-html.ts';

/** A piece and where it is shown. */
export interface Shown {
  piece: PreviewPiece;
  /** Line it comes from, 0-based; -1 where nobody knows. */
  line: number;
  /** Holds its elements: a `div`, of rows a `tbody`. */
  readonly at: HTMLElement;
  isFilled: boolean;
  /** Of rows: which of the table's the first is, 1-based, those of its head counted. */
  firstRow: number;
}

/** Has a life cycle: as long as the page. */
export class Sheet {
  private pieces: readonly Shown[] = [];
  private byNumber = new Map<number, Shown>();
  private readonly byElement = new WeakMap<Element, Shown>();
  private readonly pictures = new Map<string, string>();

  /**
   * @param root what the document stands in
   * @param finish what becomes of the elements of a piece before they are shown
   */
  constructor(
    private readonly root: HTMLElement,
    private readonly finish: (content: DocumentFragment, shown: Shown) => void,
  ) {}

  get all(): readonly Shown[] {
    return this.pieces;
  }

  /** The piece that an element is part of. */
  of(within: Element | null): Shown | undefined {
    for (let at = within; at && at !== this.root; at = at.parentElement) {
      const shown = this.byElement.get(at);
      if (shown) return shown;
    }
    return undefined;
  }

  /**
   * Shows what an answer says. What is the same keeps its elements; of what took its place, what differs is touched and nothing else.
   * @throws Error where a piece is missing: everything has to be sent anew
   */
  show({ order, made, pictures = {} }: Pick<PreviewAnswer, 'order' | 'made' | 'pictures'>): void {
    const come = new Map(made.map((piece) => [piece.piece, piece]));
    const missing = order.find(([number]) => !come.has(number) && !this.byNumber.has(number));
    if (missing) throw new Error(`piece ${missing[0]} was never sent`);
    for (const [address, picture] of Object.entries(pictures)) this.pictures.set(address, picture);
    const free = this.leaving(new Set(order.flatMap(([number]) => (come.has(number) ? [] : number))));
    let behind = 0;
    this.pieces = order.map(([number, line]) => {
      // A server that began anew counts anew: what came is never what was there.
      const piece = come.get(number);
      if (!piece) {
        behind = number;
        return Object.assign(this.byNumber.get(number) as Shown, { line });
      }
      const gone = free.get(behind) ?? [];
      const index = piece.is === 'table' ? -1 : gone.findIndex((one) => one.piece.is === piece.is);
      const [former] = index < 0 ? [] : gone.splice(index, 1);
      return former ? this.turned(former, piece, line) : this.empty(piece, line);
    });
    this.byNumber = new Map(this.pieces.map((one) => [one.piece.piece, one]));
    for (const gone of free.values()) for (const { at } of gone) at.remove();
    this.arrange();
    this.renew(Object.keys(pictures));
    this.forgetPictures();
  }

  /** Puts the elements of a piece where it stands. */
  fill(shown: Shown): void {
    if (shown.isFilled) return;
    shown.isFilled = true;
    shown.at.style.removeProperty('height');
    shown.at.replaceChildren(this.contentOf(shown));
  }

  /** Takes them away again. @param height pixels, kept free */
  clear(shown: Shown, height: number): void {
    shown.isFilled = false;
    if (shown.piece.is !== 'rows') {
      shown.at.style.height = `${height}px`;
      shown.at.replaceChildren();
      return;
    }
    const gap = element('td', { class: 'gap', colspan: 100 });
    gap.style.height = `${height}px`;
    shown.at.replaceChildren(element('tr', { 'aria-hidden': 'true' }, gap));
  }

  /** Those that go, by the number of the one before them that stays. */
  private leaving(stays: ReadonlySet<number>): ReadonlyMap<number, Shown[]> {
    const leaving = new Map<number, Shown[]>();
    let behind = 0;
    for (const one of this.pieces) {
      const { piece: number } = one.piece;
      if (stays.has(number)) behind = number;
      else leaving.set(behind, [...(leaving.get(behind) ?? []), one]);
    }
    return leaving;
  }

  private empty(piece: PreviewPiece, line: number): Shown {
    const at = piece.is === 'rows' ? element('tbody') : element('div', { class: 'piece' });
    const shown: Shown = { piece, line, at, isFilled: false, firstRow: 0 };
    this.byElement.set(at, shown);
    // A table's frame has its rows in it, filled or not.
    if (piece.is === 'table') this.fill(shown);
    return shown;
  }

  private turned(shown: Shown, piece: PreviewPiece, line: number): Shown {
    Object.assign(shown, { piece, line });
    if (shown.isFilled) morphChildren(shown.at, this.contentOf(shown));
    return shown;
  }

  /** Shows pictures whose files changed. @param addresses in the HTML */
  private renew(addresses: readonly string[]): void {
    for (const shown of this.pieces) {
      const { is, html } = shown.piece;
      const isConcerned = shown.isFilled && is !== 'table' && addresses.some((address) => html.includes(escaped(address)));
      if (isConcerned) morphChildren(shown.at, this.contentOf(shown));
    }
  }

  /** Drops those no piece shows any more; where one does again, they are sent again. */
  private forgetPictures(): void {
    for (const address of this.pictures.keys()) {
      const written = `"${escaped(address)}"`;
      if (!this.pieces.some(({ piece: { html } }) => html.includes(written))) this.pictures.delete(address);
    }
  }

  private contentOf(shown: Shown): DocumentFragment {
    const { is, html } = shown.piece;
    let content = fragmentOf(html, this.pictures);
    if (is === 'rows') {
      const rows = content.querySelectorAll('tbody > tr');
      content = document.createDocumentFragment();
      content.append(...rows);
    }
    if (is === 'table') for (const body of content.querySelectorAll('tbody')) body.remove();
    this.finish(content, shown);
    numberRows(content.children, shown);
    return content;
  }

  /** Puts all where it belongs, and counts rows. */
  private arrange(): void {
    const blocks: HTMLElement[] = [];
    let table: { readonly at: HTMLElement; readonly parts: HTMLElement[]; rows: number } | undefined;
    const close = () => {
      if (!table) return;
      inOrder(table.at, table.parts);
      table.at.setAttribute('aria-rowcount', String(table.rows));
      table = undefined;
    };
    for (const shown of this.pieces) {
      if (shown.piece.is === 'rows' && table) {
        const first = table.rows + 1;
        if (shown.firstRow !== first) {
          shown.firstRow = first;
          if (shown.isFilled) numberRows(shown.at.children, shown);
        }
        table.rows += shown.piece.count ?? 0;
        table.parts.push(shown.at);
        continue;
      }
      close();
      blocks.push(shown.at);
      const at = shown.piece.is === 'table' ? shown.at.querySelector('table') : null;
      if (!at) continue;
      const head = [...at.children].filter(({ localName }) => localName !== 'tbody') as HTMLElement[];
      table = { at, parts: head, rows: at.querySelectorAll('thead > tr').length };
    }
    close();
    inOrder(this.root, blocks);
  }
}

function numberRows(rows: Iterable<Element>, { firstRow, piece }: Shown): void {
  if (piece.is !== 'rows') return;
  let number = firstRow;
  for (const row of rows) row.setAttribute('aria-rowindex', String(number++));
}

/** Makes these the children of a parent, in this order; those that stand right are not touched. */
function inOrder(parent: Element, children: readonly Element[]): void {
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}
