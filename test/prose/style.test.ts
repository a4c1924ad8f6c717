/** Sentences and the style they are written in. */
import { expect, test } from 'vitest';
import { sentencesIn } from '../../core/prose/sentences.ts';
import { stylesIn } from '../../core/prose/style.ts';

const words = (text: string) => [...sentencesIn(text)].map((sentence) => sentence.words);

test.each<[text: string, sentences: readonly string[]]>([
  ['記録を保管します。点検もします。', ['記録を保管します', '点検もします']],
  ['記録を、\n毎月点検します。', ['記録を、\n毎月点検します']],
  ['# 見出し\n本文です。', ['本文です']],
  ['- 項目です。\n  続きです。\n本文です。', ['本文です']],
  ['① 項目です。\n(1) 項目です。\n（２）項目です。\nア．項目です。\n・項目です。\n※注です。\n■ 印です。\n1. 番号です。', []],
  ['| 表です。 |\n> 引用です。\n本文です。', ['本文です']],
  ['```\nコードです。\n```\n本文です。', ['本文です']],
  ['項目\tセルです。', []],
  ['　字下げの段落です。\n　次の段落です', ['字下げの段落です', '次の段落です']],
  ['「終わる。続く。」と書きます。', ['「終わる。続く。」と書きます']],
  ['実施します（別紙。参照）。', ['実施します']],
  ['開いたままの（かっこ。次です。', []],
  ['閉じるだけ）です。次です。', ['閉じるだけ）です', '次です']],
  ['第５．１版です．次です．', ['第５．１版です', '次です']],
  ['本当ですか？はい！', ['本当ですか', 'はい']],
  ['一行目です。\r\n二行目です。\r\n', ['一行目です', '二行目です']],
  ['𠮷野家です。', ['𠮷野家です']],
  ['', []],
])('sentences of %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('a sentence has its place: from its first letter to its full stop', () => {
  const text = '前です。\n\n  後の文です。残り';
  expect([...sentencesIn(text)].map(({ start, end }) => text.slice(start, end))).toEqual(['前です。', '後の文です。', '残り']);
});

const STYLES: readonly (readonly [style: string, sentences: readonly string[]])[] = [
  [
    'polite',
    [
      '実施しています。',
      '実施しました。',
      'ありません。',
      'でしょうか。',
      'ご覧ください。',
      'ご参照下さい。',
      'お願いいたします。',
      '行っています（別紙参照）。',
      '保管します',
    ],
  ],
  [
    'plain',
    [
      '実施する。',
      '実施した。',
      '必要である。',
      '必要だ。',
      '定めていない。',
      '望ましい。',
      '行うものとする。',
      '読んだ。',
      '設置し、これを示す。',
      '守秘義務を負う。',
      '含む。',
      '呼ぶ。',
      '保つ。',
      '書く。',
      '防ぐ。',
      '難しいか。',
      '対象である',
      '接触することはない',
    ],
  ],
  [
    '',
    [
      '次のとおり。',
      '合意すること。',
      '定期的な取り扱い。',
      '社内規程による手順。',
      '「保管する。」',
      '行わない場合。',
      'ログの取得による',
      '操作を制限する',
      '以下のよう。',
      '速やかに早く。',
      '一つ。',
      'SLA。',
      'など。',
      '契約の場合は除外。',
    ],
  ],
];

test.each(STYLES.flatMap(([style, sentences]) => sentences.map((sentence) => [sentence, style] as const)))(
  '%s is %s',
  (sentence, style) => {
    expect([...stylesIn(sentence)].map((found) => found.style)).toEqual(style === '' ? [] : [style]);
  },
);

test('a megabyte of brackets, line ends or full stops takes no time', () => {
  const started = performance.now();
  for (const piece of ['（', '）', '「あ', '。', '\n', '  - あ\n', 'あ', '```\n', '本当です', '(a']) {
    for (const _ of stylesIn(piece.repeat(1_000_000 / piece.length)));
  }
  expect(performance.now() - started).toBeLessThan(30_000);
}, 60_000);
