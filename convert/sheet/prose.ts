/** The build of an item's text: paragraphs, items, words a fresh text does not begin with. */

/** Words that continue what was said before. */
const CONTINUING =
  /^(?:その際|その場合|この場合|この際|なお|また|ただし|但し|特に|さらに|更に|加えて|あわせて|併せて|例えば|たとえば|具体的には|すなわち|これにより|上記|前記|前項|及び|並びに|若しくは|又は|もしくは)/;

const ITEM = /^(?:[(（][0-9０-９]{1,3}[)）]|[①-⑳㉑-㉟㊱-㊿⑴-⒇])/;

/** Whether a text begins with a numbered item: `(1)…`. */
export function beginsWithItem(text: string): boolean {
  return ITEM.test(text);
}

/** Whether a text begins with a word that needs something before it. */
export function beginsContinuing(text: string): boolean {
  return CONTINUING.test(text);
}

/**
 * Where the paragraphs of a text begin, the first at 0. In a text copied out of a PDF a blank stands for a line end: one behind the end of a sentence or a
 * bracket begins a paragraph, and so does one before an item.
 */
export function paragraphStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/[ \u3000\n]/g)) {
    const at = match.index + 1;
    const before = text[match.index - 1] ?? '';
    if (!/[^\s]/.test(text[at] ?? '')) continue;
    const isEnd = match[0] === '\n' || /[。．」』]/.test(before) || (/[)）]/.test(before) && /[^ -~]/.test(text[at] ?? ''));
    if (isEnd || beginsWithItem(text.slice(at, at + 6))) starts.push(at);
  }
  return starts;
}

/** Paragraphs behind the first that begin something of their own: neither an item nor a word that continues. As offsets. */
export function freshParagraphs(text: string): readonly number[] {
  return paragraphStarts(text)
    .slice(1)
    .filter((start) => {
      const head = text.slice(start, start + 20);
      return !beginsWithItem(head) && !beginsContinuing(head) && !/^[・•●■◆○※\-－]/.test(head);
    });
}

/** A text as it is written down: every paragraph and item on a line of its own. */
export function inLines(text: string): string {
  const starts = paragraphStarts(text);
  return starts
    .map((start, i) => text.slice(start, starts[i + 1]).trim())
    .filter(Boolean)
    .join('\n');
}

/** What is said before the first item. */
export function leadOf(text: string): string {
  const first = paragraphStarts(text).find((start) => beginsWithItem(text.slice(start, start + 6)));
  return first === undefined ? text : text.slice(0, first);
}

/** A text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The first words of a text on one line, for a message; `length` in UTF-16 units. */
export function beginning(text: string, length = 24): string {
  const line = oneLine(text);
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

/** Letters, digits and punctuation in one width, white space left out: texts are compared so. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
