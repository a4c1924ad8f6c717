/** A text in stretches, as a line scan cuts it. */
import { Block } from './block.ts';
import { newAnchors } from './convert.ts';
import type { Cut } from './lines.ts';
import { type Parsed, parseBlock } from './parse.ts';
import { quickRead } from './quick.ts';
import type { ScanState } from './scan-state.ts';
import type { Defect } from './tree.ts';

export interface Stretch {
  /** Offsets of the text that was scanned, half-open. */
  readonly start: number;
  readonly end: number;
  /** Those that begin in it, relative to it. */
  readonly defects: readonly Defect[];
}

/** The stretches of a text of `length`: up to the first cut, and from each cut to the next. None is empty. */
export function stretchesOf(length: number, cuts: readonly Cut[], defects: readonly Defect[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (let i = (cuts[0]?.at ?? length) === 0 ? 0 : -1; i < cuts.length; i++) {
    const start = cuts[i]?.at ?? 0;
    const end = cuts[i + 1]?.at ?? length;
    const first = from;
    while (from < defects.length && (defects[from] as Defect).start < end) from++;
    const own = defects.slice(first, from);
    stretches.push({
      start,
      end,
      defects: own.map((defect) => ({ ...defect, start: defect.start - start, end: Math.min(defect.end, end) - start })),
    });
  }
  return stretches;
}

/** For each stretch the state of the cut it begins at. */
export function statesOf(stretches: readonly Stretch[], cuts: readonly Cut[]): readonly (ScanState | undefined)[] {
  const shift = stretches.length - cuts.length;
  return stretches.map((_, i) => cuts[i - shift]?.state);
}

/**
 * Reads a stretch of `source`: by our own reader where that is certain, else by the parser.
 * @param shared anchors of the stretches before; absent where it is read by itself
 * @param isFirst as {@link parseBlock} asks
 */
export function readStretch(source: string, { start, end, defects }: Stretch, shared = newAnchors(), isFirst = true): Parsed {
  const text = source.slice(start, end);
  const block = new Block(text.length);
  const quick = defects.length === 0 ? quickRead(text, block) : undefined;
  if (!quick) return parseBlock(text, defects, shared, isFirst);
  const { root, comments } = quick;
  return { block, documents: [{ root, block, start: 0, marked: false }], errors: [], comments, isAnchored: false };
}
