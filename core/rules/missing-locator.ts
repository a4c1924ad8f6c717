import { fixed, message } from '../language.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import type { KaijiFile } from '../model/document.ts';
import { type EvidenceUse, evidenceItem } from '../model/evidence.ts';
import type { Splice } from '../text/text.ts';
import { replaceNode } from '../yaml/edit.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, asSeq, isDamaged, valueUnder } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, Fix, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';

const missing = message<{ control: string; title: string; count: number }>({
  ja: ({ control, title, count }) =>
    `${control} のエビデンス「${title}」${count > 1 ? `ほか${count - 1}件` : ''}に、該当箇所がありません。ページや条・節を at に書いてください（例 p.3、第4条）。文書の全体なら「全体」と書きます。`,
  en: ({ control, title, count }) =>
    `${control}: no page or clause is given for evidence "${title}"${count > 1 ? ` and ${count - 1} more` : ''}. Write it under at (e.g. "p.3, section 4.2"), or 全体 for the whole document.`,
});

const write = message<{ at: string; count: number }>({
  ja: ({ at, count }) => `該当箇所（at）に「${at}」と書く${count > 1 ? `（${count}件）` : ''}`,
  en: ({ at, count }) => `Write at: ${at}${count > 1 ? ` (${count} times)` : ''}`,
});

/** Kinds that are looked at as a whole: nobody asks for the page of a diagram or a certificate. */
const WITHOUT_PAGES = /^(?:diagram|certificate)(?:\.|$)/;
const BLANK = '●●';
const WHOLE = '全体';

export const docs: RuleDocs = {
  ja: `確認シートは、文書名とともにページ番号などの該当箇所を求めます。書かれていないと、評価員は文書の全体から探すことになります。\`at\` のないエビデンスを、回答ごとに一つの指摘にまとめて知らせます。該当箇所の欄がない様式、図（\`diagram\`）と証明書（\`certificate\`）、台帳にないIDは指摘しません。

クイックフィックスは、後で埋める「●●」か「全体」を書きます。「●●」が残っていれば \`placeholder-answer\` が知らせます。

\`\`\`yaml
evidence:
  - { ref: ev-account-policy, at: 第3章 }
  - { ref: ev-terms, at: 全体 }
\`\`\``,
  en: `The form asks for the page or clause beside the title; without it the evaluator has to search the whole document. Evidence without \`at\` is told once per answer. Forms without that column, diagrams and certificates, and IDs the register does not have are left alone.

Quick fixes write ●● to be filled in, or 全体 (the whole document). A ●● that is left is reported by \`placeholder-answer\`.

\`\`\`yaml
evidence:
  - { ref: ev-account-policy, at: chapter 3 }
  - { ref: ev-terms, at: 全体 }
\`\`\``,
};

export const missingLocator: EntryRule = {
  code: 'missing-locator',
  severity: 'info',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['evidence'],
  summary: fixed('エビデンスの該当箇所（ページ・条・節）がない', 'Evidence with no page or clause'),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map) || !context.own?.asks('locator')) return;
    const answer = answerOf(map);
    const control = answerControl(answer, context.catalogs, context.own)?.id;
    if (control === undefined) return;
    const lacking = repliesOf(answer).flatMap(({ evidence, map: holder }) =>
      // One ID without a list is wrong-type's.
      asSeq(valueUnder(holder, 'evidence')) ? evidence.filter((use) => lacksPlace(use, context)) : [],
    );
    const [first] = lacking;
    if (!first) return;
    const title = titleOf(first, context) || first.ref.text;
    // An alias stands for evidence written elsewhere, which cannot be pointed at twice.
    const at = first.node.kind === 'alias' ? first.node : first.ref;
    yield { at, message: missing({ control, title, count: lacking.length }), control, data: lacking };
  },
  fixes(finding, { file }) {
    const lacking = finding.data as readonly EvidenceUse[];
    if (lacking.some(({ node }) => node.kind === 'alias' || node.anchor !== undefined)) return [];
    return [BLANK, WHOLE].map(
      (at): Fix => ({
        title: write({ at, count: lacking.length }),
        edits: [{ uri: file.uri, splices: lacking.map((use) => withPlace(file, use, at)) }],
        preferred: at === BLANK,
      }),
    );
  },
};

function withPlace(file: KaijiFile, { node, ref }: EvidenceUse, at: string): Splice {
  const item = asMap(node);
  if (item) return setPair(file, item, 'at', at, 'ref');
  const { start, end } = file.tree.spanOf(ref);
  return replaceNode(file, node, `{ ref: ${file.text.slice(start, end)}, at: ${at} }`);
}

function lacksPlace(use: EvidenceUse, context: EntryContext): boolean {
  if (use.at !== undefined && use.at.value.trim() !== '') return false;
  const item = registeredAs(use, context);
  return item !== undefined && !WITHOUT_PAGES.test(item.kind?.value ?? '');
}

function titleOf(use: EvidenceUse, context: EntryContext): string {
  return registeredAs(use, context)?.title?.value ?? '';
}

function registeredAs({ ref }: EvidenceUse, { lookup }: EntryContext) {
  const map = asMap(lookup('evidence', ref.text)[0]?.entry.node);
  return map && evidenceItem(map);
}
