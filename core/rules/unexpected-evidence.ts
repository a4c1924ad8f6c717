import type { Catalogs } from '../catalog/catalogs.ts';
import { fixed, type Language, type Localized, message } from '../language.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import { evidenceItem, kindFits } from '../model/evidence.ts';
import { asMap, isDamaged } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';

const unexpected = message<{ control: string; kinds: readonly Localized[]; expected: readonly Localized[] }>({
  ja: ({ control, kinds, expected }) =>
    `${control} のエビデンスに、この項目で期待される種類のものがありません。期待されるのは${said(expected, 'ja')}、挙げてあるのは${said(kinds, 'ja')}です。種類が合っているか、ほかに裏付けになる文書がないかを確かめてください。`,
  en: ({ control, kinds, expected }) =>
    `None of the evidence for ${control} is of a kind expected there (${said(expected, 'en')}); cited: ${said(kinds, 'en')}. Check the kinds, and whether another document backs the answer better.`,
});

/** 「アクセス管理規程」（policy.access）. */
function nameOf(id: string, { evidenceKinds }: Catalogs): Localized {
  const kind = evidenceKinds.find((one) => one.id === id);
  return (language) => (kind && language === 'ja' ? `「${kind.ja}」（${id}）` : id);
}

function said(names: readonly Localized[], language: Language): string {
  return names.map((name) => name(language)).join(language === 'ja' ? '、' : ', ');
}

export const docs: RuleDocs = {
  ja: `カタログの項目には、裏付けとして期待されるエビデンスの種類が付いています（例 CL-94 には \`policy.access\`）。挙げたエビデンスのどれもその種類でないときに知らせます。一つでも合っていれば指摘しません。\`policy\` は \`policy.access\` に合うとみなし、その逆も同じです。

種類（\`kind\`）のないエビデンスや台帳にないIDを挙げた回答、ほかの回答や共通回答（\`same-as\`、\`use\`、\`satisfies\`）による回答、期待される種類のない項目は指摘しません。`,
  en: `Controls name the kinds of evidence expected (CL-94: \`policy.access\`). Where none of the evidence cited is of such a kind, the author is asked to check. One that fits is enough. \`policy\` meets \`policy.access\`, and the reverse.

Answers that cite evidence without a \`kind\` or IDs the register does not have, answers by \`same-as\`, \`use\` or a statement's \`satisfies\`, and controls that expect no kind are left alone.`,
};

export const unexpectedEvidence: EntryRule = {
  code: 'unexpected-evidence',
  severity: 'hint',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['evidence', 'satisfies'],
  summary: fixed('エビデンスの種類が、項目で期待されるものと違う', 'Evidence of no kind the control expects'),
  *check(entry, { own, catalogs, lookup }) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map)) return;
    const answer = answerOf(map);
    const control = answerControl(answer, catalogs, own);
    const expected = control?.control.evidence ?? [];
    const replies = repliesOf(answer);
    const uses = replies.flatMap(({ evidence }) => evidence);
    const [first] = uses;
    if (!control || !first || expected.length === 0) return;
    // Evidence may come with the words of others.
    if (replies.some(({ sameAs, use }) => sameAs.length > 0 || use.length > 0) || lookup('satisfies', control.id).length > 0)
      return;
    const kinds = new Set<string>();
    for (const { ref } of uses) {
      const item = asMap(lookup('evidence', ref.text)[0]?.entry.node);
      const kind = item && evidenceItem(item).kind?.value;
      if (!kind || kindFits(kind, expected)) return;
      kinds.add(kind);
    }
    const at = first.node.kind === 'alias' ? first.node : first.ref;
    const named = (ids: Iterable<string>) => [...ids].map((id) => nameOf(id, catalogs));
    yield {
      at,
      message: unexpected({ control: control.id, kinds: named(kinds), expected: named(expected) }),
      control: control.id,
    };
  },
};
