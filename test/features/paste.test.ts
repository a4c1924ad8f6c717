/** What is pasted where words of the author stand (core/features/paste.ts). `⟦…⟧` is what is pasted over, `⇥` a tab. */
import { describe, expect, test } from 'vitest';
import { pasted } from '../../core/features/paste.ts';
import { readFile } from '../../core/model/document.ts';
import { Text } from '../../core/text/text.ts';

const HEAD = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-6\n    status: 対応済\n';
const TAIL = '    evidence: []\n  - control: CL-7\n    status: 対応済\n    answer: はい。\n';
const ANSWER = '終了のときは、次のとおりです。\n1. 対象: すべて\n  2. 期限\n⇥・表形式\n\n# 以上';
const PLAIN = '一行目です。\n二行目です。';

/** The entry around the paste, as it becomes; undefined where it is pasted as it is. */
function paste(entry: string, copied: string, eol = '\n'): string | undefined {
  const marked = (HEAD + entry + TAIL).replaceAll('\n', eol).replaceAll('⇥', '\t');
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const file = readFile('file:///package/a.kaiji.yaml', Text.of(marked.replace(/[⟦⟧]/g, '')));
  const became = pasted(file, file.text.rangeOf(start, end), copied.replaceAll('⇥', '\t'));
  if (!became) return undefined;
  const splices = became
    .map(({ range, newText }) => ({
      start: file.text.offsetAt(range.start),
      end: file.text.offsetAt(range.end),
      text: newText,
    }))
    .toReversed()
    .sort((a, b) => b.start - a.start);
  let text = file.text;
  for (const splice of splices) text = text.splice(splice);
  const after = text.toString();
  expect(readFile('file:///package/a.kaiji.yaml', text).tree.faulty.flatMap(({ errors }) => errors)).toEqual([]);
  expect(after.startsWith(HEAD.replaceAll('\n', eol)) && after.endsWith(TAIL.replaceAll('\n', eol))).toBe(true);
  return after.slice(HEAD.replaceAll('\n', eol).length, after.length - TAIL.replaceAll('\n', eol).length);
}

const written = `    answer: |
      終了のときは、次のとおりです。
      1. 対象: すべて
        2. 期限
        ・表形式

      # 以上
`;

describe('into a text', () => {
  test.each([
    ['over its words', '    answer: |\n      ⟦未記入⟧\n', written],
    ['on an empty line', '    answer: |\n      ⟦⟧\n', written],
    ['on an empty line without indentation', '    answer: |\n⟦⟧\n', written],
    ['behind the sign', '    answer: |⟦⟧\n', written],
    ['as deep as it is', '    answer: |\n          ⟦未記入⟧\n', written.replaceAll(/^ {6}(?=.)/gm, '          ')],
  ])('%s', (_, entry, after) => expect(paste(entry, ANSWER)).toBe(after));

  test('between words', () =>
    expect(paste('    answer: |\n      前に。⟦⟧後に。\n', 'あ\nい\n')).toBe(
      '    answer: |\n      前に。あ\n      い\n      後に。\n',
    ));
  test('over several lines', () =>
    expect(paste('    answer: |\n      前に。⟦\n\n      古い⟧\n', PLAIN)).toBe(
      '    answer: |\n      前に。一行目です。\n      二行目です。\n',
    ));
  test('lines copied as a whole lose what all have in front', () =>
    expect(paste('    answer: |\n      ⟦⟧\n', '  あ\n    い\n  う')).toBe('    answer: |\n      あ\n        い\n      う\n'));
  test('the first no deeper than the others', () =>
    expect(paste('    answer: |\n      ⟦⟧\n', '    見出し\n本文')).toBe('    answer: |\n      見出し\n      本文\n'));
  test('of a part', () =>
    expect(paste('    parts:\n      "(1)": |\n        ⟦⟧\n', PLAIN)).toBe(
      '    parts:\n      "(1)": |\n        一行目です。\n        二行目です。\n',
    ));
  test('with the line ends of the document', () =>
    expect(paste('    answer: |\n      ⟦⟧\n', PLAIN, '\r\n')).toBe(
      '    answer: |\r\n      一行目です。\r\n      二行目です。\r\n',
    ));
});

describe('as a value', () => {
  const block = '    answer: |\n      一行目です。\n      二行目です。\n';
  test.each([
    ['where there is none', '    answer: ⟦⟧\n', block],
    ['right behind the colon', '    answer:⟦⟧\n', block],
    ['over one', '    answer: ⟦未記入⟧\n', block],
    ['behind one', '    answer: 前に。⟦⟧\n', block.replace('一', '前に。一')],
    ['before one', '    answer: ⟦⟧後に。\n', block.replace(/\n$/, '後に。\n')],
    ['behind a comment', '    answer: # 何を⟦⟧\n', block.replace('|', '| # 何を')],
    ['behind a comment further on', '    answer:  # 何を⟦⟧\n', block.replace('|', '|  # 何を')],
    ['before a comment', '    answer: ⟦⟧ # 何を\n', block.replace('|', '|  # 何を')],
    ['of a part', '    parts:\n      "(1)": ⟦⟧\n', '    parts:\n      "(1)": |\n        一行目です。\n        二行目です。\n'],
  ])('%s', (_, entry, after) => expect(paste(entry, PLAIN)).toBe(after));
});

describe('left as it is', () => {
  test.each([
    ['one line', '    answer: |\n      ⟦⟧\n', 'いち'],
    ['an entry', '    answer: |\n      はい。⟦⟧\n', '\n  - control: CL-8\n    answer: はい。'],
    ['keys', '    answer: |\n      はい。⟦⟧\n', '\n    note: あ\n    reason: い'],
    ['a whole document', '    answer: ⟦⟧\n', 'kaiji: checklist/v1\nanswers:\n'],
    ['lines that are deep enough', '    answer: |\n      ⟦⟧\n', '一\n      二\n\n        三'],
    ['where no text stands', '⟦⟧', PLAIN],
    ['a status', '    status: ⟦⟧\n', PLAIN],
    ['a list', '    evidence: [⟦⟧]\n', PLAIN],
    ['a text in quotes', '    answer: "はい⟦⟧。"\n', PLAIN],
    ['a value that has lines below it', '    answer: はい。⟦⟧\n      つづき\n', PLAIN],
    ['over the end of a text', '    answer: |\n      ⟦はい。\n    note: あ⟧\n', PLAIN],
    ['a comment behind a value', '    answer: はい。 # 注⟦⟧\n', PLAIN],
    ['a line of its own in an entry', '    ⟦⟧\n', PLAIN],
  ])('%s', (_, entry, copied) => expect(paste(entry, copied)).toBeUndefined());
});

test('over a range that ends before it begins, of another version of the text', () => {
  const source = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    answer: |\n      はい。\n';
  const file = readFile('file:///package/a.kaiji.yaml', Text.of(source));
  const place = (offset: number) => file.text.rangeOf(offset, offset).start;
  const [before, behind] = [place(source.indexOf('CL-94')), place(source.indexOf('はい'))];
  expect(pasted(file, { start: behind, end: behind }, PLAIN)).toBeDefined();
  expect(pasted(file, { start: behind, end: before }, PLAIN)).toBeUndefined();
});

test('a document of no kind, and one of a kind without texts there', () => {
  for (const source of ['answers:\n  - answer: ', 'kaiji: none/v1\nanswer: ', '']) {
    const file = readFile('file:///package/a.kaiji.yaml', Text.of(source));
    const at = file.text.rangeOf(source.length, source.length);
    expect(pasted(file, at, PLAIN)).toBeUndefined();
  }
});
