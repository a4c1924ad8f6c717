import { fixed, message } from '../language.ts';
import { dittoIn, isPlaceholder } from '../model/answer-text.ts';
import { answerOf, hasAnswer, isClaimed, type Reply, refersToAnswer, repliesOf } from '../model/checklist.ts';
import { isSatisfied } from '../package/satisfied.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { citations } from './shared/evidence-register.ts';
import { keyOrName } from './shared/place.ts';

const missing = message<{ control: string }>({
  ja: ({ control }) =>
    `${control} にエビデンスがありません。回答の裏付けになる規程・記録・証明書などを evidence に挙げてください。`,
  en: ({ control }) => `${control} has no evidence. Name the policy, record or certificate that backs the answer under evidence.`,
});

/** What has yet to be written, and 同上, claim nothing of their own: their rules come first. */
function saysSomething({ answer }: Reply): boolean {
  return answer !== undefined && !isPlaceholder(answer.value) && !dittoIn(answer.value);
}

export const docs: RuleDocs = {
  ja: `評価員は回答の裏付けを求めます。「対応済」「一部対応」「代替策」と答えた項目（\`status\` を書かない回答も対応済とみなします）には、エビデンス台帳の項目を一つ以上挙げてください。エビデンスの欄がない様式では指摘しません。

\`\`\`yaml
- control: CL-94
  status: 対応済
  answer: 作業者ごとに一意のIDを発行しています。
  evidence: [ev-account-policy]
\`\`\``,
  en: `Evaluators ask what backs an answer. An item answered as implemented, partial or alternative (an answer without \`status\` counts as implemented) needs at least one entry of the evidence register. Forms without an evidence column are left alone.

\`\`\`yaml
- control: CL-94
  status: implemented
  answer: Every operator has an ID of their own.
  evidence: [ev-account-policy]
\`\`\``,
};

export const missingEvidence: EntryRule = {
  code: 'missing-evidence',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['satisfies'],
  summary: fixed('対応していると答えた項目にエビデンスがない', 'An item answered as done has no evidence'),
  *check(entry, { own, catalogs, lookup }) {
    const map = asMap(entry.node);
    if (!map || !own?.asks('evidence')) return;
    const answer = answerOf(map);
    const control = answerControl(answer, catalogs, own);
    if (!control || !hasAnswer(answer)) return;
    if (refersToAnswer(answer) || isSatisfied(control, { lookup })) return;
    const replies = repliesOf(answer);
    const claims = replies.some((reply) => saysSomething(reply) && isClaimed(reply, answer));
    if (!claims || replies.some((reply) => reply.evidence.length > 0)) return;
    const data = { map, control: control.id, expected: control.control.evidence };
    yield { at: keyOrName(map, 'evidence'), message: missing({ control: control.id }), control: control.id, data };
  },
  fixes(finding, context) {
    const { map, control, expected } = finding.data as { map: MapNode; control: string; expected: readonly string[] };
    return citations(context, map, { expected, about: `${control} ` });
  },
};
