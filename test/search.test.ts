/** Search over all bundled catalogs: what comes first, and what is found under another name. */
import { describe, expect, test } from 'vitest';
import { searchCatalogs } from '../core/catalog/search.ts';
import { bundled } from './support/catalogs.ts';

const { catalogs } = await bundled;
const glossary = await (await bundled).glossary();
const ids = async (query: string) => (await searchCatalogs(catalogs, glossary, query)).map(({ id }) => id);

describe('comes first', () => {
  test.each([
    ['ＣＬ－９４', 'CL-94'],
    ['94', 'CL-94'],
    ['cl 094', 'CL-94'],
    ['2.6.14(1)', 'METI-2.6.14(1)'],
    ['1.1①', 'RS-1.1①'],
    ['org.policy', 'org.policy'],
    ['作業者ID 一意', 'CL-94'],
    // As guidelines print them.
    ['[7.6.14 作業者アクセス及び作業者IDの管理] (1),推(2)', 'METI-2.6.14(1)'],
    ['3.2.3(2)(ア)1.利用者の識別④', 'MIC-3.2.3(2)(ア)1'],
  ])('%s → %s', async (query, first) => {
    expect((await ids(query))[0]).toBe(first);
  });
});

describe('is found', () => {
  test.each([
    ['T02', 'OQ-T02'],
    // Kana, whatever the script; words in any field.
    ['ぱすわーど 有効', 'CL-81'],
    ['ﾊﾟｽﾜｰﾄﾞ', 'CL-81'],
    // English words, in either order.
    ['password', 'CL-81'],
    ['operator id', 'CL-94'],
    // Readings of terms, alone and run together.
    ['にゅうたいしつ', 'METI-2.5.2(1)-1'],
    ['あくせすけんげん', 'METI-2.6.13(3)'],
    ['にゅうたいしつかんり', 'METI-2.5.2(1)-3'],
    // Other names of the same thing, abbreviations too.
    ['MFA', 'CL-76'],
    ['DR', 'CL-46'],
    ['二要素認証', 'CL-76'],
    ['漏洩', 'RS-1.1③'],
    // A guideline's prefix among words.
    ['METI 暗号化', 'METI-2.6.11(1)'],
  ])('%s → %s', async (query, wanted) => {
    expect(await ids(query)).toContain(wanted);
  });
});

test('a word in the title comes before one in the text', async () => {
  const found = await searchCatalogs(catalogs, glossary, 'タイムスタンプ');
  const inTitle = found.map(({ title }) => title.ja.includes('タイムスタンプ'));
  expect(inTitle.lastIndexOf(true)).toBeLessThan(inTitle.indexOf(false));
});

test.each([
  ['ランサムウエア', 'ランサムウェア'],
  ['サーバー', 'サーバ'],
  ['ユーザー', 'ユーザ'],
])('%s finds what %s finds', async (one, other) => {
  expect(await ids(one)).toEqual(await ids(other));
  expect(await ids(one)).not.toEqual([]);
});

test('every word must be found', async () => {
  const [one, both] = [await ids('パスワード'), await ids('パスワード 監視カメラ')];
  expect(both.length).toBeLessThan(one.length);
});

test.each(['ｶﾀｶﾅで無い語', '  ', '', 'xyzzy'])('nothing for %j', async (query) => {
  expect(await ids(query)).toEqual([]);
});

test('an abbreviation is a word of its own: DR is not the beginning of drinking', async () => {
  const found = await searchCatalogs(catalogs, glossary, 'DR');
  expect(found.map(({ id }) => id)).not.toContain('METI-2.5.3(6)');
});

test('a Latin word is found at the beginning of a word only', async () => {
  const found = await searchCatalogs(catalogs, glossary, 'talog');
  expect(found).toEqual([]);
});
