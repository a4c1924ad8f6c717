import { arithmetic } from '../assessment/arithmetic.ts';
import { assessedScenario, type Product } from '../assessment/assessed.ts';
import { fixed, message } from '../language.ts';
import type { Level } from '../model/assessment.ts';
import { setPair } from '../yaml/set.ts';
import type { MapNode } from '../yaml/tree.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';

const inherent = message<{ written: string; product: Product }>({
  ja: ({ written, product }) =>
    `リスク評価値が ${written} と書かれていますが、重要度 × 脅威 × 脆弱性は ${arithmetic(product)} です。値かレベルを直してください。`,
  en: ({ written, product }) =>
    `The risk value is given as ${written}, but importance × threat × vulnerability is ${arithmetic(product)}. Correct the value or the levels.`,
});

const remaining = message<{ written: string; product: Product }>({
  ja: ({ written, product }) =>
    `対策実施後のリスク評価値が ${written} と書かれていますが、重要度 × 脅威 × 脆弱性は ${arithmetic(product)} です。値かレベルを直してください。`,
  en: ({ written, product }) =>
    `The risk value after the measures is given as ${written}, but importance × threat × vulnerability is ${arithmetic(product)}. Correct the value or the levels.`,
});

const set = message<{ value: number }>({
  ja: ({ value }) => `リスク評価値を ${value} に直す`,
  en: ({ value }) => `Set the risk value to ${value}`,
});

interface Data {
  readonly map: MapNode;
  readonly value: number;
}

export const docs: RuleDocs = {
  ja: `リスク評価値は「資産の重要度 × 脅威レベル × 脆弱性レベル」です。シナリオに \`threat-level\` や \`vulnerability-level\` があれば、一覧のレベルに代えてそれを使います。対策実施後（\`residual\`）の値は、そこに書いたレベルを使い、書いていないほうは対策前のレベルのままとして計算します。

\`\`\`yaml
scenarios:
  - id: sc-ransom
    asset: as-terminal        # 重要度 3
    threat: th-ransom         # 脅威レベル 2
    vulnerability: vu-usb     # 脆弱性レベル 3
    value: 18                 # 3 × 2 × 3
    residual: { vulnerability: 1, value: 6 }     # 3 × 2 × 1
\`\`\`

\`value\` は書かなくても構いません。エディターでは、計算した値が行の末尾に表示されます。資産・脅威・脆弱性のどれかが見つからないとき、レベルが書かれていないときは指摘しません。`,
  en: `A risk value is importance of the asset × threat level × vulnerability level. \`threat-level\` and \`vulnerability-level\` of the scenario stand in place of those of the lists. The value after the measures (\`residual\`) is computed from the levels given there, and those of before for what is not given.

\`\`\`yaml
scenarios:
  - id: sc-ransom
    asset: as-terminal        # importance 3
    threat: th-ransom         # threat level 2
    vulnerability: vu-usb     # vulnerability level 3
    value: 18                 # 3 × 2 × 3
    residual: { vulnerability: 1, value: 6 }     # 3 × 2 × 1
\`\`\`

\`value\` may be left out: the editor shows the computed one at the end of the line. Where asset, threat or vulnerability cannot be found, or a level is missing, nothing is reported.`,
};

export const riskValueMismatch: EntryRule = {
  code: 'risk-value-mismatch',
  severity: 'error',
  scope: 'entry',
  kinds: ['assessment'],
  sequences: ['scenarios'],
  reads: ['assets', 'threats', 'vulnerabilities', 'measures'],
  summary: fixed('リスク評価値が計算と合わない', 'A risk value that is not the computed one'),
  *check(entry, context) {
    const assessed = assessedScenario(entry, context);
    if (!assessed) return;
    const { scenario, product, residual } = assessed;
    const control = scenario.id?.value;
    yield* differing(scenario.value, product, scenario.node, inherent, control);
    if (scenario.residual)
      yield* differing(scenario.residual.value, residual?.product, scenario.residual.node, remaining, control);
  },
  fixes(finding, { file }) {
    const { map, value } = finding.data as Data;
    return [
      {
        title: set({ value }),
        edits: [{ uri: file.uri, splices: [setPair(file, map, 'value', String(value))] }],
        // Not safe: the level may be the slip.
        preferred: true,
      },
    ];
  },
};

function* differing(
  level: Level | undefined,
  product: Product | undefined,
  map: MapNode,
  says: typeof inherent,
  control: string | undefined,
): Iterable<Finding> {
  if (level?.value === undefined || !product || level.value === product.value) return;
  yield {
    at: level.node,
    message: says({ written: level.node.text.trim(), product }),
    ...(control === undefined ? {} : { control }),
    data: { map, value: product.value } satisfies Data,
  };
}
