import { fixed, inSentence, message } from '../language.ts';
import { setPair } from '../yaml/set.ts';
import type { MapNode, Node } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { isMistyped, rowName, treatedScenario } from './shared/risk-rows.ts';

const missing = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}のリスクを保有するとしていますが、理由がありません。影響が小さい、ほかに見合う対策がないなど、受け入れる理由を reason に書いてください。`,
  en: ({ name }) =>
    `The risk of ${name} is retained without a reason. Say under reason why it is accepted: little harm, or no measure worth its cost.`,
});

const insert = fixed('理由（reason）を加える', 'Insert a reason');

export const docs: RuleDocs = {
  ja: `保有は、対策をとらずにリスクを受け入れるという判断です。なぜ受け入れてよいのか（影響が小さい、顕在化しにくい、見合う対策がないなど）を \`reason\` に書き、承認した責任者を \`accepted-by\` に挙げてください。理由がなければ、評価員には対策の漏れと区別がつきません。

\`\`\`yaml
- scenario: RS-3.19①
  parties: [事業者]
  treatment: 保有
  reason: 停止しても紙の運用で診療を続けられるため。
  accepted-by: ro-service
\`\`\`

理由は、行にでもシナリオにでも書けます。\`content\` は何をしているかを書くところなので、理由とはみなしません。`,
  en: `To retain a risk is to decide to live with it. Say under \`reason\` why that is right (little harm, unlikely, no measure worth its cost), and under \`accepted-by\` who approved it; without a reason an evaluator cannot tell it from a measure forgotten.

\`\`\`yaml
- scenario: RS-3.19①
  parties: [provider]
  treatment: retain
  reason: Care goes on with paper records while the service is down.
  accepted-by: ro-service
\`\`\`

The reason may stand in the row or the scenario. \`content\` says what is done and is no reason.`,
};

export const retainedWithoutReason: EntryRule = {
  code: 'retained-without-reason',
  severity: 'warning',
  scope: 'entry',
  kinds: ['risks'],
  sequences: ['scenarios'],
  summary: fixed('リスクを保有する理由がない', 'A risk retained without a reason'),
  *check(entry, context) {
    const found = treatedScenario(entry, context);
    if (!found) return;
    const { scenario, id, rows } = found;
    const told = new Set<Node>();
    for (const row of rows) {
      const word = row.words.find(({ value }) => value === 'retain');
      if (!word || row.reason || told.has(word.node) || isMistyped(row.map, 'reason')) continue;
      told.add(word.node);
      const shared = scenario.treatment.includes(word.node);
      const map = shared ? scenario.map : row.map;
      yield { at: word.node, message: missing({ name: shared ? id : rowName(id, row) }), control: id, data: map };
    }
  },
  fixes(finding, { file }) {
    const map = finding.data as MapNode;
    return [
      {
        title: insert,
        edits: [{ uri: file.uri, splices: [setPair(file, map, 'reason', '●●のため、許容できると判断しました。', 'treatment')] }],
        preferred: true,
      },
    ];
  },
};
