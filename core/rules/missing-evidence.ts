import type { Catalog } from '../catalog/catalog.ts';
import type { Resolved } from '../catalog/control.ts';
import { fixed, message } from '../language.ts';
import { dittoIn, isPlaceholder } from '../model/answer-text.ts';
import { answerOf, hasAnswer, isClaimed, type Reply, refersToAnswer, repliesOf } from '../model/checklist.ts';
import { memoized } from '../model/field.ts';
import type { PackageView } from '../package/index.ts';
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

const claimsWithoutEvidence = memoized((map: MapNode): boolean => {
  const answer = answerOf(map);
  if (!hasAnswer(answer) || refersToAnswer(answer)) return false;
  const replies = repliesOf(answer);
  const claims = replies.some((reply) => saysSomething(reply) && isClaimed(reply, answer));
  return claims && !replies.some((reply) => reply.evidence.length > 0);
});

/** The control of an entry that claims something is done and cites nothing for it; undefined for any other entry, and where the form does not ask. */
export function lacksEvidence(
  map: MapNode,
  { own, catalogs, lookup }: Pick<PackageView, 'catalogs' | 'lookup'> & { readonly own: Catalog | undefined },
): Resolved | undefined {
  if (!own?.asks('evidence') || !claimsWithoutEvidence(map)) return undefined;
  const control = answerControl(answerOf(map), catalogs, own);
  return control && !isSatisfied(control, { lookup }) ? control : undefined;
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
    const control = map && lacksEvidence(map, { own, catalogs, lookup });
    if (!map || !control) return;
    const data = { map, control: control.id, expected: control.control.evidence };
    yield { at: keyOrName(map, 'evidence'), message: missing({ control: control.id }), control: control.id, data };
  },
  fixes(finding, context) {
    const { map, control, expected } = finding.data as { map: MapNode; control: string; expected: readonly string[] };
    return citations(context, map, { expected, about: `${control} ` });
  },
};
