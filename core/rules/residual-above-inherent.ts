import { reckoning } from '../assessment/arithmetic.ts';
import { assessedScenario } from '../assessment/assessed.ts';
import { fixed, message } from '../language.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { residualPlace } from './shared/residual-place.ts';

const above = message<{ after: string; before: string }>({
  ja: ({ after, before }) =>
    `対策実施後のリスク評価値（${after}）が、対策前（${before}）を上回っています。対策でリスクが増えることはありません。レベルか値を直してください。`,
  en: ({ after, before }) =>
    `The risk value after the measures (${after}) is above that of before (${before}). Measures do not add to a risk: correct the levels or the value.`,
});

export const docs: RuleDocs = {
  ja: `対策実施後（\`residual\`）のリスク評価値は、対策前と同じか、それより低いはずです。上回っていれば、レベルの書き誤りか、一覧のレベルだけを後から下げた跡です。

\`\`\`yaml
- id: sc-ransom
  asset: as-terminal
  threat: th-ransom                # 2
  vulnerability: vu-usb            # 3
  residual: { vulnerability: 1 }   # 3 × 2 × 1 = 6。対策前は 3 × 2 × 3 = 18
\`\`\`

同じ値のままのときは指摘しません（下がらない理由は \`residual-above-line\` が問います）。`,
  en: `After the measures (\`residual\`) a risk value is the same or lower than before. A higher one comes of a slip, or of a list whose levels were lowered later.

\`\`\`yaml
- id: sc-ransom
  asset: as-terminal
  threat: th-ransom                # 2
  vulnerability: vu-usb            # 3
  residual: { vulnerability: 1 }   # 3 × 2 × 1 = 6; before it was 3 × 2 × 3 = 18
\`\`\`

The same value is not reported here; residual-above-line asks why it is no lower.`,
};

export const residualAboveInherent: EntryRule = {
  code: 'residual-above-inherent',
  severity: 'error',
  scope: 'entry',
  kinds: ['assessment'],
  sequences: ['scenarios'],
  reads: ['assets', 'threats', 'vulnerabilities', 'measures'],
  summary: fixed('対策実施後の値が対策前を上回る', 'A risk value that is higher after the measures'),
  *check(entry, context) {
    const assessed = assessedScenario(entry, context);
    if (!assessed?.residual) return;
    const { value, residual, scenario } = assessed;
    if (value === undefined || residual.value === undefined || residual.value <= value) return;
    yield {
      at: residualPlace(scenario),
      message: above({ after: reckoning(residual), before: reckoning(assessed) }),
      ...(scenario.id ? { control: scenario.id.value } : {}),
    };
  },
};
