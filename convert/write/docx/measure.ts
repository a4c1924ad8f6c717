/** How wide text is and where its lines end, near enough to tell the page it is on: full-width characters are an em, others as wide as in Arial. */
import { withoutEnd } from '../../../core/text/edges.ts';

/** U+0020 to U+007E in thousandths of an em. */
const ARIAL = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
  556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
  722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
  500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** Letters of Latin, Greek and Cyrillic beyond ASCII, half-width kana. */
const HALF = /[\u00a0-\u024f\u0370-\u052f\uff61-\uffdc]/;

/** In ems. */
function widthOf(character: string): number {
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return 0;
  return code < 0x7f ? (ARIAL[code - 0x20] as number) / 1000 : HALF.test(character) ? 0.55 : 1;
}

/** The width of a text on one line, in ems of its size. */
export function emWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** What may not begin a line, and what may not end one: 禁則処理（標準） of Word, which LibreOffice has too. */
const NOT_FIRST = /[!%),.:;?\]}¢°’”‰′″℃、。々〉》」』】〕゛゜ゝゞ・ヽヾ！％），．：；？］｝｡｣､･ﾞﾟ￠]/;
const NOT_LAST = /[$([{£¥‘“〈《「『【〔＄（［｛｢￡￥]/;
/** Held together between places where a line may end. */
const WORD = /[!-~\u00a0-\u024f\u0370-\u052f]/;

/**
 * How many lines a paragraph takes.
 * @param text `\n` ends a line
 * @param first width of the first line in ems, which a hanging mark may make longer
 * @param width of the others
 */
export function lineCount(text: string, first: number, width: number): number {
  return text.split('\n').reduce((lines, part, index) => lines + wrapped(part, index === 0 ? first : width, width), 0);
}

function wrapped(text: string, first: number, width: number): number {
  let lines = 1;
  let room = Math.max(first, 1);
  let used = 0;
  for (const piece of pieces(text)) {
    if (used > 0 && used + emWidth(withoutEnd(piece, / /)) > room + 0.001) {
      lines += 1;
      room = Math.max(width, 1);
      used = 0;
    }
    used += emWidth(piece);
    // A word longer than a line is broken anywhere.
    for (; used > room + 0.001 && piece.length > 1; used -= room) {
      lines += 1;
      room = Math.max(width, 1);
    }
  }
  return lines;
}

/** The text in the smallest pieces lines are made of. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let last = '';
  for (const character of text) {
    const holds =
      last !== '' &&
      (NOT_FIRST.test(character) ||
        NOT_LAST.test(last) ||
        character === ' ' ||
        (WORD.test(last) && WORD.test(character) && last !== '-'));
    if (holds) found[found.length - 1] += character;
    else found.push(character);
    last = character;
  }
  return found;
}
