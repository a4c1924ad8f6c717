/** Sentences wherever they stand: in running text, items and cells alike. */
import type { Span } from './span.ts';

const OPENING = '（(「『【［[';
const CLOSING = '）)」』】］]';
const ENDS = '。！？!?';

/**
 * The sentences of a text in order, without the white space around them. A sentence ends behind 。 ！ ？ or at a line end; a 。 within brackets ends none.
 * UTF-16, half-open, its own full stop included.
 */
export function everySentenceIn(text: string): readonly Span[] {
  const sentences: Span[] = [];
  let start = 0;
  let depth = 0;
  const close = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    if (from < to) sentences.push({ start: from, end: to });
    start = end;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') {
      // A bracket left open must not swallow the rest of the text.
      depth = 0;
      close(at);
    } else if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && ENDS.includes(character)) close(at + 1);
  }
  close(text.length);
  return sentences;
}

/** White space as authors type it, the full-width space included. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x3000 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}
