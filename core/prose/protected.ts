/** What stands in a text but is not its words: code, links, references. */
import type { Span } from './span.ts';

/** Code, `[[references]]`, addresses, the target of a Markdown link, footnote marks; each form begins with a character of its own. */
const FORMS =
  /```|`[^`\r\n]*`|\[\[[^[\]\r\n]{1,120}\]\]|\]\([^()\r\n]{1,400}\)|https?:\/\/[!-~]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200}/g;

/** The protected stretches of a text, in order, not overlapping. @param text a prose value, or its spelling in the source */
export function protectedIn(text: string): readonly Span[] {
  // Most texts have none of them.
  if (!/[`@]|\[\[|\]\(|:\/\//.test(text)) return [];
  const spans: Span[] = [];
  for (let match = after(text, 0); match; match = after(text, spans.at(-1)?.end ?? 0)) {
    const start = match.index;
    if (match[0] !== '```') {
      spans.push({ start, end: start + match[0].length });
      continue;
    }
    const close = text.indexOf('```', start + 3);
    spans.push({ start, end: close < 0 ? text.length : close + 3 });
  }
  return spans;
}

function after(text: string, from: number): RegExpExecArray | null {
  FORMS.lastIndex = from;
  return FORMS.exec(text);
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
