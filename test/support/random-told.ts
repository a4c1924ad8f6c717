/**
 * Packages as fast-check makes them for round trips. Every line an author wrote ends in a word of its own (`q12x0e`), by which it is found again wherever it is printed.
 * Words a form gives a meaning (同上, 対象外, 理由:) open no text: what they say is told elsewhere.
 */
import fc from 'fast-check';
import { documentSource, type Value } from '../../convert/oscal/source.ts';

/** Where its word goes. */
const WORD = '§';

const LINES = [
  '作業者ごとに一意のIDを発行しています§。',
  '　字下げした行です§',
  '(1) 一つ目の項目§',
  '①丸数字の項目§',
  '・中黒の項目§',
  '=SUM(A1:A3) §',
  '-5%を超えない§',
  '＋１を＠付きで§',
  '@here §',
  'ＡＢＣ（全角）１２３§',
  '「引用」と"quotes"と\'一重\' §',
  '[[CL-94]] を参照 §',
  '[[ev-a]] に示す§',
  '[[ない参照]] §',
  '**強調**と`code` §',
  '達成率100% #3 {a: b} §',
  '👩‍⚕️と𠮷野家 §',
  'https://example.jp/docsに公開§',
  '値 < 5 && x > 3 § <b>太字</b>',
  '5 * 3 = 15 § \\* 注',
] as const;
const TABLE = '| 区分 | 値 |\n| --- | --- |\n| 行§ | ａ |\n| 二行目 | § |';

const text = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...LINES) },
      fc.constantFrom(TABLE, '\n二つ目の段落§', '- 箇条書き§\n- 次§'),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((lines) => lines.join('\n'));
const line = fc.constantFrom(...LINES.filter((one) => !/^[　(①・=@＋-]|\[\[|\*|<|\/\//.test(one)));
const title = fc.constantFrom(
  'アクセス管理規程§',
  'ISMS認証登録証 §',
  '監査報告書§、別冊',
  '手順書（第2版）§',
  '議事録 §',
  '毎年の監査で確かめています。その記録§',
);
const at = fc.constantFrom('p.3§', '第4章§', 'p.3, 4.2節 §', '別表1§');
const date = fc.constantFrom('2026-04-01', '2026-04', '令和3年1月', '2021年1月2日');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });

const status = fc.constantFrom('implemented', 'partial', '対応予定', '代替策', 'not-applicable');
const responsibility = fc.constantFrom('provider', '利用者', 'shared', 'inherited');
const evidenceId = fc.constantFrom('ev-a', 'ev-b', 'doc-c');
const uses = fc.uniqueArray(fc.oneof(evidenceId, fc.record({ ref: evidenceId, at })), {
  minLength: 1,
  maxLength: 3,
  selector: (one) => JSON.stringify(one),
});
const plan = fc.record({ action: maybe(text), due: date });
const judgement = (round: string) =>
  fc.record({
    round: fc.constant(round),
    result: fc.constantFrom('conforming', '要改善', 'nonconforming', '未評価'),
    finding: maybe(text),
    improvement: maybe(text),
    due: maybe(date),
    by: maybe(line),
  });
const judgements = fc.oneof(
  judgement('1').map((one) => [one]),
  fc.tuple(judgement('1'), judgement('2')),
);
const reply = {
  status: maybe(status),
  responsibility: maybe(responsibility),
  reason: maybe(text),
  plan: maybe(plan),
  evidence: maybe(uses),
};
const own = fc.record({
  ...reply,
  answer: maybe(text),
  parts: maybe(
    fc.dictionary(fc.constantFrom('(1)', '(2)'), fc.oneof(text, fc.record({ ...reply, answer: text })), { maxKeys: 2 }),
  ),
  judgement: maybe(judgements),
  note: maybe(text),
  'answered-by': maybe(line),
  updated: maybe(date),
});
const byTarget = fc.record({
  responses: fc.array(fc.record({ target: line, answer: text, ...reply }), { minLength: 1, maxLength: 2 }),
  note: maybe(text),
});
const repeating = fc.record({
  'same-as': maybe(fc.constantFrom('@0', '@1')),
  use: maybe(fc.constant('st-a')),
  answer: maybe(text),
  evidence: maybe(uses),
  status: maybe(status),
});
/** Words after 対象外 are read as the reason: it has one. */
function withReason(one: { readonly [key: string]: Value | undefined }): { readonly [key: string]: Value | undefined } {
  return one.status === 'not-applicable' ? { ...one, reason: one.reason ?? '提供していないため§' } : one;
}

/** Entries in the order of their controls; `@0` is the first of these. */
const answers = (ids: readonly string[]) =>
  fc
    .tuple(...ids.map(() => maybe(fc.oneof({ weight: 3, arbitrary: own }, byTarget, repeating))))
    .map((all) =>
      all.flatMap((one, i) =>
        one ? [{ control: ids[i] as string, ...withReason(one as { [key: string]: Value | undefined }) }] : [],
      ),
    );

const CONTROLS = {
  'medcloud-checklist': ['CL-1', 'CL-2', 'CL-22', 'CL-94', 'CL-137'],
  'meti-processor': ['METI-2.1', 'METI-2.2.1(1)', 'METI-2.6.14(22)'],
  'own-sheet': ['OWN-1', 'OWN-2', 'OWN-3'],
} as const;
export type SheetCatalog = keyof typeof CONTROLS;

/** A catalog of the customer's. */
const OWN_CATALOG = documentSource({
  kaiji: 'catalog/v1',
  id: 'own-sheet',
  prefix: 'OWN',
  title: '自院の点検表',
  noun: { ja: '点検項目', en: 'item' },
  asks: ['status', 'evidence', 'locator', 'judgement'],
  controls: [
    { id: 'OWN-1', category: ['運用'], title: '利用者の識別に用いる番号の管理方法' },
    { id: 'OWN-2', category: ['運用'], title: '退職者の権限を停止するまでの期間', parts: [{ id: '(1)', ja: '期間' }] },
    { id: 'OWN-3', category: ['災害'], title: '停電時に診療を続けるための備えの内容' },
  ],
});

const scenario = (id: string, more: { readonly title?: string } = {}) => {
  const row = {
    treatment: maybe(fc.constantFrom('低減', '移転', '保有', '回避')),
    parties: maybe(fc.constantFrom(['provider'], ['customer'], ['provider', 'customer'])),
    content: text,
    reason: maybe(text),
    evidence: maybe(uses),
  };
  const head = { scenario: fc.constant(id), title: fc.constant(more.title), note: maybe(text) };
  return fc.oneof(
    fc.record({
      ...head,
      treatment: fc.constant('低減'),
      parties: fc.constant(['provider']),
      level: maybe(fc.record({ impact: fc.constantFrom('1', '3'), likelihood: fc.constantFrom('1', '2') })),
      responses: fc.array(fc.record({ target: maybe(line), ...row }), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ ...head, 'not-applicable': text }),
  );
};
const risks = fc.record({
  title: maybe(line),
  scenarios: fc.tuple(
    scenario('RS-1.1①'),
    scenario('RS-2.2'),
    scenario('RS-3.19①'),
    scenario('x.own-risk', { title: '生成AIへの入力により受託情報が漏えいする' }),
  ),
});

const item = (id: string, confidentiality: fc.Arbitrary<string | undefined> = maybe(fc.constantFrom('公開', 'customer'))) =>
  fc.record({
    id: fc.constant(id),
    title,
    kind: maybe(fc.constantFrom('policy.access', 'record.audit')),
    version: maybe(fc.constantFrom('2', '第3版 §')),
    issued: maybe(date),
    expires: maybe(date),
    owner: maybe(line),
    confidentiality,
    conditions: maybe(line),
    location: maybe(fc.constantFrom('evidence/規程.pdf', 'https://example.jp/a')),
    note: maybe(line),
  });

const section = {
  title: line,
  body: maybe(text),
};
const disclosure = fc.record({
  title: line,
  preface: maybe(text),
  parties: fc.tuple(fc.record({ id: fc.constant('own'), name: line, short: fc.constant('当社'), duties: maybe(line) })),
  roles: fc.tuple(fc.record({ id: fc.constant('ro-ops'), title: line, duties: maybe(line) })),
  terms: fc.tuple(fc.record({ term: line, means: text })),
  tables: fc.tuple(
    fc.record({
      id: fc.constant('tb-a'),
      caption: line,
      columns: fc.tuple(line, line),
      rows: fc.tuple(fc.tuple(text, text), fc.tuple(text, text)),
    }),
  ),
  sections: fc.tuple(
    fc.record({
      section: fc.constant('org.policy'),
      ...section,
      evidence: maybe(uses),
      sections: fc.array(fc.record({ ...section }), { maxLength: 2 }),
    }),
    fc.record({
      section: fc.constant('x.local'),
      ...section,
      body: text.map((said) => `${said}\n\n[[table:tb-a]]\n`),
      sections: fc.array(fc.record({ ...section, sections: fc.array(fc.record(section), { maxLength: 2 }) }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({ section: fc.constant('terms') }),
    fc.record({ section: fc.constant('parties') }),
  ),
});

export interface Told {
  readonly catalog: SheetCatalog;
  /** Files of the package by name. */
  readonly files: ReadonlyMap<string, string>;
  /** The same as data, each text with its words. */
  readonly data: Readonly<Record<string, Value>>;
}

function marked(value: Value | undefined, next: () => number): Value | undefined {
  if (typeof value === 'string') {
    if (!value.includes(WORD)) return value;
    const number = next();
    let at = 0;
    return value.replaceAll(WORD, () => `q${number}x${at++}e`);
  }
  if (Array.isArray(value)) return value.map((one) => marked(one, next) as Value);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, marked(one as Value | undefined, next)]));
}

/** The words of a value, in the order they are written. */
export function wordsIn(value: Value | undefined): readonly string[] {
  return JSON.stringify(value ?? '').match(/q[0-9]+x[0-9]+e/g) ?? [];
}

/** A package with a checklist of a catalog, and all else there is. */
export function toldPackage(catalog: SheetCatalog): fc.Arbitrary<Told> {
  const ids = CONTROLS[catalog];
  return fc
    .record({
      checklist: fc.record({
        'reference-no': maybe(fc.constant('2026-018')),
        submitted: maybe(fc.constant('2026-10-01')),
        evaluators: maybe(fc.constant([{ organization: '評価機関', name: '評価 花子', round: '1', date: '2026-10-02' }])),
        applicant: maybe(fc.record({ organization: fc.constant('株式会社例示'), product: fc.constant('例示クラウドカルテ') })),
        answers: answers(ids),
      }),
      risks,
      evidence: fc.tuple(item('ev-a'), item('ev-b'), item('doc-c', fc.constant('非開示'))),
      statements: fc.tuple(fc.record({ id: fc.constant('st-a'), text, evidence: maybe(uses) })),
      disclosure,
    })
    .map((random) => {
      let count = 0;
      const data = marked(random as unknown as Value, () => count++) as unknown as Record<string, Value> & {
        checklist: { [key: string]: Value };
      };
      const named = JSON.parse(
        JSON.stringify(data).replace(/"@([01])"/g, (_all, at: string) => JSON.stringify(ids[Number(at)])),
      ) as typeof data;
      const of = (kind: string, value: unknown) =>
        documentSource({ kaiji: `${kind}/v1`, ...(value as { [key: string]: Value }) });
      const files = new Map([
        ['kaiji.yaml', of('package', { service: { name: '例示サービス', provider: '株式会社例示', version: '1' } })],
        ['checklist.kaiji.yaml', of('checklist', { catalog, ...named.checklist })],
        ['risks.kaiji.yaml', of('risks', { catalog: 'risk-scenarios', ...(named.risks as object) })],
        ['evidence.kaiji.yaml', of('evidence', { evidence: named.evidence })],
        ['statements.kaiji.yaml', of('statements', { statements: named.statements })],
        ['disclosure.kaiji.yaml', of('disclosure', { outline: 'sssd-outline', ...(named.disclosure as object) })],
        ...(catalog === 'own-sheet' ? [['own-sheet.kaiji.yaml', OWN_CATALOG] as const] : []),
      ]);
      return {
        catalog,
        files,
        data: named,
        [fc.toStringMethod]: () => [...files].map(([name, text]) => `-- ${name} --\n${text}`).join(''),
      };
    });
}
