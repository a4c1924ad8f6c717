import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import { fixed, inSentence, message } from '../language.ts';
import { dittoIn, isPlaceholder } from '../model/answer-text.ts';
import { type Answer, answerOf, isClaimed, type Reply, refersToAnswer } from '../model/checklist.ts';
import { isMereWord, isStockPhrase, repeats } from '../prose/thin.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { namedReplies, partMeant } from './shared/reply.ts';

const stock = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}の回答からは、何をしているのかが読み取れません。誰が、いつ、どこで、どのように行い、何に記録しているかを書いてください。`,
  en: ({ name }) =>
    `The answer to ${name} does not tell what is done. Say who does it, when, where and how, and what records it.`,
});

const echo = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}の回答は、求められていることの繰り返しです。誰が、いつ、どこで、どのように行っているかを書いてください。`,
  en: ({ name }) => `The answer to ${name} only repeats what is asked. Say who does it, when, where and how.`,
});

export const docs: RuleDocs = {
  ja: `「適切に管理しています」「対応しています」や、求められた文言を言い換えただけの回答は、評価員が何も確かめられず、差し戻されます。誰が、いつ、どこで、どのように行い、何に記録しているかを書いてください。

\`\`\`yaml
- control: CL-94
  answer: 適切に管理しています。      # 指摘されます
- control: CL-97
  answer: 人事部の連絡を受け、システム管理者が当日中にIDを停止し、台帳に記録しています。
\`\`\`

対象は、決まり文句だけの回答と、項目の題名・小項目・（手元にあれば）原本の文言のほかに言葉のない回答です。「対応状況」の欄が別にある様式では、「はい」「対応済」「○」だけの回答も対象です。時期・担当・文書・仕組みが一つでも書かれていれば指摘しません。対象外・対応予定の項目、エビデンスの該当箇所（\`at\`）まで示した回答、小項目や対象ごとに答えた項目全体への一言も指摘しません。`,
  en: `\`適切に管理しています\` ("managed appropriately"), \`対応しています\` ("done"), or the requirement in other words: an evaluator can verify nothing and sends it back. Say who does it, when, where and how, and what records it.

\`\`\`yaml
- control: CL-94
  answer: 適切に管理しています。      # reported
- control: CL-97
  answer: On notice from personnel, the administrator suspends the ID the same day and notes it in the register.
\`\`\`

Reported are answers of stock phrases only, those with no word beside the title, the sub-items or (where at hand) the official wording, and はい, 対応済, ○ alone in a form that has a column for the status. One time, person, document or mechanism is enough to be left alone; so are items not applicable or planned, answers that cite evidence with its place (\`at\`), and a phrase for the whole above answers by sub-item or target.`,
};

export const thinAnswer: EntryRule = {
  code: 'thin-answer',
  severity: 'info',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  summary: fixed('回答に具体的な内容がない', 'An answer that says nothing of its own'),
  *check(entry, { catalogs, own }) {
    const map = asMap(entry.node);
    if (!map || !own) return;
    const answer = answerOf(map);
    const found = answerControl(answer, catalogs, own);
    if (!found) return;
    for (const { reply, name, id, whole } of namedReplies(answer, found)) {
      if (!reply.answer) continue;
      const { node, value: text } = reply.answer;
      if (isPlaceholder(text) || dittoIn(text)) continue;
      if (!isClaimed(reply, answer) || showsWhere(reply) || showsWhere(answer) || (whole && saysMore(answer))) continue;
      const says =
        isStockPhrase(text) || (own.asks('status') && isMereWord(text))
          ? stock
          : repeats(text, askedOf(found, id, catalogs))
            ? echo
            : undefined;
      if (says) yield { at: node, message: says({ name }), control: id };
    }
  },
};

/** The place in a document is where the rest can be read. */
function showsWhere({ evidence }: Reply): boolean {
  return evidence.some(({ at }) => at !== undefined && at.value.trim() !== '');
}

/** Whether something else of the entry answers too. */
function saysMore(answer: Answer): boolean {
  return refersToAnswer(answer) || [...answer.parts, ...answer.responses].some((reply) => reply.answer || refersToAnswer(reply));
}

/** What is asked, as far as it is at hand: texts at length are read only when shown. */
function askedOf(found: Resolved, id: string, catalogs: Catalogs): readonly string[] {
  const part = partMeant(found, id);
  const { title, parts } = found.control;
  const asked = [...(part ? [part] : [title, ...parts]).flatMap(({ ja, en }) => [ja, en]), catalogs.official(id)?.text];
  return asked.filter((text) => text !== undefined);
}
