/** What stands in a text but is not its words: code, links, references. */
import type { Span } from './span.ts';

/** What opens a fence, code, a `[[reference]]`, the target of a Markdown link, an address; @ stands within one. */
const OPENER = /```|`|\[\[|\]\(|https?:\/\/|@/g;
/** No reference, link or name of a mailbox is longer. */
const LONGEST = 400;

/** The protected stretches of a text, in order, not overlapping. @param text a prose value, or its spelling in the source */
export function protectedIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(OPENER)) {
    if (match.index < end) continue;
    const span = spanAt(text, match[0], match.index, end);
    if (!span) continue;
    spans.push(span);
    end = span.end;
  }
  return spans;
}

/** @param after where the stretch before ends */
function spanAt(text: string, opener: string, start: number, after: number): Span | undefined {
  const behind = start + opener.length;
  switch (opener) {
    case '```': {
      const close = text.indexOf('```', behind);
      return { start, end: close < 0 ? text.length : close + 3 };
    }
    case '`': {
      const close = text.indexOf('`', behind);
      return close < 0 || /[\r\n]/.test(text.slice(behind, close)) ? undefined : { start, end: close + 1 };
    }
    case '[[':
    case '](': {
      const stop = opener === '[[' ? ']]' : ')';
      const within = text.slice(behind, behind + LONGEST);
      const close = within.indexOf(stop);
      return close < 1 || /[\r\n]/.test(within.slice(0, close)) ? undefined : { start, end: behind + close + stop.length };
    }
    case '@': {
      let from = start;
      let to = behind;
      while (from > after && start - from < LONGEST && /[\w.+-]/.test(text.charAt(from - 1))) from--;
      while (to < text.length && to - start < LONGEST && /[\w.-]/.test(text.charAt(to))) to++;
      return from === start || to === behind ? undefined : { start: from, end: to };
    }
    default: {
      let to = behind;
      while (to < text.length && /[!-~]/.test(text.charAt(to))) to++;
      return to === behind ? undefined : { start, end: to };
    }
  }
}

/**
 * Tells whether a stretch of the text touches one of the protected ones. Asked in rising order it takes linear time in all.
 * @param spans as {@link protectedIn} gives them
 */
export function touches(spans: readonly Span[]): (start: number, end: number) => boolean {
  let next = 0;
  return (start, end) => {
    while (next < spans.length && (spans[next]?.end ?? 0) <= start) next++;
    const span = spans[next];
    return span !== undefined && span.start < end;
  };
}
