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
  if (text !== last.text) last = { text, sentences: cut(text) };
  return last.sentences;
}

/** Rules ask for the same text one after the other. */
let last: { readonly text: string; readonly sentences: readonly Span[] } = { text: '', sentences: [] };

function cut(text: string): readonly Span[] {
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
    if (isLetter(text.charCodeAt(at))) continue;
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

/** Kana and kanji, most of any text: none of them is a bracket or an end. */
function isLetter(code: number): boolean {
  return code >= 0x3040 && code < 0xff00;
}

/** White space as authors type it, the full-width space included. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x3000 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}
