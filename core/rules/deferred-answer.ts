import { fixed, message } from '../language.ts';
import { answerOf, isClaimed } from '../model/checklist.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import type { Entry } from '../model/document.ts';
import { evidenceUses } from '../model/evidence.ts';
import { textField } from '../model/field.ts';
import { scenarioOf, treatmentRows } from '../model/risks.ts';
import { deferralsIn } from '../prose/deferral.ts';
import { asMap, type Node } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { placeOfPiece } from './shared/piece.ts';
import { namedReplies } from './shared/reply.ts';

const deferred = message<{ words: string }>({
  ja: ({ words }) =>
    `「${words}」とありますが、どこに定めているのかが分かりません。契約書や規程の名称、または [[…]] で参照先を示してください。`,
  en: ({ words }) =>
    `"${words}" puts this off without saying where it is laid down. Name the contract or policy, or link it with [[…]].`,
});

export const docs: RuleDocs = {
  ja: `「別途定めます」「別途協議します」だけでは、読み手はその内容を確かめられません。定めた文書の名称か参照先を、同じ文の中に示してください。

\`\`\`yaml
answer: 返却の形式は別途定めます。                           # 指摘されます
answer: 返却の形式は、利用契約書の別紙で別途定めます。
answer: 返却の形式は別途定めます（[[exit.return]]）。
\`\`\`

契約書・規程・SLA などに（で、において）定める、別途定める○○規程、「文書名」、[[…]]、条や別紙の番号、URLが同じ文にあれば指摘しません。エビデンスを挙げた回答や節も、そこで確かめられるので指摘しません。「別途費用」「別途用意した環境」は対象になりません。`,
  en: `\`別途定めます\` ("laid down separately"), \`別途協議します\` ("to be agreed separately"): the reader cannot tell what. Name the document, or link to it, in the same sentence.

\`\`\`yaml
answer: 返却の形式は別途定めます。                           # reported
answer: 返却の形式は、利用契約書の別紙で別途定めます。
answer: 返却の形式は別途定めます（[[exit.return]]）。
\`\`\`

A contract, policy or SLA it is laid down in, a document's name in 「」, [[…]], the number of a clause or annex, or an address in the same sentence is enough. So is evidence cited by the answer or section.`,
};

export const deferredAnswer: EntryRule = {
  code: 'deferred-answer',
  severity: 'info',
  scope: 'entry',
  kinds: ['checklist', 'disclosure', 'statements', 'risks'],
  sequences: ['answers', 'sections', 'statements', 'scenarios'],
  summary: fixed('「別途定める」とあるだけで、どこに定めているのかが分からない', '"Laid down separately" without saying where'),
  *check(entry, context) {
    for (const { node, control } of textsOf(entry, context)) {
      if (node?.kind !== 'scalar') continue;
      for (const piece of deferralsIn(node.text)) {
        yield {
          at: placeOfPiece(entry.document.file, node, piece),
          message: deferred({ words: node.text.slice(piece.start, piece.end) }),
          ...(control === undefined ? {} : { control }),
        };
      }
    }
  },
};

interface Said {
  readonly node: Node | undefined;
  readonly control: string | undefined;
}

/** What an entry tells its reader without evidence beside it. */
function textsOf(entry: Entry, { catalogs, own }: EntryContext): readonly Said[] {
  const map = asMap(entry.node);
  if (!map) return [];
  if (entry.sequence === 'sections')
    return [...withNested(sectionOf(map))].flatMap(({ node, body, key }) =>
      evidenceUses(node).length > 0 ? [] : [{ node: body?.node, control: key?.value }],
    );
  if (evidenceUses(map).length > 0) return [];
  if (entry.sequence === 'scenarios')
    return treatmentRows(scenarioOf(map)).flatMap(({ content, evidence }) =>
      evidence.length > 0 ? [] : [{ node: content?.node, control: textField(map, 'scenario')?.value }],
    );
  if (entry.sequence === 'statements') return [{ node: textField(map, 'text')?.node, control: undefined }];
  const answer = answerOf(map);
  return namedReplies(answer, answerControl(answer, catalogs, own)).flatMap(({ reply, id }) =>
    reply.evidence.length > 0 || !isClaimed(reply, answer) ? [] : [{ node: reply.answer?.node, control: id }],
  );
}
