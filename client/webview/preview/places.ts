/** Where in the document a line of a file is shown, and which line is shown somewhere. */

import { firstEndingBehind } from './fill.ts';
import type { Place } from './messages.ts';
import type { Sheet, Shown } from './sheet.ts';

/** An element and where it comes from. */
interface Marked extends Place {
  readonly at: HTMLElement;
}

/** The elements of a piece that say where they come from, in order. It is to be filled. */
function markedIn(shown: Shown): readonly Marked[] {
  const { uri } = shown.piece;
  return [...shown.at.querySelectorAll<HTMLElement>('[data-line]')].flatMap((at): readonly Marked[] => {
    const line = Number(at.dataset.line);
    if (at.dataset.uri !== undefined) return [{ at, uri: at.dataset.uri, line }];
    return uri === undefined || shown.line < 0 ? [] : [{ at, uri, line: shown.line + line }];
  });
}

/** Where an element comes from: by itself or the nearest one around it that says so, else by the nearest above it. */
export function placeOf(at: Element | null, sheet: Sheet): (Place & { readonly at: HTMLElement }) | undefined {
  const shown = sheet.of(at);
  if (!at || !shown) return undefined;
  const around = at.closest('[data-line]');
  for (let i = sheet.all.indexOf(shown); i >= 0; i--) {
    const marked = markedIn(sheet.all[i] ?? shown);
    const found =
      marked.find((one) => one.at === around) ??
      marked.findLast((one) => (at.compareDocumentPosition(one.at) & Node.DOCUMENT_POSITION_PRECEDING) !== 0);
    if (found) return found;
  }
  return undefined;
}

/** Has a life cycle: as long as the page. */
export class Places {
  /** Where the page scrolled by itself: no wish of a person's. */
  private put = 0;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly sheet: Sheet,
    private readonly fillNear: () => void,
  ) {}

  /** Whether the page stands where it was put, not where a person scrolled it. */
  get isPut(): boolean {
    return Math.abs(this.scroller.scrollTop - this.put) < 2;
  }

  /** Runs what changes heights; what stands at the top of the window stays there. */
  inPlace(change: () => void): void {
    const { scroller, sheet } = this;
    const wasPut = this.isPut;
    const { top } = scroller.getBoundingClientRect();
    const first = sheet.all
      .slice(firstEndingBehind(sheet.all, top + 1))
      .find(({ piece, isFilled }) => piece.is !== 'table' && isFilled);
    const anchor = scroller.scrollTop === 0 || !first ? undefined : (anchorIn(first, top) ?? first.at);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) {
      const by = anchor.getBoundingClientRect().top - before;
      if (Math.abs(by) > 0.5) scroller.scrollTop += by;
    }
    if (wasPut) this.put = scroller.scrollTop;
  }

  /** The line at the top of the window; undefined where nobody knows. */
  top(): Place | undefined {
    const { scroller, sheet } = this;
    const { top } = scroller.getBoundingClientRect();
    const first = firstEndingBehind(sheet.all, top + 1);
    let above: Marked | undefined;
    let below: Marked | undefined;
    for (let i = first; i >= 0 && !above; i--) {
      const shown = sheet.all[i];
      if (!shown?.isFilled || shown.piece.is === 'table') continue;
      above = markedIn(shown).findLast(({ at }) => at.getBoundingClientRect().top <= top + 2);
    }
    for (let i = first; i < sheet.all.length && !below; i++) {
      const shown = sheet.all[i];
      if (!shown?.isFilled) break;
      if (shown.piece.is !== 'table') below = markedIn(shown).find(({ at }) => at.getBoundingClientRect().top > top + 2);
    }
    if (!above) return below && { uri: below.uri, line: below.line };
    if (below?.uri !== above.uri || below.line <= above.line) return { uri: above.uri, line: above.line };
    const [from, to] = [above.at.getBoundingClientRect().top, below.at.getBoundingClientRect().top];
    const part = to > from ? Math.min(1, Math.max(0, (top - from) / (to - from))) : 0;
    return { uri: above.uri, line: above.line + Math.floor(part * (below.line - above.line)) };
  }

  scrollToTop(): void {
    this.scrollBy(-this.scroller.scrollTop);
    this.fillNear();
  }

  /** Scrolls so that a line is at the top of the window. */
  scrollTo(place: Place): void {
    const { scroller } = this;
    if (place.line === 0 && this.sheet.all[0]?.piece.uri === place.uri) {
      // The page's own beginning, with what stands above the document.
      this.scrollToTop();
      return;
    }
    const found = this.find(place);
    if (!found) return;
    const { at, next } = found;
    const from = at.at.getBoundingClientRect().top;
    // What is written next may be printed above, and is then no measure.
    const height = next ? Math.max(0, next.at.getBoundingClientRect().top - from) : 0;
    const part = next ? Math.min(1, (place.line - at.line) / (next.line - at.line)) : 0;
    this.scrollBy(from + part * height - scroller.getBoundingClientRect().top);
    this.fillNear();
  }

  /** The element a line is shown by: the last one that begins at it or above. Its piece is filled. */
  elementOf(place: Place): HTMLElement | undefined {
    return this.find(place)?.at.at;
  }

  /** Scrolls as little as needed for an element to be seen. */
  see(at: HTMLElement): void {
    const seen = this.scroller.getBoundingClientRect();
    const { top, bottom } = at.getBoundingClientRect();
    if (bottom > seen.top + 8 && top < seen.bottom - 8) return;
    this.scrollBy(top - seen.top - seen.height / 4);
    this.fillNear();
  }

  private scrollBy(pixels: number): void {
    this.scroller.scrollTop += pixels;
    this.put = this.scroller.scrollTop;
  }

  private find({ uri, line }: Place): { readonly at: Marked; readonly next: Marked | undefined } | undefined {
    const { sheet } = this;
    let best: Shown | undefined;
    let behind: Shown | undefined;
    for (const shown of sheet.all) {
      if (shown.piece.uri !== uri || shown.line < 0 || shown.piece.is === 'table') continue;
      if (shown.line <= line && (!best || shown.line > best.line)) best = shown;
      else if (shown.line > line && (!behind || shown.line < behind.line)) behind = shown;
    }
    if (!best) return undefined;
    for (const one of [best, behind]) if (one && !one.isFilled) this.inPlace(() => sheet.fill(one));
    const marked = [best, ...(behind ? [behind] : [])].flatMap(markedIn).filter((one) => one.uri === uri);
    const at = marked.reduce<Marked | undefined>(
      (last, one) => (one.line <= line && (!last || one.line > last.line) ? one : last),
      undefined,
    );
    if (!at) return undefined;
    const next = marked.find((one) => one.line > line);
    return { at, next };
  }
}

/** The element of a piece that stands at the top of the window. */
function anchorIn({ at }: Shown, top: number): Element | undefined {
  return [...at.children].find((child) => child.getBoundingClientRect().bottom > top);
}
