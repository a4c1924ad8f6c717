/** Words, sentences, lines and paragraphs around an offset. Spans are absolute, half-open, UTF-16; each may be empty. */
import type { Text } from '../text/text.ts';
import type { Span } from '../yaml/tree.ts';

/** A line without its indentation and the white space at its end. */
export function lineSpan(text: Text, offset: number): Span {
  const line = text.lineAt(offset);
  const source = text.lineText(line);
  const start = text.lineStart(line);
  const words = source.trim();
  return words === ''
    ? { start, end: start }
    : { start: start + source.indexOf(words), end: start + source.indexOf(words) + words.length };
}

/** Lines longer than this are not cut into words as a whole: only so much around the offset is read. */
const REACH = 500;

/** The word of a line that an offset touches; where two meet, the one behind it. */
export function wordAt(text: Text, line: Span, offset: number): Span {
  const start = Math.max(line.start, offset - REACH);
  const source = text.slice(start, Math.min(line.end, offset + REACH));
  let before: Span | undefined;
  for (const word of wordsIn(source)) {
    const [from, to] = [start + word.start, start + word.end];
    if (from > offset) break;
    if (to > offset) return { start: from, end: to };
    if (to === offset) before = { start: from, end: to };
  }
  return before ?? { start: offset, end: offset };
}

/** Words by dictionary where the runtime has one, else by script. */
function* wordsIn(source: string): Generator<Span> {
  if (segmenter) {
    for (const { index, segment, isWordLike } of segmenter.segment(source))
      if (isWordLike) yield { start: index, end: index + segment.length };
    return;
  }
  for (const { index, 0: word } of source.matchAll(SCRIPTS)) yield { start: index, end: index + word.length };
}

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('ja', { granularity: 'word' }) : undefined;
const SCRIPTS = /\p{sc=Han}+|\p{sc=Hiragana}+|[\p{sc=Katakana}ー]+|[\p{L}\p{N}]+/gu;

/** The sentence of a line around an offset, with its full stop and the brackets that close behind it. */
export function sentenceAt(text: Text, line: Span, offset: number): Span {
  const source = text.slice(line.start, line.end);
  for (const { index, 0: sentence } of source.matchAll(SENTENCE)) {
    const lead = sentence.length - sentence.trimStart().length;
    const [start, end] = [line.start + index + lead, line.start + index + sentence.length];
    if (offset < end || (offset === end && end === line.end)) return { start: Math.min(start, offset), end };
  }
  return line;
}

const SENTENCE = /[^。｡！？]*(?:[。｡！？]+[」』）)】］\]]*|$)/gy;

/** The lines around an offset up to the next blank ones, of those a block scalar has. @param inner the text of the scalar */
export function paragraphAt(text: Text, inner: Span, offset: number): Span {
  const [top, bottom] = [text.lineAt(inner.start), text.lineAt(inner.end)];
  const isBlank = (line: number) => text.lineText(line).trim() === '';
  let [first, last] = [text.lineAt(offset), text.lineAt(offset)];
  if (isBlank(first)) return { start: offset, end: offset };
  while (first > top && !isBlank(first - 1)) first--;
  while (last < bottom && !isBlank(last + 1)) last++;
  return { start: lineSpan(text, text.lineStart(first)).start, end: Math.min(inner.end, text.lineEnd(last)) };
}
