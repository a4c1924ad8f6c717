/** What counts as a placeholder and as 同上 (core/model/answer-text.ts). */
import { describe, expect, test } from 'vitest';
import { dittoIn, isPlaceholder, placeholdersIn } from '../core/model/answer-text.ts';

const found = (text: string) => placeholdersIn(text).map(({ start, end }) => text.slice(start, end));

describe('placeholders', () => {
  test.each<[string, string[]]>([
    ['未記入', ['未記入']],
    ['（未記入）', ['（未記入）']],
    ['要確認です。', ['要確認です。']],
    ['確認中', ['確認中']],
    ['todo', ['todo']],
    ['ＴＢＤ', ['ＴＢＤ']],
    ['期限は TBD です', ['TBD']],
    ['●●部長が確認し、××に報告する', ['●●', '××']],
    ['〇〇株式会社', ['〇〇']],
    ['令和〇〇年から', ['〇〇']],
    ['○○と◯◯', ['○○', '◯◯']],
    ['担当者【要確認】が行う', ['【要確認】']],
    ['。', ['。']],
    ['－', ['－']],
    ['ー', ['ー']],
    ['…', ['…']],
    ['???', ['???']],
    ['  \n…\n', ['…']],
  ])('%j has %j', (text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });

  test.each([
    '',
    '  　\n',
    '○',
    '×',
    '| 印刷 | ○ |\n| 持出 | × |',
    '3×4 の表',
    '二〇〇八年から',
    '一〇〇〇件',
    '未記入の申請書は受け付けません',
    '要確認事項を一覧にして管理しています',
    '担当者が確認中の札を掛けます',
    'TODOリストで管理しています',
    'AUTODOC を使います',
    'TBDX',
    'パスワードは●●●●と伏せ字で表示します',
    '〃',
    'なし',
    'N/A',
  ])('%j has none', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('a text with a blank in it is not a placeholder as a whole', () => {
    expect(isPlaceholder('●●部長が確認する')).toBe(false);
    expect(isPlaceholder('●●')).toBe(true);
  });
});

describe('同上', () => {
  /** Text → the words that point, what it says besides, and whether that stands by itself. */
  test.each<[string, string, string, boolean]>([
    ['同上', '同上', '', true],
    ['同上。\n', '同上', '', true],
    ['　同上', '同上', '', true],
    ['同 上', '同 上', '', true],
    ['（同上）', '同上', '', true],
    ['「同左」', '同左', '', true],
    ['・同上', '同上', '', true],
    ['同上です。', '同上', '', true],
    ['同左とする', '同左', '', true],
    ['〃', '〃', '', true],
    ['〃〃', '〃〃', '', true],
    ['々', '々', '', true],
    ['上記と同じ', '上記と同じ', '', true],
    ['上に同じ。', '上に同じ', '', true],
    ['上記に同じです', '上記に同じ', '', true],
    ['前項に同じ', '前項に同じ', '', true],
    ['上記と同様です。', '上記と同様', '', true],
    ['Same as above.', 'Same as above', '', true],
    ['ditto', 'ditto', '', true],
    ['同上 および送受信者のログを取得しております', '同上', '送受信者のログを取得しております', true],
    ['同上及びログの取得', '同上', 'ログの取得', true],
    ['同上、ならびに年次の監査', '同上', '年次の監査', true],
    ['同上に加え、年に一度見直します', '同上', '年に一度見直します', true],
    ['同上のほか、台帳を備えます', '同上', '台帳を備えます', true],
    ['同上。ただし、管理者を除く。', '同上', 'ただし、管理者を除く。', true],
    ['同上（ただし、管理者を除く）', '同上', '（ただし、管理者を除く）', true],
    ['同上ですが、夜間は停止します', '同上', '夜間は停止します', true],
    ['同上\nまた、記録を残します', '同上', 'また、記録を残します', true],
    ['Same as above and reviewed yearly', 'Same as above', 'reviewed yearly', true],
    ['同上の手順で実施', '同上', 'の手順で実施', false],
    ['上記と同じ方式で暗号化', '上記と同じ', '方式で暗号化', false],
  ])('%j', (text, words, own, separable) => {
    const ditto = dittoIn(text);
    expect(ditto && [text.slice(ditto.head.start, ditto.head.end), ditto.own, ditto.separable]).toEqual([words, own, separable]);
  });

  test.each([
    '',
    '以下を参照',
    '左記に限定',
    '上記の規程による',
    '上記のとおり',
    '対応は同上',
    '同上位の権限',
    '同上級者',
    '上記と同様に暗号化しています',
    '佐々木が担当',
    'dittography',
  ])('%j is an answer', (text) => {
    expect(dittoIn(text)).toBeUndefined();
  });
});
