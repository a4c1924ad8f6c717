/** The text as the parser shall see it: every {@link Defect} read as what was meant, and the way back from its offsets to the author's. */
import type { Defect, Span } from './tree.ts';

export interface Mended {
  readonly text: string;
  /** The author's offset for one of `text`. A place inside mended text is the start of what it stands for, its end the end. */
  back(offset: number): number;
}

/**
 * @param text the author's
 * @param defects ascending, none inside another; offsets of `text`
 */
export function mend(text: string, defects: readonly (Span & Pick<Defect, 'mended'>)[]): Mended {
  if (defects.length === 0) return { text, back: (offset) => offset };
  let result = '';
  let from = 0;
  const ends: { readonly mendedStart: number; readonly mendedEnd: number; readonly start: number; readonly end: number }[] = [];
  for (const { start, end, mended } of defects) {
    if (start < from) continue;
    result += text.slice(from, start);
    const mendedStart = result.length;
    result += mended;
    ends.push({ mendedStart, mendedEnd: result.length, start, end });
    from = end;
  }
  result += text.slice(from);
  const back = (offset: number): number => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle]?.mendedStart ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const edit = ends[low - 1];
    if (!edit) return offset;
    if (offset >= edit.mendedEnd) return edit.end + (offset - edit.mendedEnd);
    // Inside: as far as both run alike, else its start.
    return offset === edit.mendedStart ? edit.start : Math.min(edit.start + (offset - edit.mendedStart), edit.end);
  };
  return { text: result, back };
}
