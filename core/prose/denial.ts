/** Words by which an answer says that what is asked is not done. */

import { combined, withoutEnding, withoutEndings, words } from './affix.ts';
import { everySentenceIn } from './every-sentence.ts';
import type { Span } from './span.ts';

/** What a sentence ends in that denies a verb in て. */
const NOT = words('ておりません ていません ていない ていないです ていない状況です ていない状態です ておらない てません てない');
/** 実施できておりません, 対応できません: what one cannot do is not done. */
const CANNOT = words('できておりません できていません できていない できていない状況です できておらない');
const ABLE = words('実施 対応 整備 導入 策定 実現 徹底 確立 準備 遵守 取得 確認 点検 検証 把握 暗号化 記録 周知');

/** Rules and duties: where there are none, the measure is not there. */
const LAID_DOWN = words(
  `定め 規定し 策定し 制定し 整備し 文書化し 明文化し 規程化し ルール化し 必須とし 必須化し 必須にし 義務とし 義務付け 義務づけ 義務化し 制度化し`,
);
const DONE = words('実施し 実行し 行っ 行なっ おこなっ 講じ 取っ とっ 取得し 施し し');
/** What a guideline asks to be done, never what it forbids. */
const DUTY = words(
  `点検 検証 監査 教育 研修 訓練 周知 見直し 棚卸 棚卸し 評価 分析 検査 診断 測定 監視 施錠 時刻同期 暗号化 多重化 冗長化 二重化 バックアップ
  報告 通知 事前承認 本人確認 定期確認 定期的な確認 レビュー モニタリング 対策 安全管理措置 措置`,
);
const KEPT = words('取得し 記録し 取っ 残し 保存し 保管し');
const RECORD = words('ログ 履歴 証跡 監査証跡 アクセス記録 作業記録 操作記録');
const HELD = words('導入し 設置し 用意し 準備し 採用し 作成し 設け 置い 備え 構築し 任命し 選任し');
/** What one may lack. */
const SAFEGUARD = words(
  `検知装置 検知システム 防止装置 防止システム 認証装置 監視装置 監視システム 監視カメラ 防犯カメラ 対策ソフト 対策ソフトウェア IDS IPS WAF EDR
  手順 手順書 規程 マニュアル 計画 計画書 台帳 責任者 担当者 窓口 無停電電源装置 UPS 仕組み 制度`,
);

/** Between what is spoken of and its verb. */
const TIE = words(
  'は を も が には については についても に関しては までは 等は 等を などは などを の実施は の実施を の取得は の取得を',
);
const ADVERB = words(
  '、 現在 現在は 現在では 現状 現状では 現時点では 現時点で まだ 未だ いまだ 特に 特段 定期的には 個別には 明確には 特別に 一切 何も',
);
/** The item itself: what a bare 実施しておりません speaks of. */
const ITEM = words(
  `弊社 弊社では 当社 当社では 本サービス 本サービスでは 当サービスでは 本システムでは 本項目 本要件 本件 当該項目 当該要件 当該対策 当該措置 該当する対策
  左記 左記の対策 左記の措置 上記 上記の対策 上記の措置 要求事項 本要求事項 これ これら`,
);
/** All that may stand before those, in any number. */
const OF_ITEM = [...combined(ITEM, ['', ...TIE, 'に']), ...ADVERB];
const BARE = words('実施し 対応し 行っ 整備し 遵守し 準拠し');
const MISSING = words('未実施 未整備 未対応 未導入 未策定 未作成 未制定 未設置');
const MISSING_ENDS = words('です である でございます となっています となっております のままです の状態です の状況です');

/** What may stand behind the last word. */
const STOPS = ['。', '．', '.', '！', '!', '」', ' ', '　'];

/** In UTF-16 units. */
const LONGEST = 400;

/** Asides, cases and exceptions: the sentence speaks of these only. */
const EXCEPTION = /^(?:なお|ただし|但し|尚|※)|場合|除[きくい]|以外|に限[りっ]|のみ|一部の|だけ|必要以上/;
/** What shall not be: its denial is what is asked. */
const FORBIDDEN =
  /不要|必要の?ない|必要がない|許可(?:し|され|を(?:得|受け))てい?ない|無許可|無断|認めていない|禁止|無線|第三者(?:提供|への)|二次利用|目的外|再委託|外部委託|(?:共有|共用)(?:の?ID|の?アカウント|は|を)|(?:持ち?出し|持ち?込み)[はをも]/;

/**
 * The sentences that deny that what is asked is done or there: 実施しておりません, 必須としておりません, 未整備です. Not a denial: what a prohibition asks
 * (共有IDを使用していません), an aside or exception (〜の場合は), a clause that goes on to say what is done (〜しておりませんが、…).
 */
export function denialsIn(text: string): readonly Span[] {
  return everySentenceIn(text).filter(({ start, end }) => denies(text.slice(start, end)));
}

function denies(sentence: string): boolean {
  // What is longer is no sentence; a row of a table may well tell what is open from what is done.
  if (sentence.length > LONGEST || sentence.startsWith('|')) return false;
  const said = withoutEndings(sentence, STOPS);
  const head = withoutEnding(said, NOT);
  const cannot = withoutEnding(said, CANNOT);
  if (head === undefined && cannot === undefined && !isMissing(said)) return false;
  if (EXCEPTION.test(said)) return false;
  if (head !== undefined && withoutEnding(head, LAID_DOWN) !== undefined) return true;
  if (FORBIDDEN.test(said)) return false;
  if (cannot !== undefined) return withoutEnding(withoutEndings(cannot, TIE), ABLE) !== undefined;
  return head === undefined || isUndone(head);
}

/** 点検は実施し, ログを取得し, 手順書を作成し, or nothing but 対応し: before て and the denial. */
function isUndone(head: string): boolean {
  const speaksOf = (verbs: readonly string[], nouns: readonly string[]) => {
    const before = withoutEnding(head, verbs);
    const object = before === undefined ? undefined : objectOf(before);
    return object !== undefined && withoutEnding(object, nouns) !== undefined;
  };
  if (speaksOf(DONE, DUTY) || speaksOf(KEPT, RECORD) || speaksOf(HELD, SAFEGUARD)) return true;
  const before = withoutEnding(head, BARE);
  return before !== undefined && withoutEndings(before, OF_ITEM) === '';
}

/** What stands before a verb, its particle and the adverbs taken off: 点検は特に → 点検. */
function objectOf(before: string): string {
  const plain = withoutEndings(before, ADVERB);
  return withoutEnding(plain, TIE) ?? plain;
}

function isMissing(said: string): boolean {
  return withoutEnding(withoutEnding(said, MISSING_ENDS) ?? said, MISSING) !== undefined;
}
