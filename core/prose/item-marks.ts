/** The marks by which a text goes through numbered items: (1) …, (2) …. */
import { circledValue } from '../catalog/circled.ts';

/** How a mark is written: `(1)` in either width, `①`, `⑴`. A list of one's own beside the guideline's is mostly written otherwise than that. */
export type MarkForm = 'bracketed' | 'circled';

export interface ItemMark {
  readonly form: MarkForm;
  readonly number: number;
  /** Where it stands, UTF-16. */
  readonly start: number;
}

const MARK = /[（(]([0-9０-９]{1,2})[）)]|[①-⑳⑴-⒇]/g;
/** What may stand before a mark that opens an item. Anything else makes it part of a name: CL-22(3), 第3条(1), 上記(1). */
const BEFORE = /[\s\u3000。．、，;；:：・*-]/;
/** Behind it: (1)と(2)は, ①の手順 speak of items rather than open one. */
const SPOKEN_OF = /^[ \t\u3000]?(?:及び|および|又は|または|から|まで|より|と|の|に|を|は|が|も|へ|で|や|～|〜|~|-|、|,|，|・)/;

/** The marks that open an item of a text, in order: at the start of a line or behind the end of the item before. */
export function itemMarksIn(text: string): readonly ItemMark[] {
  const marks: ItemMark[] = [];
  for (const match of text.matchAll(MARK)) {
    const start = match.index;
    const before = text.charAt(start - 1);
    if (before !== '' && !BEFORE.test(before)) continue;
    const end = start + match[0].length;
    if (isSpokenOf(text.slice(end, end + 4))) continue;
    const digits = match[1];
    const circled = /^[①-⑳]$/.test(match[0]);
    marks.push({ form: circled ? 'circled' : 'bracketed', number: numberOf(digits ?? match[0]), start });
  }
  return marks;
}

/** Whether what follows a mark makes it one that is spoken of: (1)と(2)は. @param following four characters are enough */
export function isSpokenOf(following: string): boolean {
  return SPOKEN_OF.test(following);
}

/** (2)～(5), （2）から（5）: a run of items. */
const RUN =
  /[（(]?([0-9０-９]{1,2}|[①-⑳⑴-⒇])[）)]?[ \t\u3000]?(?:から|〜|～|~|-|－|–|—|乃至|ないし)[ \t\u3000]?[（(]?([0-9０-９]{1,2}|[①-⑳⑴-⒇])[）)]?/g;
/** (3)以降, (3)以下: that item and all behind it. */
const ONWARD = /(?:[（(]([0-9０-９]{1,2})[）)]|([①-⑳⑴-⒇]))[ \t\u3000]?(?:以降|以後|以下)/g;

/**
 * The numbers of all items a text speaks of, whether a mark opens an item or names one, with what (2)～(5) and (3)以降 take in.
 * @param last the highest number there is
 */
export function itemsNamedIn(text: string, last: number): ReadonlySet<number> {
  const named = new Set<number>();
  const take = (from: number, to: number) => {
    for (let number = from; number <= Math.min(to, last); number++) named.add(number);
  };
  for (const [mark, digits] of text.matchAll(MARK)) {
    const number = numberOf(digits ?? mark);
    take(number, number);
  }
  for (const [, from = '', to = ''] of text.matchAll(RUN)) take(numberOf(from), numberOf(to));
  for (const [, digits, mark] of text.matchAll(ONWARD)) take(numberOf(digits ?? mark ?? ''), last);
  return named;
}

function numberOf(written: string): number {
  return circledValue(written) ?? Number(written.normalize('NFKC'));
}
