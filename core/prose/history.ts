/** Whether a text speaks of an edition as of the past, of a change or of what is to come: nothing it claims to follow now. */
import type { Span } from './span.ts';

const BEHIND =
  /^[」』）)】\s]{0,3}(?:の?(?:公表|公布|発行|発出|制定|策定|施行|廃止|改定|改訂)|から|より|まで|へ|以前|以降|以来|当時|時点|時代|相当|との(?:差|違い|比較|対応)|を?(?:踏まえ|ふまえ|廃止|改定|改訂|置き換え)|に(?:代わ|かわ|置き換)|が(?:公表|発行|改定|改訂|廃止)|は(?:廃止|失効))/;
/** In the same sentence, not far before. */
const BEFORE = /旧|従来|以前|過去|当初|かつて|前版|改[定訂]前|移行前|廃止された|失効した/;
const REACH_BACK = 40;

/** @param mention where the edition is named in the text */
export function isOfThePast(text: string, { start, end }: Span): boolean {
  return (
    BEHIND.test(text.slice(end, end + 16)) ||
    BEFORE.test(text.slice(Math.max(sentenceAround(text, { start, end }).start, start - REACH_BACK), start))
  );
}

/** The sentence around a stretch of a text, at most some hundred letters to each side. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from > 0 && start - from < REACH && !isEdge(text.charAt(from - 1))) from--;
  while (to < text.length && to - end < REACH && !isEdge(text.charAt(to))) to++;
  return { start: from, end: to };
}

const REACH = 300;

function isEdge(char: string): boolean {
  return char === '。' || char === '\n' || char === '\r';
}
