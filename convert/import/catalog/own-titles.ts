/** Titles for items that have none: the first phrase of what they ask. */
import { oneLine } from '../../sheet/prose.ts';

/** In UTF-16 units; what fits a line of a list. */
const LONGEST = 40;

/** What a third of the texts or more begin with (`当院は、`): it tells none of them apart. '' where there is no such thing. */
export function commonSubject(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const subject = /^[^、。\n]{1,30}は、/.exec(text)?.[0];
    if (subject !== undefined) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] >= Math.max(3, texts.length / 3) ? most[0] : '';
}

/** The first phrase of a text, its common subject left out. Never empty for a text that is not. */
export function titleOf(text: string, subject: string): string {
  const own = subject !== '' && text.startsWith(subject) && text.length > subject.length ? text.slice(subject.length) : text;
  const sentence = oneLine(/^[^。\n]+/.exec(own.trim())?.[0] ?? own);
  if (sentence.length <= LONGEST) return sentence;
  const comma = sentence.lastIndexOf('、', LONGEST);
  return comma > 10 ? sentence.slice(0, comma) : `${[...sentence].slice(0, LONGEST - 1).join('')}…`;
}
