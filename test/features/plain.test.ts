/** Cards without Markdown: nothing of it left, nothing of the text lost. */
import { describe, expect, test } from 'vitest';
import { controlCard } from '../../core/features/cards/control.ts';
import { firstSentence } from '../../core/features/cards/words.ts';
import { escaped } from '../../core/features/markdown.ts';
import { plainText } from '../../core/features/plain.ts';
import { bundled } from '../support/catalogs.ts';

describe('plainText', () => {
  test.each([
    ['**CL-94**　題', 'CL-94　題'],
    ['**回答の書き方**', '■ 回答の書き方'],
    ['**期待されるエビデンス**: 規程', '■ 期待されるエビデンス: 規程'],
    ['**原本の文言** (様式.xlsx)', '■ 原本の文言 (様式.xlsx)'],
    ['**書くこと** (1)から(3)までを書きます。', '【書くこと】(1)から(3)までを書きます。'],
    ['- [METI-2.6.14(1)](METI-2.6.14%281%29.md) 題', '・METI-2.6.14(1) 題'],
    ['文\n\n> 当社は、\\*●●\\*を', '文\n\n　当社は、*●●*を'],
    ['---', '────────'],
    ['*まだ答えていません*', 'まだ答えていません'],
  ])('%s → %s', (markdown, plain) => {
    expect(plainText(markdown)).toBe(plain);
  });

  test.each(['a*b_c`d`[e](f)', '<b>&amp; & ; </b>', '\\ # | ~ !', '[x', '](', '**太字**'])(
    'gives back what was escaped: %s',
    (text) => {
      expect(plainText(`本文 ${escaped(text)}`)).toBe(`本文 ${text}`);
    },
  );

  test('leaves no mark of any bundled control', async () => {
    const context = {
      language: 'ja',
      bundled: await bundled,
      clauseLink: (id: string) => `${encodeURI(id)}.md`,
      page: true,
    } as const;
    for (const { data } of context.bundled.catalogs.all)
      for (const control of data.controls) {
        const text = plainText(await controlCard({ control, id: control.id }, context));
        expect(text, control.id).not.toMatch(/\*\*|\\[[\]*_]|&(?:amp|lt|gt);|\]\(/);
      }
  });
});

describe('firstSentence', () => {
  test.each([
    ['作業者IDを一意にする項目です。次の文。', '作業者IDを一意にする項目です。'],
    ['Keep 2.5 GB. Then more.', 'Keep 2.5 GB.'],
    ['一行目\n\n二段落目。', '一行目'],
    ['折り返した\n文です。次。', '折り返した 文です。'],
    ['', ''],
  ])('%j → %j', (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence);
  });

  test('is cut where it is long', () => {
    expect(firstSentence('あ'.repeat(500), 20)).toBe(`${'あ'.repeat(19)}…`);
  });
});
