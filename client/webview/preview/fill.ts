/**
 * What is near to what a person sees has its elements; the rest of a document of some size gets them when there is time, so that the editor's search and screen
 * readers find all of it. Of a very long one they are taken away again: it has a search of its own (find.ts).
 */
import type { Sheet, Shown } from './sheet.ts';

/** Characters of HTML up to which all of a document is in the page: some two thousand rows. */
const WHOLE = 4_000_000;
/** Heights of the window that are filled above and below it, and beyond which a long document is cleared. */
const [NEAR, FAR] = [1, 6];
/** Characters filled at once when there is time. */
const AT_ONCE = 60_000;

declare const requestIdleCallback: ((run: () => void) => number) | undefined;

/** Has a life cycle: as long as the page. */
export class Filling {
  /** Pixels a character of HTML takes, rows and other pieces apart; learned from those that are filled. */
  private readonly perCharacter = { rows: 0.1, others: 0.3 };
  private width = 0;
  private isWaiting = false;
  private size = 0;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly sheet: Sheet,
    /** Runs what changes heights so that what a person looks at stays where it is. */
    private readonly inPlace: (change: () => void) => void,
  ) {
    new ResizeObserver(() => this.resized()).observe(scroller);
    scroller.addEventListener('scroll', () => this.near(), { passive: true });
  }

  /** Whether the document is too long to be in the page as a whole. */
  get isLong(): boolean {
    return this.size > WHOLE;
  }

  /** The document is another one. */
  shown(): void {
    this.size = this.sheet.all.reduce((sum, { piece }) => sum + piece.html.length, 0);
    this.inPlace(() => {
      for (const one of this.sheet.all) if (!one.isFilled && !one.at.firstChild && one.at.style.height === '') this.reserve(one);
    });
    this.near();
    this.waitForTime();
  }

  /** Fills what is near to what is seen. */
  near(): void {
    const { scroller, sheet } = this;
    const { top, height } = scroller.getBoundingClientRect();
    const [from, to] = [top - NEAR * height, top + (1 + NEAR) * height];
    // What is filled may be less high than was thought: then more comes near.
    for (let again = 0; again < 4; again++) {
      const first = firstEndingBehind(sheet.all, from);
      const empty: Shown[] = [];
      for (let i = first; i < sheet.all.length; i++) {
        const one = sheet.all[i];
        if (!one || one.at.getBoundingClientRect().top > to) break;
        if (!one.isFilled) empty.push(one);
      }
      if (empty.length === 0) break;
      this.inPlace(() => {
        for (const one of empty) sheet.fill(one);
      });
      if (this.width === 0) this.learn();
    }
    if (this.isLong) this.clearFar(top - FAR * height, top + (1 + FAR) * height);
  }

  private clearFar(from: number, to: number): void {
    const far = this.sheet.all.filter(({ isFilled, piece }) => isFilled && piece.is !== 'table');
    const gone = far.flatMap((shown) => {
      const { top, bottom, height } = shown.at.getBoundingClientRect();
      return bottom < from || top > to ? [{ shown, height }] : [];
    });
    for (const { shown, height } of gone) this.sheet.clear(shown, height);
  }

  /** What is not filled is thought to be as high as what is. */
  private learn(): void {
    this.width = this.scroller.clientWidth;
    for (const kind of ['rows', 'others'] as const) {
      const known = this.sheet.all.filter(
        ({ isFilled, piece }) => isFilled && (piece.is === 'rows') === (kind === 'rows') && piece.is !== 'table',
      );
      const characters = known.reduce((sum, { piece }) => sum + piece.html.length, 0);
      const pixels = known.reduce((sum, { at }) => sum + at.getBoundingClientRect().height, 0);
      if (characters > 0 && pixels > 0) this.perCharacter[kind] = pixels / characters;
    }
    this.inPlace(() => {
      for (const one of this.sheet.all) if (!one.isFilled) this.reserve(one);
    });
  }

  private reserve(shown: Shown): void {
    const { html, is } = shown.piece;
    this.sheet.clear(shown, Math.round(html.length * this.perCharacter[is === 'rows' ? 'rows' : 'others']));
  }

  private resized(): void {
    if (this.scroller.clientWidth === this.width || this.sheet.all.length === 0) return;
    this.learn();
    this.near();
  }

  /** Fills the rest of a document that is not too long, some at a time. */
  private waitForTime(): void {
    if (this.isWaiting || this.isLong || this.sheet.all.every(({ isFilled }) => isFilled)) return;
    this.isWaiting = true;
    const run = () => {
      this.isWaiting = false;
      if (this.isLong) return;
      this.inPlace(() => {
        let characters = 0;
        for (const one of this.sheet.all) {
          if (one.isFilled) continue;
          this.sheet.fill(one);
          characters += one.piece.html.length;
          if (characters > AT_ONCE) break;
        }
      });
      this.waitForTime();
    };
    if (typeof requestIdleCallback === 'function') requestIdleCallback(run);
    else setTimeout(run, 50);
  }
}

/** Index of the first piece that ends below a height of the window, in pixels. */
export function firstEndingBehind(all: readonly Shown[], y: number): number {
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    // A table's frame ends with its last row; its rows come behind it.
    const one = all[middle];
    const rect = one?.at.getBoundingClientRect();
    const end = one?.piece.is === 'table' ? (rect?.top ?? 0) : (rect?.bottom ?? 0);
    if (end < y) from = middle + 1;
    else to = middle;
  }
  return from;
}
