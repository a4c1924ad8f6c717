/** Coverage numbers (core/package/coverage.ts): "answered counts entries without missing-, placeholder- or ditto-answer, not-applicable included". */
import { expect, test } from 'vitest';
import { coverageOf, statesAmong, statesOf } from '../core/package/coverage.ts';
import { ownCatalog } from '../core/package/index.ts';
import { unanswered } from '../core/package/unanswered.ts';
import { bundled } from './support/catalogs.ts';
import { findingsOf, openFixture, parseFixture, pathOf } from './support/fixture.ts';

const { files } = parseFixture(`-- kaiji.yaml --
kaiji: package/v1
-- a.kaiji.yaml --
kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - { control: CL-1, answer: 手順を定めています。, evidence: [ev-a], judgement: { round: 1, result: 適合 } }
  - { control: cl2, status: 対象外, reason: 提供していないため }
  - { control: CL-3, status: 対象外 }
  - control: CL-4
  - { control: CL-5, answer: 未記入, evidence: [ev-a], judgement: { result: 未評価 } }
  - { control: CL-6, answer: 同上 }
  - { control: CL-7, same-as: CL-1 }
  - { control: CL-8, use: st-a }
  - control: CL-9
  - { control: CL-10, answer: 担当は●●です。 }
  - { control: CL-22, parts: { "(1)": 開示の条件を定めています。, "(2)": { answer: 資料を示します。, evidence: [ev-a] } } }
  # 二度目、よそのカタログ、ない番号は数えない。
  - { control: CL-1, answer: 手順を定めています。 }
  - { control: METI-2.1, answer: 認証を取得しています。 }
  - { control: CL-999, answer: 手順を定めています。 }
-- b.kaiji.yaml --
kaiji: checklist/v1
catalog: meti-processor
answers:
  - { control: METI-2.4, answer: 経路ごとに評価しています。, judgement: [{ round: 1, result: 要改善 }, { round: 2, result: 適合 }] }
-- c.kaiji.yaml --
kaiji: checklist/v1
catalog: nonesuch
answers: [{ control: X-1, answer: 手順を定めています。 }]
-- statements.kaiji.yaml --
kaiji: statements/v1
statements:
  - { id: st-a, text: 定めています。, satisfies: [CL-9, CL-11], evidence: [ev-a] }
-- evidence.kaiji.yaml --
kaiji: evidence/v1
evidence: [{ id: ev-a, title: 規程, kind: policy }]
`);

test('one element a checklist of a known catalog', async () => {
  const { packages } = await openFixture(files);
  expect(packages.flatMap(coverageOf).map(({ uri, ...numbers }) => ({ path: pathOf(uri), ...numbers }))).toEqual([
    {
      path: 'a.kaiji.yaml',
      catalog: 'medcloud-checklist',
      controls: 253,
      answered: 7,
      withEvidence: 4,
      notApplicable: 2,
      judged: 1,
    },
    { path: 'b.kaiji.yaml', catalog: 'meti-processor', controls: 181, answered: 1, withEvidence: 0, notApplicable: 0, judged: 1 },
  ]);
});

test('what is answered has none of the three findings', async () => {
  const found = await findingsOf(files);
  const entries = ['CL-1', 'CL-2', 'CL-3', 'CL-4', 'CL-5', 'CL-6', 'CL-7', 'CL-8', 'CL-9', 'CL-10', 'CL-22'];
  const blamed = new Set(
    found.flatMap(({ finding }) =>
      ['missing-answer', 'placeholder-answer', 'ditto-answer'].includes(finding.rule) ? [finding.control] : [],
    ),
  );
  expect(entries.filter((id) => !blamed.has(id))).toEqual(['CL-1', 'CL-2', 'CL-3', 'CL-7', 'CL-8', 'CL-9', 'CL-22']);
});

test('missing controls are those no entry answers and no statement satisfies', async () => {
  const { packages } = await openFixture(files);
  const [whole] = packages;
  const catalog = whole?.catalogs.of('medcloud-checklist');
  const missing = new Set(whole && catalog ? unanswered(whole, catalog).map(({ id }) => id) : []);
  expect(missing.size).toBe(253 - 12);
  for (const id of ['CL-1', 'CL-9', 'CL-11', 'CL-22']) expect(missing.has(id), id).toBe(false);
  expect(missing.has('CL-12')).toBe(true);
});

test('a statement that satisfies parts, or the whole of a part, answers as far as it goes', async () => {
  const found = (satisfies: string, entry: string) =>
    parseFixture(`-- kaiji.yaml --
kaiji: package/v1
-- a.kaiji.yaml --
kaiji: checklist/v1
catalog: medcloud-checklist
answers: [${entry}]
-- statements.kaiji.yaml --
kaiji: statements/v1
statements: [{ id: st-a, text: 定めています。, satisfies: [${satisfies}] }]
`).files;
  const parts = (await bundled).catalogs.resolve('CL-22')?.control.parts.map(({ id }) => `"CL-22${id}"`) ?? [];
  expect(parts.length).toBeGreaterThan(2);
  for (const [satisfies, entry, isAnswered, isMissing] of [
    ['"CL-22(3)"', '', false, true],
    ['"CL-22(3)"', '{ control: CL-22 }', false, false],
    ['"CL-22(3)"', '{ control: "CL-22(3)" }', true, false],
    ['CL-22', '{ control: "CL-22(3)" }', true, false],
    ['CL-22', '', false, false],
    [parts.join(', '), '{ control: CL-22 }', true, false],
    [parts.join(', '), '', false, false],
    ['"CL-22(1)"', '{ control: CL-22, parts: { "(2)": { use: st-a } } }', true, false],
  ] as const) {
    const files = found(satisfies, entry);
    const { packages } = await openFixture(files);
    const [whole] = packages;
    const catalog = whole?.catalogs.of('medcloud-checklist');
    if (!whole || !catalog) throw new Error('a package is expected');
    const told = `${satisfies} ${entry}`;
    const codes = (await findingsOf(files)).map(({ finding }) => finding.rule);
    expect(codes.includes('missing-answer'), told).toBe(entry !== '' && !isAnswered);
    expect(coverageOf(whole)[0]?.answered, told).toBe(isAnswered ? 1 : 0);
    expect(
      unanswered(whole, catalog).some(({ id }) => id === 'CL-22'),
      told,
    ).toBe(isMissing);
  }
});

test('some controls looked up one by one are as far as they are among all', async () => {
  const sources = new Map([
    ...files,
    [
      'd.kaiji.yaml',
      'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - &a { control: ＣＬ－２２（１）, evidence: [ev-a] }\n  - *a\n  - { control: "CL-22(2)", answer: 決めています。 }\n',
    ],
  ]);
  const { packages } = await openFixture(sources);
  let compared = 0;
  for (const whole of packages)
    for (const document of whole.documents) {
      const own = document.kind === 'checklist' ? ownCatalog(document, whole.catalogs) : undefined;
      if (!own) continue;
      const all = statesOf(whole, document, own);
      for (const [, controls] of own.categories()) {
        const among = statesAmong(whole, document, own, controls);
        const expected = controls.flatMap(({ id }) => (all.has(id) ? [[id, all.get(id)]] : []));
        expect([...among]).toEqual(expected);
        compared += among.size;
      }
    }
  expect(compared).toBeGreaterThan(10);
});
