/** Addresses of the web in running text. Japanese text goes on behind one without a space. */

/** Nothing a Japanese sentence is made of; an address longer than this is none. */
const ADDRESS =
  /https?:\/\/[^\s"'<>`{}|\\^/?#\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff65…・ー][^\s"'<>`{}|\\^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff65…・ー]{0,2000}/giu;

/** `http:` and `https:` addresses in a text as half-open spans, in order. What ends the sentence or closes a bracket around an address is not of it. */
export function* addressesIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (const { index, 0: written } of text.matchAll(ADDRESS)) yield { start: index, end: index + withoutTail(written).length };
}

function withoutTail(address: string): string {
  const count = (char: string) => address.split(char).length;
  const unopened = new Map([
    [')', count(')') - count('(')],
    [']', count(']') - count('[')],
  ]);
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const left = unopened.get(last);
    if (left === undefined ? !/[.,:;!?*_]/.test(last) : left <= 0) break;
    if (left !== undefined) unopened.set(last, left - 1);
  }
  return address.slice(0, end);
}
