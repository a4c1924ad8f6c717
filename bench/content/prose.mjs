/** Answers as companies write them: polite style, whole sentences, one to a line. The words are ours and mean nothing in particular. */

/** @typedef {import('./random.mjs').Random} Random */

const ACTORS = [
  '当社',
  '運用管理責任者',
  'システム運用部',
  '情報システム室',
  '品質保証課',
  '保守担当者',
  '開発責任者',
  'サポート窓口',
  '内部監査室',
  '設備管理会社',
  '人事総務部',
  '個人情報管理者',
  '夜間当直者',
];
const OBJECTS = [
  '診療録の写し',
  '検査結果の送受信記録',
  'サーバー室の鍵',
  '管理用アカウント',
  '画像データの控え',
  '保守用の通信回線',
  '認証用のトークン',
  '仮想基盤の設定',
  '操作履歴',
  '予備の記憶装置',
  '障害の連絡網',
  '従業者の誓約書',
  '更新プログラムの適用状況',
  '通信の許可一覧',
  '保管庫の入退室簿',
  '廃棄予定の機器',
  '利用者の登録情報',
];
const DEEDS = [
  'を毎月第一営業日に棚卸しし、相違があれば当日中に是正しています。',
  'を二人で確かめ、結果を点検簿に残しています。',
  'に触れられる者を職務ごとに定め、半年ごとに見直しています。',
  'を国内の二か所に分けて保管し、どちらか一方だけでも業務を続けられるようにしています。',
  'の変更を申請書で受け付け、承認を得たものだけを反映しています。',
  'を暗号化したうえで転送し、受け取りの確認を記録しています。',
  'を監視装置で見張り、異常を検知すると十分以内に担当者へ知らせています。',
  'を四半期に一度、実際に戻してみて手順どおりに進むことを確かめています。',
  'の取り扱いを手順書に定め、着任時と毎年四月に教育しています。',
  'を契約終了後三十日以内に消去し、証明書を発行しています。',
  'を施錠した棚で管理し、持ち出しと返却の時刻を書き留めています。',
  'を第三者の診断にかけ、重大な指摘には七日以内に対応しています。',
  'について医療機関と取り決めた範囲を仕様書に示しています。',
];
const OPENINGS = ['', '', '', 'あわせて、', '加えて、', 'このほか、', 'さらに、'];

/**
 * An answer: 100 to 400 characters and the sentence it ends in.
 * @param {Random} random
 * @returns {string[]} its sentences, each a line
 */
export function answerLines(random) {
  const wanted = random.integer(100, 380);
  /** @type {string[]} */
  const lines = [];
  for (let length = 0; length < wanted; ) {
    const opening = lines.length === 0 ? '' : random.pick(OPENINGS);
    const line = `${opening}${random.pick(ACTORS)}は、${random.pick(OBJECTS)}${random.pick(DEEDS)}`;
    lines.push(line);
    length += line.length;
  }
  return lines;
}

/**
 * The title of a control, told apart by its number.
 * @param {Random} random
 * @param {number} number
 */
export function controlTitle(random, number) {
  return `${random.pick(OBJECTS)}の管理（その${number}）`;
}

/**
 * The title of a document that backs answers.
 * @param {Random} random
 */
export function documentTitle(random) {
  return `${random.pick(OBJECTS)}に関する${random.pick(['規程', '手順書', '点検記録', '報告書', '契約書'])}`;
}

/** Single characters as an author types them. */
export const KEYS = [...'かんりをしてのにはがで記録確認点検責任者、'];
