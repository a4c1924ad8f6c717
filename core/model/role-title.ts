/** Titles of those responsible (運用管理責任者), as a Japanese text has them. */
import type { Piece } from './answer-text.ts';

/** A title in a text, as the text spells it. */
export interface TitleUse extends Piece {
  /** Without what stands before it in the same word (当社, 各, 副). */
  readonly title: string;
  /** The whole word with the title at its end. */
  readonly word: string;
}

/** What titles end in. 管理者 names the administrator of a system as well: who reads these decides. */
const ENDING = /(?:責任者|責任役員|管理者)/g;
/** What a title is made of: kanji, katakana, Latin letters. A middle dot sets two words side by side. */
const OF_WORD = /[\p{Script=Han}々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ]/u;
/** A longer word is no title. */
const LONGEST = 30;
/** Where the words stand that say whose somebody is. */
const WHOSE = 24;

/** Words that stand before a title without being part of it. */
const BEFORE =
  /^(?:各部門|各部署|各部|各|当該|当社|弊社|自社|社内|同社|本サービス|本システム|毎月|毎年|毎日|随時|適宜|都度|事前|事後|直接|常時|別途|以下|上記|下記|副)/u;

/** Words that name no one in particular before 責任者 (部門責任者, 作業責任者): whoever it is in the case at hand. */
const ANYONE =
  /^(?:部門|部署|各部|部|課|室|店舗|拠点|現場|担当|担当部門|担当部署|所属|所属部署|所属部門|管理|業務|業務管理|作業|作業管理|作成|実施|利用|利用部門|使用|依頼|依頼元|申請|承認|上位|最終|最終管理|最高|一次|緊急|当事|記入|記載|回答|提出|連絡|窓口|受付|対応|部門長|契約|発注|受注|開発元|主管|主管部門|専任|兼任|法的|損害賠償|正|本|新|旧|現|前|次|同|両|全|元)$/u;

/** Administrators of a thing (テナント管理者), who have rights in it rather than a title. */
const OF_SYSTEMS =
  /^(?:初期|特権|一般|全体|テナント|サーバ|サーバー|データベース|ネットワーク|ドメイン|アカウント|グループ|組織|ユーザ|ユーザー|正当|許可|顧客|利用者|端末|機器|鍵|権限|クラウド|プロジェクト|最上位)$/u;

/** Titles that laws and guidelines give to somebody on the side of the medical institution, or to anyone. */
const GIVEN = /^(?:医療情報システム安全管理|医療安全|企画|防火|衛生|病院|施設|統括防火|安全運転|診療所)$/u;

/** Whoever comes right before the title with の: then it is that organisation's. */
const OTHERS =
  /(?:医療機関|病院|診療所|施設|利用者|利用機関|契約者|お客様|お客さま|顧客|委託元|委託先|再委託先|保守会社|保守事業者|他社|取引先|相手方|提供元|相手先|発注者|事業者)(?:等|様|側|様側|等側|各社)?(?:の|における|にて定めた|で定めた|が定めた|が定める|が選任した|が任命した)$/u;

/** Whether a name ends as titles do. */
export function isTitle(name: string): boolean {
  return /(?:責任者|責任役員|管理者)$/.test(name.trimEnd());
}

/** 管理者権限, 管理者画面: what follows belongs to the word. */
function isCompound(following: string): boolean {
  return /[\p{Script=Han}ァ-ヺ]/u.test(following) && !/[等及又並]/.test(following);
}

/** The titles of a text, in order. Those that name nobody in particular, or somebody of another organisation, are not among them. Linear. */
export function titlesIn(text: string): readonly TitleUse[] {
  const found: TitleUse[] = [];
  for (const match of text.matchAll(ENDING)) {
    const [ending] = match;
    const end = match.index + ending.length;
    let from = match.index;
    while (from > 0 && match.index - from < LONGEST && OF_WORD.test(text.charAt(from - 1))) from--;
    const word = text.slice(from, end);
    let stem = text.slice(from, match.index);
    for (let before = BEFORE.exec(stem); before; before = BEFORE.exec(stem)) stem = stem.slice(before[0].length);
    if (stem === '' || ANYONE.test(stem) || GIVEN.test(stem)) continue;
    if (ending === '管理者' && (OF_SYSTEMS.test(stem) || isCompound(text.charAt(end)))) continue;
    if (OTHERS.test(text.slice(Math.max(0, from - WHOSE), from))) continue;
    found.push({ start: end - ending.length - stem.length, end, title: stem + ending, word });
  }
  return found;
}
