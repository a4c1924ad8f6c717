/** 本規程, 本ガイドライン, 本システム: names a text gives to things by pointing at them. */
import { protectedIn, touches } from './protected.ts';
import type { Span } from './span.ts';

export interface Nickname extends Span {
  /** `本システム`; in 本システム利用者 too. */
  readonly name: string;
  /** The whole word it begins: 本システム利用者. */
  readonly word: string;
  /** Whether the same text has spoken of such a thing before: 運用管理規程を定めています。本規程は…. */
  readonly antecedent: boolean;
}

/** Only documents, systems and contracts. 本作業, 本機能, 本対策 point at what was just said; 本書, 本節, 本人, 本番 need no definition. */
const HEADS =
  '規程|規則|規約|約款|ガイドライン|指針|要領|要綱|マニュアル|手順書|ポリシー|システム|サービス|製品|プロダクト|ソフトウェア|アプリケーション|アプリ|クラウド|プラットフォーム|パッケージ|契約|協定|センター';
/** 日本, 基本, 一本 are no pointing. At most a dozen characters stand before the head. */
const NAMED = new RegExp(
  `(?<![一-鿿々〆0-9０-９])本((?:[一-鿿々ァ-ヴーA-Za-z0-9・-]{0,12}?)(${HEADS}))([一-鿿々ァ-ヴー]{0,12})`,
  'g',
);
/** Where a title names such a thing; as far back as a pointing name can reach. */
const TITLED = new RegExp(`([一-鿿々ァ-ヴーA-Za-z0-9・-]{0,12})(${HEADS})(?![一-鿿々ァ-ヴー])`, 'g');
/** What the document calls itself: 本サービス仕様適合開示書. */
const SELF =
  /^(?:仕様|利用)?[^ァ-ヴー]{0,8}(?:開示書|説明書|回答書|報告書|確認表|資料|文書|シート|リスト|計画書)|^(?:チェック)?(?:シート|リスト)/;

/** The pointing names of a text, in order. @param text a prose value, or its spelling in the source */
export function nicknamesIn(text: string): readonly Nickname[] {
  if (!text.includes('本')) return [];
  const isProtected = touches(protectedIn(text));
  const found: Nickname[] = [];
  for (const match of text.matchAll(NAMED)) {
    const [, noun = '', head = '', behind = ''] = match;
    const start = match.index;
    const end = start + 1 + noun.length;
    if (SELF.test(behind) || isProtected(start, end)) continue;
    found.push({ name: `本${noun}`, word: match[0], start, end, antecedent: isNamedBefore(text, noun, head, start) });
  }
  return found;
}

/** The names that point at what a title or the name of a service speaks of: 例示予約システム → 本システム, 本予約システム …. */
export function pointersAt(title: string): readonly string[] {
  const names = new Set<string>();
  for (const [, before = '', head = ''] of title.matchAll(TITLED)) {
    for (let start = 0; start <= before.length; start++) names.add(`本${before.slice(start)}${head}`);
  }
  return [...names];
}

/** Far enough back for the paragraph before. */
const BACK = 200;

/** Whether the text before has a name that ends so: more than the bare noun. */
function isNamedBefore(text: string, noun: string, head: string, before: number): boolean {
  const passage = text.slice(Math.max(0, before - BACK), before);
  for (let at = passage.lastIndexOf(head); at > 0; at = passage.lastIndexOf(head, at - 1)) {
    const end = at + head.length;
    const start = end - noun.length;
    if (start < 1 || passage.slice(start, end) !== noun) continue;
    const previous = passage.charAt(start - 1);
    if (previous !== '本' && /[一-鿿々ァ-ヴーA-Za-z0-9）)」』・るのたな]/.test(previous)) return true;
  }
  return false;
}
