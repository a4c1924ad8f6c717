/** Width, variants, slips, nicknames and definitions in running text. */
import { expect, test } from 'vitest';
import { definitionsIn } from '../../core/prose/definitions.ts';
import { nicknamesIn } from '../../core/prose/nicknames.ts';
import { protectedIn } from '../../core/prose/protected.ts';
import { slipsIn } from '../../core/prose/slips.ts';
import { variantsIn } from '../../core/prose/variants.ts';
import { widePiecesIn } from '../../core/prose/width.ts';

const cut = (text: string, spans: readonly { readonly start: number; readonly end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

test.each<[text: string, pieces: readonly string[]]>([
  ['`a` と ``` ', ['`a`', '``` ']],
  ['```\n[[CL-1]]\n```\n[[CL-2]]', ['```\n[[CL-1]]\n```', '[[CL-2]]']],
  ['[表](fig/a.png)と https://example.jp/a?b=c。', ['](fig/a.png)', 'https://example.jp/a?b=c']],
  ['連絡先は help@example.jp です', ['help@example.jp']],
  ['[[開いたまま', []],
])('protected in %j', (text, expected) => {
  expect(cut(text, protectedIn(text))).toEqual(expected);
});

test.each<[text: string, usual: string]>([
  ['１２とＡｂとｱｲ', '12とAbとアイ'],
  ['ｶﾞﾊﾟﾂｰ', 'ガパツー'],
  ['カﾞハﾟ', 'ガパ'],
  ['かﾞ', 'が'],
  ['ア゛とアﾞとﾞ', 'ア゛とアﾞど'],
  ['アｲ', 'アイ'],
  ['①⑳ⅢⅳⅫ㈱㍑℡、。（）［］｢｣､･｡　％＋－．，：／＠', '①⑳ⅢⅳⅫ㈱㍑℡、。（）［］｢｣､･｡　％＋－．，：／＠'],
  ['第５．１版', '第5．1版'],
  ['`１` [[ＣＬ]] １', '`１` [[ＣＬ]] 1'],
  ['ヴｳﾞ', 'ヴヴ'],
])('the usual width of %j', (text, usual) => {
  let made = '';
  let from = 0;
  for (const piece of widePiecesIn(text)) {
    made += text.slice(from, piece.start) + piece.usual;
    from = piece.end;
  }
  expect(made + text.slice(from)).toBe(usual);
});

const ROLES = [
  { written: '運用責任者', term: '運用管理責任者' },
  { written: 'ユーザ', term: '利用者' },
  { written: 'SSSD', term: '開示書' },
  { written: '運用責任', term: '運用の責任' },
];
test.each<[text: string, uses: readonly string[]]>([
  ['運用責任者が承認します。', ['運用責任者']],
  ['各運用責任者、運用責任者等、運用責任者及び管理者', ['運用責任者', '運用責任者', '運用責任者']],
  ['運用責任者会議、システム運用責任者、副運用責任者', []],
  ['運用管理責任者', []],
  ['ユーザ登録、ユーザーの端末、エンドユーザ', ['ユーザ']],
  ['SSSDを、SSSD2、MySSSD', ['SSSD']],
  ['`SSSD` [[運用責任者]] https://example.jp/SSSD', []],
  ['総括運用責任者', []],
  ['部門の運用責任者 とする', []],
])('variants in %j', (text, expected) => {
  expect(cut(text, variantsIn(text, ROLES, ['運用管理責任者', '部門の運用責任者']))).toEqual(expected);
});

test.each<[text: string, meant: string]>([
  ['サービス利用適合開示書', 'サービス仕様適合開示書'],
  ['サービス仕様適合性開示書と仕様適合性開示書', 'サービス仕様適合開示書とサービス仕様適合開示書'],
  ['サービス仕様適合開示書', 'サービス仕様適合開示書'],
  ['TSL1.2、TSL 1.3、TSLv1.2、tsl1.2', 'TLS1.2、TLS 1.3、TLSv1.2、TLS1.2'],
  ['TSL（Trust-service Status List）、TSL1、HTSL1.2、TSL1.25', 'TSL（Trust-service Status List）、TSL1、HTSL1.2、TSL1.25'],
  ['SSL/TSL、TSL/SSL、SSL/TLS', 'SSL/TLS、TLS/SSL、SSL/TLS'],
  ['危胎化した鍵、危殆化', '危殆化した鍵、危殆化'],
])('slips in %j', (text, meant) => {
  let made = '';
  let from = 0;
  for (const slip of slipsIn(text)) {
    made += text.slice(from, slip.start) + slip.term;
    from = slip.end;
  }
  expect(made + text.slice(from)).toBe(meant);
});

test.each<[text: string, names: readonly string[]]>([
  ['本規程は、本システムに適用します。', ['本規程', '本システム']],
  ['本システム利用者', ['本システム']],
  ['本クラウドサービス', ['本クラウド']],
  ['本運用管理規程', ['本運用管理規程']],
  ['日本システム、基本契約、資本契約、一本契約', []],
  ['本書、本開示書、本項、本人、本番環境、本体、本社、本作業、本機能', []],
  ['本サービス仕様適合開示書、本システム説明資料', []],
  ['`本契約` [[本契約]]', []],
])('nicknames in %j', (text, expected) => {
  expect(nicknamesIn(text).map(({ name }) => name)).toEqual(expected);
});

test.each<[text: string, antecedent: boolean]>([
  ['運用管理規程を定めています。本規程は公開しません。', true],
  ['運用管理の規程を定めています。本規程は公開しません。', true],
  ['規程を定めています。本規程は公開しません。', false],
  ['本規程と本規程', false],
  ['セキュリティポリシーに従います。本規程は公開しません。', false],
])('whether %j has spoken of it before: %s', (text, antecedent) => {
  expect(nicknamesIn(text).at(-1)?.antecedent).toBe(antecedent);
});

test.each<[text: string, names: readonly string[]]>([
  ['例示クラウド（以下「本サービス」という。）', ['本サービス']],
  ['例示クラウド(以下、本サービスといいます)', ['本サービス']],
  ['株式会社例示（以下、「当社」と略す）', ['当社']],
  ['例示社（以下当社）', ['当社']],
  ['規程（以下、総称して「規程」又は「本規程」という）', ['規程', '本規程']],
  ['以下、本規程と呼ぶ。', ['本規程']],
  ['以下の対策を実施すること、以下に示すものとする', []],
  ['本契約：利用契約をいう', ['本契約']],
  ['| 本契約 | 利用契約 |', ['本契約']],
  ['「本契約」とは、利用契約をいいます。', ['本契約']],
  ['| 項目 | 本契約による |', []],
])('definitions in %j', (text, expected) => {
  expect([...new Set(definitionsIn(text).map(({ name }) => name))]).toEqual(expected);
  expect([...new Set(cut(text, definitionsIn(text)))]).toEqual(expected);
});

test('a megabyte of anything takes no time', () => {
  const started = performance.now();
  for (const piece of [
    '本',
    '本システム',
    '以下「',
    '以下「あ」',
    '以下あ',
    'ﾞ',
    'ｱ',
    '[[',
    '`',
    '](',
    'https://a',
    'a@',
    '運用責任者',
    'TSL',
    '本契約|',
  ]) {
    const text = piece.repeat(1_000_000 / piece.length);
    definitionsIn(text);
    nicknamesIn(text);
    protectedIn(text);
    slipsIn(text);
    variantsIn(text, ROLES, ['運用管理責任者']);
    widePiecesIn(text);
  }
  expect(performance.now() - started).toBeLessThan(30_000);
}, 60_000);
