/** What is put off to somewhere else (別途定める) without saying where. */

import { everySentenceIn } from './every-sentence.ts';
import type { Span } from './span.ts';

/** 別途定める, 別途、医療機関等と協議する, 別に定める; 業務別に定める puts nothing off. */
const PUT_OFF =
  /(?:別途|(?<![一-龯々ァ-ヶー])別に)[、,]?(?:[^。、,\r\n「」『』]{1,15}と(?:の間で)?[、,]?)?ご?(?:定め|定義|規定|取り?決め|協議|合意|決定|調整|検討|相談)(?:る|た|ます|している|しています|します|する|いたします)?/g;
/** A name in quotes, a link, a clause, an address. */
const POINTER =
  /\[\[|\]\(|[「『][^「」『』\r\n]{2}|https?:\/\/|[0-9０-９一二三四五六七八九十][ \u3000]?[章節条項]|(?:別紙|別添|別表|添付|付録)[0-9０-９①-⑳]?/;
/** What a rule may be laid down in: 契約書で, SLAにおいて, 規程により. 規程については is what is put off, マニュアル等の doubtful. */
const DOCUMENT =
  /(?:契約書?|約款|SLA|ＳＬＡ|合意書|規程|規約|規定|規則|内規|細則|要領|覚書|仕様書|手順書|計画書|説明書|開示書|基準書|マニュアル|ガイドライン|方針|ポリシー)(?:等|など)?(?:で(?!は|も)|において|にて|により|によって|によります|に(?:基づ|もとづ|従|則|沿|定め|規定|記載|明記|示|別途)|をもって|のとおり|の通り|を(?:締結|交わ|取り交わ|定め|作成|策定))/;
/** 別途定める運用管理規程, 別途定める料金表: the document stands behind. */
const NAMED_BEHIND =
  /^[ぁ-ん]{0,8}[^。、,ぁ-ん\r\n]{0,20}(?:契約|約款|SLA|ＳＬＡ|規程|規約|規則|内規|細則|要領|方針|マニュアル|ポリシー|様式|[^ぁ-ん]書(?!面)|[^ぁ-ん]表(?!示))/;
/** 別途定める場合を除き, 別途定めのない限り: an exception, nothing is put off. */
const EXCEPTION_BEHIND = /^(?:る|た|のある|がある|のない|がない)?(?:場合|とき|限り)/;

/** Of a sentence; what is longer is a list without full stops, and a place in it is no place of what is put off. */
const LONGEST = 400;

/**
 * Places of 別途定める, 別途協議 and the like whose sentence says nowhere where: no link, quoted name, clause, nor document it is laid down in.
 */
export function deferralsIn(text: string): readonly Span[] {
  if (!text.includes('別途') && !text.includes('別に')) return [];
  return everySentenceIn(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, Math.min(end, start + LONGEST));
    if (POINTER.test(sentence) || DOCUMENT.test(sentence)) return [];
    return [...sentence.matchAll(PUT_OFF)]
      .filter((match) => {
        const behind = sentence.slice(match.index + match[0].length);
        return !NAMED_BEHIND.test(behind) && !EXCEPTION_BEHIND.test(behind);
      })
      .map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
  });
}
