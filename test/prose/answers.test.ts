/** What is read out of the wording of answers: denials, what is put off, stock phrases. Each table has near misses beside its hits. */
import { describe, expect, test } from 'vitest';
import { deferralsIn } from '../../core/prose/deferral.ts';
import { denialsIn } from '../../core/prose/denial.ts';
import { everySentenceIn } from '../../core/prose/every-sentence.ts';
import { isMereWord, isStockPhrase, repeats } from '../../core/prose/thin.ts';

const cut = (text: string, pieces: readonly { readonly start: number; readonly end: number }[]) =>
  pieces.map(({ start, end }) => text.slice(start, end));

test.each([
  ['一つです。二つです。', ['一つです。', '二つです。']],
  [' 　字下げの文 \n次の行\r\n\r\n', ['字下げの文', '次の行']],
  ['「これは。引用です。」と書きます。終わり', ['「これは。引用です。」と書きます。', '終わり']],
  ['閉じない（括弧。\n次の文。その次。', ['閉じない（括弧。', '次の文。', 'その次。']],
  ['', []],
])('sentences of %j', (text, expected) => {
  expect(cut(text, everySentenceIn(text))).toEqual(expected);
});

describe('denials', () => {
  test.each([
    '実施しておりません。',
    '現在は実施していません',
    '本項目には対応しておりません。',
    '弊社では、まだ対応していません。',
    '職員証の携帯を必須としておりません。',
    '保存期間は特に定めておりません。',
    '復旧手順書は整備していない。',
    '監査は実施しておりません。',
    '年1回の訓練を行っていません。',
    'ログの定期的な点検は行っておりません。',
    'アクセスログを取得していません。',
    'サーバーのデータは暗号化しておりません。',
    '侵入検知システムは導入していません。',
    '入退室管理の責任者を任命していない状況です。',
    '棚卸しは実施できておりません。',
    '規程は未整備です。',
    '手順書：未作成',
  ])('in %j', (text) => {
    expect(denialsIn(text)).toHaveLength(1);
  });

  test.each([
    // What a prohibition asks.
    '共有IDを使用していません。',
    '平文で保存しておりません。',
    '利用を許可していません。',
    '無線LANは利用しておりません。',
    '再委託は行っておりません。',
    '個人情報を取得していません。',
    '不要なソフトウェアは導入しておりません。',
    '端末には保存していません。',
    '第三者への提供は実施していません。',
    'ラベルは掲示していません。',
    '旧式の暗号には対応しておりません。',
    'データの中身を確認していません。',
    // A clause before what is done instead, an exception, an aside.
    '必須としておりませんが、入館証を首から提げています。',
    '手順書は作成しておらず、監視システムが自動で通知します。',
    '緊急の場合は事前承認を実施していません。',
    '検証環境を除き、暗号化していません。',
    'なお、夜間の監視は行っておりません。',
    // Attributes.
    '未実施の作業を毎週点検しています。',
    '暗号化していない通信を遮断しています。',
    '教育を実施していない職員には権限を与えません。',
    '| 教育 | 未実施 |',
    '',
  ])('not in %j', (text) => {
    expect(denialsIn(text)).toEqual([]);
  });

  test('the place is the sentence', () => {
    const text = '入退館を記録しています。\n監査は実施していません。\n毎年見直します。';
    expect(cut(text, denialsIn(text))).toEqual(['監査は実施していません。']);
  });
});

describe('what is put off', () => {
  test.each([
    ['機器の貸与が必要なときは、別途定めるものとします。', '別途定める'],
    ['費用は別途協議いたします。', '別途協議いたします'],
    ['返却の形式は別途、お客様と協議のうえ決めます。', '別途、お客様と協議'],
    ['マニュアル等の提供に関しては、別途定めます。', '別途定めます'],
    ['保守契約については別途ご相談とします。', '別途ご相談'],
    ['手順は別に定める。', '別に定める'],
    ['別途定める手順に従います。', '別途定める'],
  ])('%j', (text, words) => {
    expect(cut(text, deferralsIn(text))).toEqual([words]);
  });

  test.each([
    '利用契約書で別途定めます。',
    '別途、サービスレベル合意書に定めます。',
    '費用は別途SLAにおいて定めます。',
    '別途定める運用管理規程に従います。',
    '別途締結する覚書により合意します。',
    '詳細は「障害対応手順」に別途定めています。',
    '詳細は別途定めます（[[org.incident]]）。',
    '約款第3条のとおり別途協議します。',
    '別途定める様式（別紙2）で申請します。',
    '在室できる時間は業務別に定めています。',
    '個別に定めています。',
    '当社が別途定める場合を除いて、効力を生じます。',
    '別途定めのない限り、東京地方裁判所とします。',
    '別途定める料金表の額とします。',
    '詳細は別途定める[規約](https://example.jp/terms)によります。',
    '別途費用がかかります。',
    '試験には別途用意した環境を使います。',
    '',
  ])('not in %j', (text) => {
    expect(deferralsIn(text)).toEqual([]);
  });
});

describe('stock phrases', () => {
  test.each([
    '適切に管理しています。',
    '弊社では、適切に対応しております。',
    '対応しています',
    '適切な管理を行っています。',
    '情報セキュリティ対策を実施しております。',
    '安全管理措置を適切に講じております。',
    '必要な措置を講じています。',
    '左記のとおり対応しています。',
    'はい。適切に管理しています。',
    '要件どおり実施済みです',
  ])('%j', (text) => {
    expect(isStockPhrase(text)).toBe(true);
  });

  test.each([
    '社内規程に基づき適切に管理しています。',
    '毎月確認しています。',
    '台帳で管理しています。',
    '運用部が管理しています。',
    '弊社占有のデータセンターで運用しております。',
    '適切に管理しています。手順は運用管理規程に定めています。',
    '無線LANは利用していません。',
    'はい',
    '',
  ])('not %j', (text) => {
    expect(isStockPhrase(text)).toBe(false);
  });

  test.each([
    ['はい', true],
    ['対応済', true],
    ['対応済みです。', true],
    ['○', true],
    ['有', true],
    ['Yes', true],
    ['なし（対象の機器がありません）', false],
    ['TLS1.3', false],
    ['毎日', false],
    ['', false],
  ])('the mere word %j: %s', (text, expected) => {
    expect(isMereWord(text)).toBe(expected);
  });
});

describe('the requirement once more', () => {
  const asked = ['作業者IDの一意性と共有IDの制限', '退職した作業者のIDをただちに停止すること。停止した記録を残すこと。'];

  test.each([
    '作業者IDの一意性と、共有IDの制限を実施しています。',
    '退職した作業者のIDは、ただちに停止しています。',
    '退職した作業者のIDをただちに停止し、適切に対応しています。',
    '適切に対応しています。作業者IDの一意性と共有IDの制限を行っています。',
  ])('%j', (text) => {
    expect(repeats(text, asked)).toBe(true);
  });

  test.each([
    '退職した作業者のIDは、人事部の連絡を受けて当日中に停止しています。',
    '作業者のIDは社員番号とし、共有IDの制限を実施しています。',
    '作業者IDの一意性と共有IDの制限を実施しています。点検は情報システム部が毎月行います。',
    '停止しています。',
    '',
  ])('not %j', (text) => {
    expect(repeats(text, asked)).toBe(false);
  });
});
