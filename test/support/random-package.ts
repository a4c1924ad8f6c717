/** Packages as fast-check makes them: answers of every shape, in words no writer may take for anything else. */
import fc from 'fast-check';
import { documentSource, type Value } from '../../convert/oscal/source.ts';

/** Texts people write, and such as break formats: quotes, line breaks at either end, YAML and Markdown, emoji, full width. */
const words = fc.oneof(
  fc.constantFrom(
    '作業者ごとに一意のIDを発行しています。',
    '一行目\n二行目\n',
    '　字下げした行\n\n空行のあと',
    '同上',
    '- 項目: "値" # 注記\n- {x}',
    '| 列 | 値 |\n| --- | --- |\n| ａ | 👩‍⚕️ |\n',
    ' 前後に空白 ',
    '[[CL-12]] を参照',
    'null',
    '2.10',
    'タブ\tと\\n',
    '\n\n上が空く',
    '𠮷野家①(1)（１）',
    '達成率100%25 #3',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
);
const line = words.map((text) => text.replace(/\s+/g, ' ').trim() || '空');
const date = fc.constantFrom('2026-04-01', '2026-04', '令和3年1月', '2021年1月2日');
/** There two times out of three. */
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 3 });

const status = fc.constantFrom('implemented', 'partial', '対応予定', '代替策', 'not-applicable');
const responsibility = fc.constantFrom('provider', '利用者', 'shared', 'inherited');
const evidenceId = fc.constantFrom('ev-a', 'ev-b', 'ev-none');
const uses = fc.array(fc.oneof(evidenceId, fc.record({ ref: evidenceId, at: line })), { minLength: 1, maxLength: 3 });
const statementId = fc.constantFrom('st-a', 'st-b', 'st-none');
const controlId = fc.constantFrom('CL-1', 'CL-2', 'CL-22', 'CL-94', 'CL-137', 'CL-254', 'x.own①(1)');
const sameAs = fc.oneof(controlId, fc.constant('CL-22(3)'), fc.uniqueArray(controlId, { minLength: 2, maxLength: 3 }));
const plan = fc.record({ action: words, due: date }, { requiredKeys: [] });
const judgement = fc.record(
  {
    round: fc.constantFrom('1', '2'),
    result: fc.constantFrom('conforming', '要改善', 'nonconforming', '未評価'),
    finding: words,
    improvement: words,
    due: date,
    by: line,
  },
  { requiredKeys: ['round', 'result'] },
);
const judgements = fc.uniqueArray(judgement, { minLength: 1, maxLength: 2, selector: ({ round }) => round });

const response = {
  responsibility: maybe(responsibility),
  from: maybe(fc.constantFrom('aws', 'kiban#st-x')),
  status: maybe(status),
  answer: maybe(words),
  use: maybe(statementId),
  evidence: maybe(uses),
  reason: maybe(words),
  plan: maybe(plan),
};
const part = fc.oneof(words, fc.record({ ...response, 'same-as': maybe(sameAs), judgement: maybe(judgements) }));

const answer = fc.record({
  control: controlId,
  ...response,
  parts: maybe(fc.dictionary(fc.constantFrom('(1)', '(2)', '③', '9', 'a b'), part, { maxKeys: 3 })),
  responses: maybe(fc.array(fc.record({ target: maybe(line), ...response }), { minLength: 1, maxLength: 3 })),
  'same-as': maybe(sameAs),
  judgement: maybe(judgements),
  facts: maybe(
    fc.dictionary(fc.constantFrom('password.min-length', 'backup.interval-hours@VDI', 'mfa', 'own_key@対象 1'), line, {
      maxKeys: 3,
    }),
  ),
  'answered-by': maybe(line),
  updated: maybe(date),
  note: maybe(words),
});

const checklist = fc.record({
  title: maybe(line),
  version: maybe(line),
  preface: maybe(words),
  references: maybe(fc.array(fc.record({ id: fc.constant('ref-a'), title: line }), { minLength: 1, maxLength: 2 })),
  revisions: maybe(fc.array(fc.record({ version: line, date, summary: line }), { minLength: 1, maxLength: 2 })),
  catalog: fc.constantFrom('medcloud-checklist', 'medcloud-checklist@2019', 'meti-processor'),
  'reference-no': maybe(line),
  applicant: maybe(fc.record({ organization: line, product: maybe(line) })),
  evaluators: maybe(fc.array(fc.record({ name: line, round: fc.constantFrom('1', '2'), date }), { minLength: 1, maxLength: 2 })),
  answers: fc.array(answer, { minLength: 1, maxLength: 6 }),
});

const evidence = (id: string) =>
  fc.record({
    id: fc.constant(id),
    title: line,
    kind: maybe(fc.constantFrom('policy.access', 'record')),
    location: maybe(fc.constantFrom('evidence/運用 規程.pdf', 'https://x.example/a%20b?q=[1]', 'a\\b%.pdf', '表#1.xlsx')),
    version: maybe(line),
    issued: maybe(date),
    expires: maybe(date),
    owner: maybe(line),
    confidentiality: maybe(fc.constantFrom('公開', 'customer', '非開示')),
    conditions: maybe(line),
    note: maybe(words),
  });

const statement = (id: string) =>
  fc.record({
    id: fc.constant(id),
    title: maybe(line),
    text: words,
    satisfies: maybe(fc.uniqueArray(fc.constantFrom('CL-94', 'CL-22(3)', 'METI-2.6.14(1)', 'CL-999'), { minLength: 1 })),
    evidence: maybe(uses),
    facts: maybe(fc.dictionary(fc.constantFrom('mfa', 'tls.min-version'), line, { minKeys: 1, maxKeys: 2 })),
  });

const source = (kind: string, data: unknown) => documentSource({ kaiji: `${kind}/v1`, ...(data as { [key: string]: Value }) });

/** Files of a package by name. */
export const randomPackage: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .record({
    first: checklist,
    second: maybe(checklist),
    a: evidence('ev-a'),
    b: evidence('ev-b'),
    s: statement('st-a'),
    t: statement('st-b'),
  })
  .map(
    ({ first, second, a, b, s, t }) =>
      new Map([
        ['kaiji.yaml', source('package', { service: { name: '例示サービス', provider: '株式会社例示', version: '1' } })],
        ['checklist-1.kaiji.yaml', source('checklist', first)],
        ...(second ? [['checklist-2.kaiji.yaml', source('checklist', second)] as const] : []),
        ['evidence.kaiji.yaml', source('evidence', { evidence: [a, b] })],
        ['statements.kaiji.yaml', source('statements', { statements: [s, t] })],
      ]),
  );
