import { fixed, message } from '../language.ts';
import type { Entry } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { slipsIn } from '../prose/slips.ts';
import { type VariantUse, variantsIn } from '../prose/variants.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, Finding, Fix, Related, RuleDocs } from './rule.ts';
import { authoredKinds, type Correction, placeIn, proseSourcesOf, spliceIn } from './shared/prose-source.ts';

const variant = message<{ written: string; terms: readonly string[]; role: boolean }>({
  ja: ({ written, terms, role }) =>
    `「${written}」は、${role ? '責任者' : '用語'}の一覧で「${terms.join('」「')}」の別の表記とされています。「${terms[0]}」にそろえてください。`,
  en: ({ written, terms, role }) =>
    `The ${role ? 'roles' : 'terms'} list "${written}" as another spelling of "${terms.join('", "')}". Keep to one of them.`,
});

const slip = message<{ written: string; term: string }>({
  ja: ({ written, term }) => `「${written}」は「${term}」の書き誤りです。正しい表記に直してください。`,
  en: ({ written, term }) => `"${written}" is a slip of the pen for "${term}". Correct it.`,
});

const defined = message<{ term: string }>({
  ja: ({ term }) => `「${term}」の定義`,
  en: ({ term }) => `Where "${term}" is defined`,
});

const replace = message<{ term: string }>({
  ja: ({ term }) => `「${term}」に直す`,
  en: ({ term }) => `Change to "${term}"`,
});

interface Data {
  /** The likeliest first. */
  readonly corrections: readonly Correction[];
  readonly certain: boolean;
}

export const docs: RuleDocs = {
  ja: `開示書の用語（\`terms\`）や責任者（\`roles\`）の \`variants\` に挙げた別の表記が、文章の中で使われているところを知らせます。同じ人や物が二つの名前で呼ばれると、読み手は別のものと受け取ります。

\`\`\`yaml
roles:
  - { id: ro-ops, title: 運用管理責任者, variants: [運用責任者] }
sections:
  - section: org.audit
    body: 監査の結果は運用責任者に報告します。   # 運用管理責任者
\`\`\`

一つの語として使われているところだけを見ます。「運用責任者会議」のように別の語の一部になっているところ、定義した語そのものの中、その語を説明する \`means\`・\`duties\`、\`[[…]]\`・コード・URLの中は指摘しません。

このほか、この分野でよく見る書き誤りのうち、ほかの意味になり得ないもの（サービス利用適合開示書、仕様適合性開示書、TSL1.2、危胎化など）を知らせます。これらは一括修正の対象です。`,
  en: `Reports where a text uses a spelling listed under the \`variants\` of a term (\`terms\`) or role (\`roles\`) of a disclosure. One person or thing under two names reads like two.

\`\`\`yaml
roles:
  - { id: ro-ops, title: 運用管理責任者, variants: [運用責任者] }
sections:
  - section: org.audit
    body: 監査の結果は運用責任者に報告します。   # 運用管理責任者
\`\`\`

Only words of their own count: not a part of another word (運用責任者会議) or of what is itself defined, not the \`means\` or \`duties\` that explain the term, not \`[[…]]\`, code and addresses.

It also reports slips of the field that can be nothing else (サービス利用適合開示書, 仕様適合性開示書, TSL1.2, 危胎化 …); these are corrected by fix-all too.`,
};

export const termVariant: EntryRule = {
  code: 'term-variant',
  severity: 'hint',
  scope: 'entry',
  kinds: authoredKinds,
  reads: ['variants', 'names'],
  summary: fixed('用語や責任者の名前が、決めた表記と違う', 'A term or role in another spelling than the one defined'),
  *check(entry, context) {
    const variants = [...context.keys('variants')].map((written) => ({ written, term: '' }));
    for (const prose of proseSourcesOf(entry)) {
      const slips = slipsIn(prose.source);
      for (const use of slips) {
        const at = placeIn(prose, use);
        yield {
          at,
          message: slip(use),
          data: { corrections: [{ at, text: use.term }], certain: true } satisfies Data,
        };
      }
      for (const use of variants.length > 0 ? variantsIn(prose.source, variants, context.keys('names')) : []) {
        if (slips.some((other) => other.start < use.end && use.start < other.end)) continue;
        yield* ofPackage(entry, use, placeIn(prose, use), context);
      }
    }
  },
  fixes(finding, { file }) {
    const { corrections, certain } = finding.data as Data;
    return corrections.map(({ at, text }): Fix => {
      const flags = corrections.length > 1 ? {} : certain ? { safe: true, preferred: true } : { preferred: true };
      return { title: replace({ term: text }), edits: [{ uri: file.uri, splices: [spliceIn(file, at, text)] }], ...flags };
    });
  },
};

function* ofPackage(entry: Entry, { written }: VariantUse, at: Finding['at'], { lookup }: EntryContext): Iterable<Finding> {
  const sites = lookup('variants', written);
  const terms = new Map<string, Related>();
  let role = false;
  for (const site of sites) {
    if (site.entry.node === entry.node) return;
    const map = asMap(site.entry.node);
    const term = textField(map, 'term') ?? textField(map, 'title');
    if (!term) return;
    role ||= site.entry.sequence === 'roles';
    if (!terms.has(term.value))
      terms.set(term.value, { uri: site.document.file.uri, at: term.node, message: defined({ term: term.value }) });
  }
  // What has that name itself is none to be renamed.
  if (lookup('names', written).length > 0) return;
  yield {
    at,
    message: variant({ written, terms: [...terms.keys()], role }),
    related: [...terms.values()],
    data: { corrections: [...terms.keys()].map((text) => ({ at, text })), certain: false } satisfies Data,
  };
}
