/** Where a text itself says what it calls something: （以下「本サービス」という。）, 以下、本規程と呼ぶ, 「本契約」とは. */
import type { Span } from './span.ts';

export interface Definition extends Span {
  /** The name as it is written, without quotation marks. */
  readonly name: string;
}

const SAID = '(?:と(?:いう|いいます|言う|言います|する|します|呼ぶ|呼びます|称する|称します|称す|略す|略します|記す|表記)|[)）])';
const HEAD = /以下[、,は]?[ \u3000]?/g;
/** No definition reaches further behind its 以下: UTF-16 units. */
const REACH = 320;
/** `以下「A」という`, `以下「A」又は「B」という`: what stands between the marks is read by QUOTED. */
const QUOTED_NAMES = new RegExp(
  `^(?:総称して|単に|併せて|まとめて)?((?:[「『“][^「」『』“”\\r\\n]{1,60}[」』”][^「」『』“”。\\r\\n]{0,6}){1,4})${SAID}`,
);
const QUOTED = /[「『“]([^「」『』“”\r\n]{1,60})[」』”]/g;
/** `以下、本書といいます`, `（以下AWS）`; 以下の対策 and 以下に示す are no names. */
const BARE_NAME = new RegExp(`^([^のにをがでと、。,「」『』“”()（）\\s][^、。「」『』“”()（）\\r\\n]{0,60}?)${SAID}`);
/** `「本契約」とは`, `本契約：…`, `| 本契約 | … |` at the start of a line: a list or table of terms. */
const LISTED =
  /^[ \t\u3000|・\-*●■○①-⑳]{0,6}[「『【（(]?(本[^\s|：:「」『』【】（）()、。]{2,24})[」』】）)]?[ \t\u3000]{0,4}(?:\||：|:|とは|\t)/gm;
const MEANT = /[「『](本[^「」『』\r\n]{2,24})[」』]とは/g;

/** The definitions of a text, in no certain order. */
export function definitionsIn(text: string): readonly Definition[] {
  const found: Definition[] = [];
  const put = (name: string, start: number) => {
    const trimmed = name.trim();
    if (trimmed !== '') found.push({ name: trimmed, start, end: start + name.length });
  };
  for (const head of text.matchAll(HEAD)) {
    const from = head.index + head[0].length;
    const behind = text.slice(from, from + REACH);
    const quoted = QUOTED_NAMES.exec(behind);
    for (const one of quoted?.[0].matchAll(QUOTED) ?? []) put(one[1] ?? '', from + one.index + 1);
    const bare = BARE_NAME.exec(behind)?.[1];
    if (bare !== undefined) put(bare, from);
  }
  if (text.includes('本')) {
    for (const form of [LISTED, MEANT]) {
      for (const match of text.matchAll(form)) put(match[1] ?? '', match.index + match[0].indexOf(match[1] ?? ''));
    }
  }
  return found;
}
