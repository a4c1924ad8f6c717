import { fixed, message } from '../language.ts';
import { answerOf, hasAnswer, repliesOf } from '../model/checklist.ts';
import { insertItem, scalarSource } from '../yaml/edit.ts';
import { asMap } from '../yaml/tree.ts';
import { answerControl } from './control.ts';
import { keyOrName } from './place.ts';
import type { EntryRule, Fix } from './rule.ts';

const missing = message<{ control: string }>({
  ja: ({ control }) => `${control} にエビデンスがありません。回答の裏付けになる規程・記録・証明書などを evidence に挙げてください。`,
  en: ({ control }) => `${control} has no evidence. Name the policy, record or certificate that backs the answer under evidence.`,
});

const add = message<{ id: string; title: string }>({
  ja: ({ id, title }) => `エビデンス「${title}」（${id}）を挙げる`,
  en: ({ id, title }) => `Cite evidence "${title}" (${id})`,
});

/** How many register entries a quick fix offers; more would be a list nobody reads. */
const OFFERED = 5;

/** Statuses that claim something is done, and so need something to show for it. */
const CLAIMS: ReadonlySet<string> = new Set(['implemented', 'partial', 'alternative']);

export const missingEvidence: EntryRule = {
  code: 'missing-evidence',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['satisfies'],
  summary: fixed('対応していると答えた項目にエビデンスがない', 'An item answered as done has no evidence'),
  docs: fixed(
    `評価員は回答の裏付けを求めます。「対応済」「一部対応」「代替策」と答えた項目（\`status\` を書かない回答も対応済とみなします）には、エビデンス台帳の項目を一つ以上挙げてください。エビデンス欄のない様式では指摘しません。

\`\`\`yaml
- control: CL-94
  status: 対応済
  answer: 作業者ごとに一意のIDを発行しています。
  evidence: [ev-account-policy]
\`\`\``,
    `Evaluators ask what backs an answer. An item answered as implemented, partial or alternative (an answer without \`status\` counts as implemented) needs at least one entry of the evidence register. Forms without an evidence column are not blamed.

\`\`\`yaml
- control: CL-94
  status: implemented
  answer: Every operator has an ID of their own.
  evidence: [ev-account-policy]
\`\`\``,
  ),
  *check(entry, { own, catalogs, lookup }) {
    const map = asMap(entry.node);
    if (!map || !own?.asks('evidence')) return;
    const answer = answerOf(map);
    const control = answerControl(answer, catalogs, own);
    if (!control || !hasAnswer(answer)) return;
    if (answer.sameAs.length > 0 || answer.use.length > 0 || lookup('satisfies', control.id).length > 0) return;
    const replies = repliesOf(answer);
    const claims = replies.some((reply) => reply.answer && CLAIMS.has(reply.status?.value ?? answer.status?.value ?? 'implemented'));
    if (!claims || replies.some((reply) => reply.evidence.length > 0)) return;
    yield { at: keyOrName(map, 'evidence'), message: missing({ control: control.id }), control: control.id, data: { map, expected: control.control.evidence } };
  },
  fixes(finding, { package: whole, file }) {
    const { map, expected } = finding.data as { map: NonNullable<ReturnType<typeof asMap>>; expected: readonly string[] };
    const fixes: { readonly rank: number; readonly fix: Fix }[] = [];
    for (const id of whole.keys('evidence')) {
      const item = asMap(whole.lookup('evidence', id)[0]?.entry.node);
      const text = (key: string) => {
        const value = item?.pairs.find((pair) => pair.key.kind === 'scalar' && pair.key.text === key)?.value;
        return value?.kind === 'scalar' ? value.text : '';
      };
      const kind = text('kind');
      const fits = expected.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`) || wanted.startsWith(`${kind}.`));
      const splices = [insertItem(file, map, 'evidence', [scalarSource(id)])];
      fixes.push({ rank: fits && kind ? 0 : 1, fix: { title: add({ id, title: text('title') || id }), edits: [{ uri: file.uri, splices }] } });
    }
    return fixes
      .sort((a, b) => a.rank - b.rank)
      .slice(0, OFFERED)
      .map(({ fix }) => fix);
  },
};
