import { reckoning } from '../assessment/arithmetic.ts';
import { assessedScenario } from '../assessment/assessed.ts';
import { fixed, message } from '../language.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { residualPlace } from './shared/residual-place.ts';

const still = message<{ after: string; line: number; retained: boolean }>({
  ja: ({ after, line, retained }) =>
    `対策実施後もリスク評価値（${after}）が対策要否の基準値（${line}）以上です。${retained ? '保有する理由を reason に書いてください。' : '対策を足すか、残るリスクを受け入れるなら treatment を「保有」とし、理由を reason に書いてください。'}`,
  en: ({ after, line, retained }) =>
    `After the measures the risk value (${after}) is still at or above the line of ${line}. ${retained ? 'Say under reason why it is retained.' : 'Add measures; or, where the rest is accepted, mark the treatment retain and say under reason why.'}`,
});

export const docs: RuleDocs = {
  ja: `対策を実施しても対策要否の基準値を下回らないリスクは、さらに対策を足すか、理由を明らかにして保有するかのどちらかです。保有するときは \`treatment: 保有\` とし、理由を \`reason\`（または \`residual\` の \`reason\`）に書いてください。基準値は評価基準の値（oq-2021 では18）で、文書の \`threshold\` で変えられます。

\`\`\`yaml
- id: sc-legacy
  asset: as-terminal
  threat: th-login
  vulnerability: vu-old-os
  measures: [OQ-T12]
  treatment: 保有
  reason: 2027年3月の機器更新まで使用し、それまでは閉域網だけに接続するため。
  residual: { vulnerability: 3 }
\`\`\`

\`residual\` のないシナリオは指摘しません。`,
  en: `A risk that its measures do not bring below the line needs more of them, or is retained for a stated reason: \`treatment: retain\`, and the reason under \`reason\` (or the \`reason\` of \`residual\`). The line is that of the scale (18 in oq-2021); \`threshold\` of the document changes it.

\`\`\`yaml
- id: sc-legacy
  asset: as-terminal
  threat: th-login
  vulnerability: vu-old-os
  measures: [OQ-T12]
  treatment: retain
  reason: In use until the devices are replaced in March 2027, on a closed network only.
  residual: { vulnerability: 3 }
\`\`\`

A scenario without \`residual\` is not reported.`,
};

export const residualAboveLine: EntryRule = {
  code: 'residual-above-line',
  severity: 'warning',
  scope: 'entry',
  kinds: ['assessment'],
  sequences: ['scenarios'],
  reads: ['assets', 'threats', 'vulnerabilities', 'measures'],
  summary: fixed(
    '対策実施後も基準値以上で、保有の理由がない',
    'A risk still at or above the line, and not retained with a reason',
  ),
  *check(entry, context) {
    const assessed = assessedScenario(entry, context);
    if (!assessed?.residual?.meetsLine || assessed.isAccepted) return;
    const { line, residual, scenario, value } = assessed;
    // One that rose is in error first of all: residual-above-inherent.
    if (value !== undefined && residual.value !== undefined && residual.value > value) return;
    yield {
      at: residualPlace(scenario),
      message: still({ after: reckoning(residual), line: line?.value ?? 0, retained: scenario.treatment === 'retain' }),
      ...(scenario.id ? { control: scenario.id.value } : {}),
    };
  },
};
