import { importanceArithmetic } from '../assessment/arithmetic.ts';
import { type AssessedAsset, assessedAsset, assessedScenario, scaleFor } from '../assessment/assessed.ts';
import { fixed, message } from '../language.ts';
import type { Level } from '../model/assessment.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';
import type { EntryRule, Finding, Related, RuleDocs } from './rule.ts';

const ofAsset = message<{ written: string; arithmetic: string }>({
  ja: ({ written, arithmetic }) =>
    `重要度が ${written} と書かれていますが、機密性・完全性・可用性の最大は ${arithmetic} です。重要度かレベルを直してください。`,
  en: ({ written, arithmetic }) =>
    `The importance is given as ${written}, but the highest of confidentiality, integrity and availability is ${arithmetic}. Correct the importance or the levels.`,
});

const ofScenario = message<{ written: string; importance: number; assets: readonly string[] }>({
  ja: ({ written, importance, assets }) =>
    `重要度が ${written} と書かれていますが、資産 ${assets.join('、')} の重要度は ${importance} です。資産の重要度に合わせてください。`,
  en: ({ written, importance, assets }) =>
    `The importance is given as ${written}, but that of the asset${assets.length > 1 ? 's' : ''} ${assets.join(', ')} is ${importance}. Bring it in line with the asset.`,
});

const here = message<{ arithmetic: string }>({
  ja: ({ arithmetic }) => `この資産の重要度: ${arithmetic}`,
  en: ({ arithmetic }) => `Importance of this asset: ${arithmetic}`,
});

const set = message<{ importance: number }>({
  ja: ({ importance }) => `重要度を ${importance} に直す`,
  en: ({ importance }) => `Set the importance to ${importance}`,
});

interface Data {
  readonly map: MapNode;
  readonly importance: number;
}

export const docs: RuleDocs = {
  ja: `資産の重要度は、機密性・完全性・可用性のうち最も高いレベルです。\`importance\` を書いたときは、この計算と照合します。シナリオに書いた \`importance\` は、その資産の重要度と照合します（資産が複数なら最も高いもの）。リスク評価値の計算には、いつも計算した重要度を使います。

\`\`\`yaml
assets:
  - { id: as-terminal, confidentiality: 3, integrity: 2, availability: 2, importance: 3 }
\`\`\`

\`importance\` は書かなくても構いません。エディターでは、計算した重要度が行の末尾に表示されます。`,
  en: `The importance of an asset is the highest of its confidentiality, integrity and availability. Where \`importance\` is written it is checked; that of a scenario against its asset's (of several, the highest). Risk values are always computed from the computed importance.

\`\`\`yaml
assets:
  - { id: as-terminal, confidentiality: 3, integrity: 2, availability: 2, importance: 3 }
\`\`\`

\`importance\` may be left out: the editor shows the computed one at the end of the line.`,
};

export const importanceMismatch: EntryRule = {
  code: 'importance-mismatch',
  severity: 'error',
  scope: 'entry',
  kinds: ['assessment'],
  sequences: ['assets', 'scenarios'],
  reads: ['assets', 'threats', 'vulnerabilities', 'measures'],
  summary: fixed('重要度が計算と合わない', 'An importance that is not the computed one'),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map) return;
    if (entry.sequence === 'assets') {
      const assessed = assessedAsset(entry, scaleFor(entry.document, context));
      const arithmetic = assessed && importanceArithmetic(assessed);
      if (!assessed || arithmetic === undefined) return;
      const { asset, importance } = assessed;
      yield* differing(asset.importance, importance, map, (written) => ofAsset({ written, arithmetic }));
      return;
    }
    const assessed = assessedScenario(entry, context);
    if (!assessed || assessed.assets.length === 0) return;
    const { scenario, assets, importance } = assessed;
    if (importance === undefined) return;
    const names = scenario.assets.map(({ text }) => text);
    yield* differing(
      scenario.importance,
      importance,
      map,
      (written) => ofScenario({ written, importance, assets: names }),
      assets.map(relatedTo),
    );
  },
  fixes(finding, { file }) {
    const { map, importance } = finding.data as Data;
    return [
      {
        title: set({ importance }),
        edits: [{ uri: file.uri, splices: [setPair(file, map, 'importance', String(importance))] }],
        // Not safe: the level may be the slip.
        preferred: true,
      },
    ];
  },
};

function* differing(
  level: Level | undefined,
  importance: number | undefined,
  map: MapNode,
  says: (written: string) => Finding['message'],
  related: readonly Related[] = [],
): Iterable<Finding> {
  if (level?.value === undefined || importance === undefined || level.value === importance) return;
  yield {
    at: level.node,
    message: says(level.node.text.trim()),
    ...(related.length > 0 ? { related } : {}),
    data: { map, importance } satisfies Data,
  };
}

function relatedTo(assessed: AssessedAsset): Related {
  const { asset, entry, importance } = assessed;
  return {
    uri: entry.document.file.uri,
    at: asset.id?.node ?? asset.node,
    message: here({ arithmetic: importanceArithmetic(assessed) ?? String(importance) }),
  };
}
