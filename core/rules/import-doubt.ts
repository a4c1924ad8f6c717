import { fixed, message } from '../language.ts';
import type { DocumentRule, RuleDocs } from './rule.ts';
import { marked, sentence, withoutMark } from './shared/marked.ts';

const doubt = message<{ note: string }>({
  ja: ({ note }) =>
    note === ''
      ? '取り込みの後に確かめることが残っています。原本と照らし合わせ、済んだらこの印を消してください。'
      : `取り込みの後に確かめることが残っています: ${sentence(note, '。')}済んだら、この印を消してください。`,
  en: ({ note }) =>
    note === ''
      ? 'The import left something to check. Compare with the original and remove this mark when it is settled.'
      : `The import left something to check: ${sentence(note, '.')} Remove this mark when it is settled.`,
});

export const docs: RuleDocs = {
  ja: `様式の取り込みでは、列のずれ、文言の途切れ、番号の読み違いなど、機械では決められない箇所が残ります。取り込みは、その箇所の項目のすぐ上に印（コメント）を残し、この指摘で知らせます。原本と照らし合わせて直し、印を消してください。クイックフィックスは、印だけを消します。

\`\`\`yaml
# kaiji-import-doubt -- ［一覧］12行 E列: CL-12 の文言が途中で切れています。
- control: CL-12
  text: |
    …
\`\`\`

取り込みの結果に自分で印を付けても構いません。印がほかの項目についてのものであれば、\`--\` の前にその番号を書きます。複数行の文章（\`|\`）の中の \`#\` は文章であり、印ではありません。`,
  en: `An import leaves places no machine can decide: shifted columns, texts broken off, numbers misread. It puts a mark, a comment, above the entry concerned, and this finding tells of it. Compare with the original, mend the entry and remove the mark; the quick fix removes the mark only.

\`\`\`yaml
# kaiji-import-doubt -- [list] row 12, column E: the text of CL-12 is broken off.
- control: CL-12
  text: |
    …
\`\`\`

You may leave such marks yourself. A mark about another control has its ID before \`--\`. A \`#\` within a text over several lines (\`|\`) is text and no mark.`,
};

export const importDoubt: DocumentRule = {
  code: 'import-doubt',
  severity: 'warning',
  scope: 'document',
  // A mark stands at the entry below it, or the one it stands in: what is around it counts.
  readsEntries: true,
  summary: fixed('取り込みの後に確かめることが残っている', 'What an import could not read for certain'),
  *check(document, context) {
    for (const { mark, control } of marked(document, 'import-doubt', context))
      yield { at: mark, message: doubt({ note: mark.note }), ...(control === undefined ? {} : { control }) };
  },
  fixes: withoutMark,
};
