/** Where a text itself says what it calls something: （以下「本サービス」という。）, 以下、本規程と呼ぶ, 「本契約」とは. */
import type { Span } from './span.ts';

export interface Definition extends Span {
  /** The name as it is written, without quotation marks. */
  readonly name: string;
}

const SAID = '(?:と(?:いう|いいます|言う|言います|する|します|呼ぶ|呼びます|称する|称します|称す|略す|略します|記す|表記)|[)）])';
/** `以下「A」という`, `以下「A」又は「B」という`: what stands between the marks is read by QUOTED. */
const QUOTED_NAMES = new RegExp(
  `以下[、,は]?[ \\u3000]?(?:総称して|単に|併せて|まとめて)?((?:[「『“][^「」『』“”\\r\\n]{1,60}[」』”][^「」『』“”。\\r\\n]{0,6}){1,4})${SAID}`,
  'g',
);
const QUOTED = /[「『“]([^「」『』“”\r\n]{1,60})[」』”]/g;
/** `以下、本書といいます`, `（以下AWS）`; 以下の対策 and 以下に示す are no names. */
const BARE_NAMES = new RegExp(
  `以下[、,は]?[ \\u3000]?([^のにをがでと、。,「」『』“”()（）\\s][^、。「」『』“”()（）\\r\\n]{0,60}?)${SAID}`,
  'g',
);
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
  if (text.includes('以下')) {
    for (const match of text.matchAll(QUOTED_NAMES)) {
      for (const quoted of match[0].matchAll(QUOTED)) put(quoted[1] ?? '', match.index + quoted.index + 1);
    }
    for (const match of text.matchAll(BARE_NAMES)) {
      const name = match[1] ?? '';
      put(name, match.index + match[0].indexOf(name));
    }
  }
  if (text.includes('本')) {
    for (const form of [LISTED, MEANT]) {
      for (const match of text.matchAll(form)) put(match[1] ?? '', match.index + match[0].indexOf(match[1] ?? ''));
    }
  }
  return found;
}
