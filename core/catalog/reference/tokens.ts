/** The words and marks references are made of. All patterns are sticky, and are matched against {@link flat} text. */
import { circled } from '../circled.ts';

/** Words that say which guideline a number is of. The longest that fits counts. */
export const GUIDELINES: readonly (readonly [guideline: string, words: RegExp])[] = [
  ['mic-meti', /(?:総務省[・,、]?(?:経済産業省|経産省)|統合)(?:の)?(?:ガイドライン|GL)?|2省(?:ガイドライン|GL)|表(?=4-1)/y],
  ['MIC', /総務省(?:の)?(?:クラウド)?(?:ガイドライン|GL)?(?:での対応項目)?|クラウド(?:ガイドライン|GL)/y],
  ['METI', /(?:経済産業省|経産省)(?:の)?(?:ガイドライン|GL)?(?:第2版|告示)?(?:での対応項目)?|告示(?:第?228号)?/y],
  ['mhlw', /(?:厚生労働省|厚労省)(?:の)?(?:安全管理)?(?:ガイドライン|GL)?(?:第?[5-7]\.[0-9]版)?|MHLW(?![-0-9])/y],
  ['RS', /別紙2|別紙二|リスクシナリオ|シナリオ/y],
  ['OQ', /オンライン資格確認(?:等システム)?(?:の)?(?:対策|セキュリティ対策例)?/y],
  ['CL', /(?:確認|チェック)(?:シート|項目)(?:の)?/y],
  ['mds-sds', /(?:MDS\/SDS|MDS|SDS)(?:説明書|開示書)?/y],
];

/** Volumes of the MHLW guideline: part of the number there. */
export const VOLUME = /(概説編|経営管理編|企画管理編|システム運用編|保守委託機関編)/y;
/** Said around numbers, without meaning of its own. */
export const FILLER = /本文|項番|項目|番号|第|項|(?:No|NO|no)\.?|より|参照|条|:/y;
export const SEPARATOR = /[\s,、;・/|]|及び|および|並びに|ならびに|又は|または|と/y;
export const SECTION = /[0-9]{1,3}(?![0-9])(?:\.[0-9]{1,3}(?![0-9]))*(?:\.(?=[^0-9]|$))?/y;
/** A letter and two digits, as the measures of the online eligibility verification are numbered. */
export const LETTERED = /[A-Z][0-9]{1,3}(?![0-9A-Za-z])/y;
export const PAREN = /\(([0-9]{1,3})\)/y;
export const DOTTED_PAREN = /\(([0-9]{1,3})\)\.(?=[^0-9\s])/y;
export const KANA = /\(([ァ-ヶ])\)/y;
export const LATIN = /\(([a-zA-Z])\)/y;
export const CIRCLED = /[①-⑳㉑-㉟㊱-㊿]/y;
export const BULLET = /-([0-9]{1,3})(?![0-9])/y;
export const HEADING = /([0-9]{1,2})(\.(?![0-9]))?\s?(?![0-9.(])/y;
/** 推, before its number. */
export const RECOMMENDED = /推\s{0,2}(?=\()/y;
export const RANGE = /\s*[~〜-]\s*(?=[(①-⑳㉑-㉟㊱-㊿])/y;

/** Width and kinds of dash and bracket made one, unit by unit, so that offsets stay those of the text. */
export function flat(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const code = text.charCodeAt(i);
    if (code >= 0x2474 && code <= 0x2487) result += circled(code - 0x2474 + 1);
    else if (/[①-⑳㉑-㉟㊱-㊿\ud800-\udfff]/.test(char)) result += char;
    else if (/[‐-―−ー]/.test(char)) result += char === 'ー' ? char : '-';
    else if (/[〔【［「『]/.test(char)) result += '[';
    else if (/[〕】］」』]/.test(char)) result += ']';
    else {
      const plain = char.normalize('NFKC');
      result += plain.length === 1 ? plain : char;
    }
  }
  return result;
}
