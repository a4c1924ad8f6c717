/** The running sentences of a text: without headings, items, tables, quoted lines and code. */
import type { Span } from './span.ts';

/** A sentence with its full stop; in a paragraph it may go over line ends. */
export interface Sentence extends Span {
  /** Its words: without the full stop and without what stands in brackets behind them. */
  readonly words: string;
  /** Whether a full stop ends it. */
  readonly closed: boolean;
}

/** What opens an item, a heading, a table row, a quoted line or a note. */
const OPENER =
  /^[ \t\u3000]*(?:[-*+#|>]|\d{1,3}[.)．）、]|[０-９]{1,3}[.)．）、]|[(（][0-9０-９A-Za-zア-ンあ-んivxⅰ-ⅹ]{1,3}[)）]|[①-⓿⑴-⒇❶-➓Ⅰ-ⅻ㈠-㉃]|第[0-9０-９一二三四五六七八九十百]{1,4}[条章節項]|[ア-ンa-zA-Z][.)．）、\u3000]|[・･•●○◯◎■□◆◇▼▽▲△★☆※†→⇒✓☑【〔])/;
const FENCE = /^[ \t]*```/;
/** Lines below an item that are set in belong to it. */
const SET_IN = /^(?:[ \t]{2,}|\t|\u3000{2,})/;

/** The running sentences of a text, in order. */
export function* sentencesIn(text: string): Generator<Sentence> {
  for (const paragraph of paragraphsIn(text)) yield* within(text, paragraph);
}

/** Running paragraphs: successive lines that are nothing else. An indented line (字下げ) begins one. */
function* paragraphsIn(text: string): Generator<Span> {
  let open: { start: number; end: number } | undefined;
  let fenced = false;
  let item = false;
  for (let start = 0; start < text.length; ) {
    const broken = text.indexOf('\n', start);
    const end = broken < 0 ? text.length : broken;
    const line = text.slice(start, end);
    const blank = line.trim() === '';
    const fence = FENCE.test(line);
    const opener = OPENER.test(line) || line.includes('\t');
    const running = !fenced && !fence && !blank && !opener && !(item && SET_IN.test(line));
    if (open && (!running || line.startsWith('\u3000'))) {
      yield open;
      open = undefined;
    }
    if (running) open = { start: open?.start ?? start, end };
    if (fence) fenced = !fenced;
    if (!blank) item = opener || (item && SET_IN.test(line));
    start = end + 1;
  }
  if (open) yield open;
}

const OPENING = '「『（(【［[〔〈《“';
const CLOSING = '」』）)】］]〕〉》”';

/** Cut at full stops that stand outside brackets and quotation marks. Brackets that never close hold nothing together. */
function* within(text: string, paragraph: Span): Generator<Sentence> {
  let start = paragraph.start;
  let depth = 0;
  /** Where the outermost bracket opened, and what the sentence had before it. */
  let opened = start;
  let words = '';
  let from = start;
  for (let at = start; at < paragraph.end; at++) {
    const code = text.charCodeAt(at);
    // Kana and kanji, most of any text: none of them is a bracket or a full stop.
    if (code >= 0x3040 && code < 0xff00) continue;
    const char = text.charAt(at);
    if (OPENING.includes(char)) {
      if (depth++ === 0) opened = at;
    } else if (CLOSING.includes(char) && depth > 0) {
      // What is quoted is somebody else's; what is in round brackets is said by the way.
      if (--depth === 0) {
        words += text.slice(from, opened);
        if (!'）)］]〕'.includes(char)) words += text.slice(opened, at + 1);
        from = at + 1;
      }
    } else if (depth === 0 && isStop(text, at)) {
      yield { start: first(text, start), end: at + 1, words: (words + text.slice(from, at)).trim(), closed: true };
      start = from = at + 1;
      words = '';
    }
  }
  const rest = (words + text.slice(from, depth > 0 ? opened : paragraph.end)).trim();
  if (rest !== '' && depth === 0)
    yield { start: first(text, start), end: lastOf(text, start, paragraph.end), words: rest, closed: false };
}

/** ． ends a sentence for those who write ，． throughout, but not in 第５．１版. */
function isStop(text: string, at: number): boolean {
  const char = text.charAt(at);
  return (
    '。｡！？'.includes(char) || (char === '．' && /^[ぁ-ん]．(?![0-9０-９A-Za-zＡ-Ｚａ-ｚ])/.test(text.slice(at - 1, at + 2)))
  );
}

function first(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charAt(at).trim() === '') at++;
  return at;
}

function lastOf(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charAt(at - 1).trim() === '') at--;
  return at;
}
