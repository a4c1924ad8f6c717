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

/** The sentence of a line around an offset, with its full stop. What is quoted or in brackets does not end it. */
export function sentenceAt(text: Text, line: Span, offset: number): Span {
  const source = text.slice(line.start, line.end);
  const lasts = new Map(Object.values(BRACKETS).map((closing) => [closing, source.lastIndexOf(closing)]));
  let start = 0;
  for (let at = 0; at < source.length; at++) {
    const closing = BRACKETS[source.charAt(at)];
    // Brackets that never close hold nothing together.
    if (closing !== undefined && (lasts.get(closing) ?? 0) > at) at = source.indexOf(closing, at);
    const isEnd = at === source.length - 1 || (STOPS.includes(source.charAt(at)) && !STOPS.includes(source.charAt(at + 1)));
    if (!isEnd) continue;
    const end = line.start + at + 1;
    if (offset < end || end === line.end) return { start: line.start + start, end };
    start = at + 1;
    while (/\s/.test(source.charAt(start)) && line.start + start < offset) start++;
  }
  return line;
}

const STOPS = '。｡！？';
const BRACKETS: Readonly<Record<string, string>> = { '「': '」', '『': '』', '（': '）', '(': ')', '【': '】', '［': '］' };

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
