/**
 * How high rows must be. Excel fits a row without a height to its wrapped texts when it opens a file, LibreOffice (7.4) does not; neither fits one to merged cells,
 * and no row of Excel is higher than 409 points. So heights are estimated: rather a blank line than a line that cannot be read.
 */
import { displayWidth } from './head.ts';

/** The highest row of Excel is 409.5 points high. */
const HIGHEST = 400;
/** Of a line of 10 points in 游ゴシック, which is generous with its leading. */
const LINE = 17;
/** Above and below the text. */
const MARGIN = 4;

/** Points a text takes. @param width of its cell in half-width characters @param size of its letters in points */
export function heightOf(text: string, width: number, size = 10): number {
  // Lines break before what must not begin one, and words stay whole: not every line is full.
  const fits = Math.max(2, Math.floor((width * 10) / size) - 2);
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / fits)), 0);
  return (lines * LINE * size) / 10 + MARGIN;
}

/** How many rows something of a height must be spread over. */
export function rowsFor(height: number): number {
  return Math.ceil(height / HIGHEST);
}
