/** A search in a document too long to be in the page as a whole, where the editor's own finds what is seen only. */
import { fragmentOf } from '../kit/safe-html.ts';
import type { Sheet, Shown } from './sheet.ts';

/** Half-width, full-width and case are the same to who searches. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Has a life cycle: as long as the page. */
export class Finding {
  /** Where words were found last: a row or a piece. */
  private last: { readonly piece: number; readonly index: number } | undefined;

  constructor(private readonly sheet: Sheet) {}

  /** The next place after the last one with these words, from the first on again; its piece is filled. */
  next(words: string, fill: (shown: Shown) => void): HTMLElement | undefined {
    const wanted = folded(words.trim());
    const { all } = this.sheet;
    const start = Math.max(
      0,
      all.findIndex(({ piece }) => piece.piece === this.last?.piece),
    );
    for (let i = 0; i <= all.length; i++) {
      const shown = all[(start + i) % all.length];
      if (!shown || shown.piece.is === 'table') continue;
      const texts = [...fragmentOf(shown.piece.html).querySelectorAll(shown.piece.is === 'rows' ? 'tr' : ':scope > *')].map(
        (one) => folded(one.textContent ?? ''),
      );
      const after = i === 0 && shown.piece.piece === this.last?.piece ? this.last.index + 1 : 0;
      const index = texts.findIndex((text, at) => at >= after && text.includes(wanted));
      if (index < 0) continue;
      this.last = { piece: shown.piece.piece, index };
      fill(shown);
      return shown.at.children[index] as HTMLElement | undefined;
    }
    return undefined;
  }
}
