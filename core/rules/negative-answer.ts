import type { Resolved } from '../catalog/control.ts';
import { fixed, inSentence, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { denialsIn } from '../prose/denial.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { placeOfPiece } from './shared/piece.ts';
import { has, namedReplies, partMeant } from './shared/reply.ts';

const denied = message<{ name: string; stated: boolean }>({
  ja: ({ name, stated }) =>
    `${inSentence(name)}は${stated ? '「対応済」とされています' : '対応状況（status）がなく「対応済」とみなされます'}が、回答ではこの対策を行っていないと述べています。「一部対応」「対応予定」「代替策」「対象外」のどれにあたるかを確かめ、status に書いてください。`,
  en: ({ name, stated }) =>
    `${name} ${stated ? 'is marked implemented' : 'counts as implemented'}, but the answer says that this is not done. Set status to partial, planned, alternative or not-applicable, whichever is true.`,
});

export const docs: RuleDocs = {
  ja: `「対応済」の欄に「実施しておりません」「必須としておりません」と書いてあれば、評価員は状況と回答のどちらを信じてよいか分かりません。代わりの方法をとっているなら「代替策」、一部だけなら「一部対応」、求められた事柄そのものがないなら「対象外」とし、理由を書いてください。

\`\`\`yaml
- control: METI-2.6.5(5)
  status: 対応済                 # → 代替策
  answer: 顔写真入りの身分証は必須としておりません。入館証を首から提げています。
\`\`\`

文の終わりで対策を否定しているものだけを見ます。「共有IDは使用していません」のように、禁じられたことをしていないという回答は指摘しません。「〜の場合は」「なお、」のような例外や補足、「〜しておりませんが、…」と代わりの方法が続く文も同じです。\`status\` を書かない回答は対応済とみなします。`,
  en: `Where an item marked implemented says 実施しておりません ("we do not") or 必須としておりません ("we do not require it"), an evaluator cannot tell which to believe. What is done otherwise is an \`alternative\`, what is done in part \`partial\`, and where the thing itself does not exist the item is \`not-applicable\`; give the reason.

\`\`\`yaml
- control: METI-2.6.5(5)
  status: implemented            # → alternative
  answer: 顔写真入りの身分証は必須としておりません。入館証を首から提げています。
\`\`\`

Only a denial of the measure at the end of a sentence counts. Not doing what is forbidden (共有IDは使用していません) is a good answer; exceptions, asides and clauses that go on to say what is done instead are left alone. An answer without \`status\` counts as implemented.`,
};

export const negativeAnswer: EntryRule = {
  code: 'negative-answer',
  severity: 'info',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  summary: fixed('対応済なのに、回答で対応を否定している', 'An answer that denies what its status claims'),
  *check(entry, { catalogs, own }) {
    const map = asMap(entry.node);
    if (!map) return;
    const answer = answerOf(map);
    const found = answerControl(answer, catalogs, own);
    if (!found) return;
    for (const { reply, name, id } of namedReplies(answer, found)) {
      const node = reply.answer?.node;
      const status = (reply.status ?? answer.status)?.value;
      if (node?.kind !== 'scalar' || (status ?? 'implemented') !== 'implemented' || isProhibition(found, id)) continue;
      // A status that is no term of the enumeration: invalid-value speaks of it.
      if (status === undefined && (has(reply.map, 'status') || has(map, 'status'))) continue;
      const denial = denialsIn(node.text)[0];
      if (!denial) continue;
      yield {
        at: placeOfPiece(entry.document.file, node, denial),
        message: denied({ name, stated: status !== undefined }),
        control: id,
      };
    }
  },
};

/** Whether what is asked is that something be not done. */
function isProhibition(found: Resolved, id: string): boolean {
  return /禁止|しない|させない|行わない|用いない|認めない/.test(partMeant(found, id)?.ja ?? found.control.title.ja);
}
