/** Answers made common answers (core/scaffold/statement.ts): whatever the package looks like, only the answers change, and all stay answered. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf, repliesOf } from '../core/model/checklist.ts';
import { entriesOf } from '../core/model/document.ts';
import { writtenAnswers } from '../core/model/written-answer.ts';
import { coverageOf } from '../core/package/coverage.ts';
import { compare, compared } from '../core/prose/twins.ts';
import { asCommonAnswer } from '../core/scaffold/statement.ts';
import { twinsOf } from '../core/scaffold/twins.ts';
import { asMap } from '../core/yaml/tree.ts';
import { applyEdits, findingsOf, openFixture, pathOf, ROOT } from './support/fixture.ts';

const TEXT = '作業者ごとに一意のIDを発行し、共有IDの利用を禁じています。';

/** One entry with an answer, in every style people write them in; `CONTROL` and `TEXT` stand for the two. */
const STYLES = [
  '  - control: CONTROL\n    answer: TEXT\n',
  '  - control: CONTROL # 確認済み\n    # 回答\n    answer: TEXT # 要約\n\n    note: 備考\n',
  '  - answer: TEXT\n    control: CONTROL\n',
  '  - { control: CONTROL, answer: "TEXT", evidence: [ev-a] } # 一行\n',
  '  - {answer: TEXT, control: CONTROL}\n',
  '  - control: CONTROL\n    evidence: [ev-a]\n    answer: |\n      TEXT\n    facts: { mfa: 必須 }\n',
  '  - control: CONTROL\n    evidence:\n      - ev-a\n    answer: |-\n      TEXT\n\n\n    # 次へ\n',
  "  - control: CONTROL\n    use: st-old\n    answer: 'TEXT'\n",
  '  - control: CONTROL\n    use:\n      - st-old\n    answer: >\n      TEXT\n    status: 対応済\n',
  '  - { control: CONTROL, use: [st-old], answer: TEXT, evidence: [ev-a] }\n',
  '  - control: CONTROL\n    responses:\n      - { target: A, answer: TEXT }\n      - target: B\n        answer: |\n          TEXT\n',
  '  - control: CONTROL\n    use:\n    answer: TEXT\n',
];
const PARTS =
  '  - control: CL-22\n    parts:\n      "(1)": TEXT\n      （２）: { answer: TEXT, evidence: [ev-a] }\n      ③: |\n        TEXT\n';
const HOMES = [
  undefined,
  'kaiji: statements/v1\n',
  'kaiji: statements/v1\nstatements: []\n',
  'kaiji: statements/v1\nstatements: # 共通回答\n  # 最初の\n  - id: st-cl-1\n    text: |+\n      別の回答です。\n\n',
  'kaiji: statements/v1\nstatements: [{ id: st-other, text: 別の回答です。 }]\n',
];

/** What is left of a text without what may change: answers, `use`, evidence, and the braces a bare sub-item gets. */
function rest(text: string): string {
  return text
    .split(/\r\n|\n/)
    .join('\n')
    .replace(/(answer|use):[^\S\n]*(?:[|>][-+]?(?=[ \n]))?/g, '')
    .replaceAll(TEXT, '')
    .replace(/\[?\bst-[a-z0-9-]+(?:, st-[a-z0-9-]+)*\]?/g, '')
    .replace(/evidence:/g, '')
    .replace(/\[?ev-a\]?/g, '')
    .replace(/[\s{}"',|>-]+/g, '');
}

describe('making an answer a common one', () => {
  test('keeps every other byte, leaves no error, and all answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(STYLES.length - 1), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.nat(HOMES.length - 1),
        fc.boolean(),
        fc.nat(20),
        async (styles, withParts, home, crlf, chosen) => {
          const entry = (style: number, i: number) => (STYLES[style] ?? '').replace('CONTROL', `CL-${90 + i}`);
          const eol = (text: string) => (crlf ? text.replaceAll('\n', '\r\n') : text);
          const answers = styles.map(entry).join('') + (withParts ? PARTS : '');
          const files = new Map(
            Object.entries({
              'kaiji.yaml': 'kaiji: package/v1\n',
              'register.kaiji.yaml': 'kaiji: evidence/v1\nevidence: [{ id: ev-a, title: 規程 }]\n',
              'old.kaiji.yaml': 'kaiji: statements/v1\nstatements: [{ id: st-old, text: 台帳があります。 }]\n',
              'a.kaiji.yaml': `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${answers.replaceAll('TEXT', TEXT)}`,
              ...(HOMES[home] === undefined ? {} : { 'my.kaiji.yaml': HOMES[home] }),
            }).map(([path, text]) => [path, eol(text)]),
          );
          const { packages } = await openFixture(files);
          const [whole] = packages;
          const file = whole?.files.get(`${ROOT}/a.kaiji.yaml`);
          const written = (file?.documents ?? []).flatMap(writtenAnswers);
          const one = written[chosen % written.length];
          if (!whole || !one) throw new Error('an answer is expected');
          const made = asCommonAnswer(whole, one, twinsOf(whole, one).same);
          if (!made) throw new Error('a common answer is expected');
          for (const { uri } of made.edits) expect(['a.kaiji.yaml', 'my.kaiji.yaml', 'old.kaiji.yaml']).toContain(pathOf(uri));
          const after = applyEdits(files, made.edits);
          const before = files.get('a.kaiji.yaml') ?? '';
          const now = after.get('a.kaiji.yaml') ?? '';
          expect(rest(now)).toBe(rest(before));
          expect(now).not.toContain(TEXT);
          if (crlf) expect(now.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);

          const errors = (found: Awaited<ReturnType<typeof findingsOf>>) =>
            found
              .filter(({ finding }) => finding.severity === 'error')
              .map(({ finding }) => `${finding.rule} ${finding.message('en')}`);
          expect(errors(await findingsOf(after)), now).toEqual(errors(await findingsOf(files)));
          const [changed] = (await openFixture(after)).packages;
          if (!changed) throw new Error('a package is expected');
          expect(coverageOf(changed)).toEqual(coverageOf(whole));
          const uses = (changed.files.get(`${ROOT}/a.kaiji.yaml`)?.documents ?? [])
            .flatMap((document) => entriesOf(document, 'answers'))
            .flatMap(({ node }) => {
              const map = asMap(node);
              return map ? repliesOf(answerOf(map)).flatMap(({ use }) => use.map(({ text }) => text)) : [];
            });
          expect(uses.filter((id) => id === made.id)).toHaveLength(written.length);
          expect(changed.lookup('statements', made.id)).toHaveLength(1);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test('a file outside any package has no place for one', async () => {
    const text = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-1, answer: 定めています。 }\n';
    const { packages } = await openFixture(new Map([['a.kaiji.yaml', text]]));
    const [whole] = packages;
    const [one] = whole ? whole.documents.flatMap(writtenAnswers) : [];
    expect(one && whole && asCommonAnswer(whole, one, [])).toBeUndefined();
  });
});

describe('two texts', () => {
  const long = '作業者のパスワードは英数字を混ぜて設定し、90日ごとに変更することを規程に定めています';
  test.each([
    ['a', 'a', 'same'],
    [`${long}。`, long.replace('90', '９０').replace('英数字', ' 英数字\n'), 'same'],
    [long, long.replace('設定し', '登録し'), 'near'],
    [long, long.replace('90日', '180日'), undefined],
    [long, long.replace('います', 'いません'), undefined],
    [long, long.slice(0, 30), undefined],
    ['はい', 'いいえ', undefined],
    ['', '', 'same'],
  ] as const)('%s / %s', (a, b, expected) => {
    expect(compare(compared(a), compared(b))).toBe(expected);
    expect(compare(compared(b), compared(a))).toBe(expected);
  });
});
