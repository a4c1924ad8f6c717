import { fixed, message } from '../language.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import { keyNode } from '../model/field.ts';
import { isSatisfied } from '../package/satisfied.ts';
import { fillPair } from '../yaml/edit.ts';
import { asMap, isDamaged, type MapNode } from '../yaml/tree.ts';
import { answerControl } from './control.ts';
import { explainedAnywhere, explains, has, keyBefore, namedReplies } from './reply.ts';
import type { EntryRule } from './rule.ts';

const noReason = message<{ name: string }>({
  ja: ({ name }) => `${name} は対象外とされていますが、理由がありません。なぜ対象外なのかを reason に書いてください。`,
  en: ({ name }) => `${name} is marked not applicable without a reason. Say under reason why it does not apply.`,
});

const noAlternative = message<{ name: string }>({
  ja: ({ name }) =>
    `${name} は代替策とされていますが、内容も理由もありません。何で代えているかを answer に、求められた対策をとらない理由を reason に書いてください。`,
  en: ({ name }) =>
    `${name} is marked as met by an alternative, with neither answer nor reason. Say under answer what is done instead, and under reason why.`,
});

const insert = fixed('理由（reason）を加える', 'Insert a reason');

export const missingReason: EntryRule = {
  code: 'missing-reason',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['satisfies'],
  summary: fixed('対象外・代替策とした項目に理由がない', 'An item marked not applicable or alternative gives no reason'),
  docs: fixed(
    `「対象外」「代替策」は、その判断の根拠があってはじめて評価できます。担当者が替わっても根拠が残るように、\`reason\`（または \`answer\`）に書いてください。項目全体、小項目、対象ごとの回答のどれにもあてはまります。項目全体に理由や回答があれば、小項目ごとには求めません。

\`\`\`yaml
- control: CL-174
  status: 対象外
  reason: 院外からの利用を認めていないため。
\`\`\``,
    `"Not applicable" and "alternative" can be judged only with the grounds for them. Write these under \`reason\` (or \`answer\`), so that they stay when people change. This holds for an item as a whole, its sub-items and its answers by target; where the item as a whole has a reason or an answer, its sub-items need none of their own.

\`\`\`yaml
- control: CL-174
  status: not-applicable
  reason: The service cannot be used from outside the hospital.
\`\`\``,
  ),
  *check(entry, { own, catalogs, lookup }) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map)) return;
    const answer = answerOf(map);
    if (!repliesOf(answer).some(({ status }) => needsReason(status?.value))) return;
    const control = answerControl(answer, catalogs, own);
    if (control && isSatisfied(control, { lookup })) return;
    for (const { reply, name, id, whole } of namedReplies(answer, control)) {
      const status = reply.status;
      if (!reply.map || !status || !needsReason(status.value)) continue;
      if (whole ? explainedAnywhere(answer) : explains(reply) || explains(answer)) continue;
      // An answer of another type than text is wrong-type's business.
      if (has(reply.map, 'answer')) continue;
      yield {
        at: keyNode(reply.map, 'reason') ?? status.node,
        message: (status.value === 'alternative' ? noAlternative : noReason)({ name }),
        control: id,
        data: { map: reply.map, alternative: status.value === 'alternative' },
      };
    }
  },
  fixes(finding, { file }) {
    const { map, alternative } = finding.data as { map: MapNode; alternative: boolean };
    const line = alternative ? 'reason: ●●のため、●●で代えています。' : 'reason: ●●のため、対象外です。';
    return [
      {
        title: insert,
        edits: [{ uri: file.uri, splices: [fillPair(file, map, 'reason', [line], keyBefore(map))] }],
        preferred: true,
      },
    ];
  },
};

function needsReason(status: string | undefined): boolean {
  return status === 'not-applicable' || status === 'alternative';
}
