import { fixed, message } from '../language.ts';
import type { DocumentRule, RuleDocs } from './rule.ts';
import { marked, sentence, withoutMark } from './shared/marked.ts';

const moved = message<{ note: string }>({
  ja: ({ note }) =>
    note === ''
      ? '版の移行の後に確かめることが残っています。新しい版の項目と照らし合わせ、済んだらこの印を消してください。'
      : `版の移行の後に確かめることが残っています: ${sentence(note, '。')}済んだら、この印を消してください。`,
  en: ({ note }) =>
    note === ''
      ? 'The move to a new edition left something to check. Compare with the new edition and remove this mark when it is settled.'
      : `The move to a new edition left something to check: ${sentence(note, '.')} Remove this mark when it is settled.`,
});

export const docs: RuleDocs = {
  ja: `ガイドラインの版が変わると、項目の移動・分割・統合・追加があります。回答を新しい版に移すと、そのままでは足りない項目のすぐ上に印（コメント）が残り、この指摘で知らせます。新しい版の項目を読み、回答を直してから、印を消してください。クイックフィックスは、印だけを消します。

\`\`\`yaml
# kaiji-migration -- 版が変わり、CL-12 は CL-12 と CL-254 に分かれました。
- control: CL-12
  answer: …
\`\`\`

複数行の文章（\`|\`）の中の \`#\` は文章であり、印ではありません。`,
  en: `A new edition of a guideline moves, splits, joins and adds controls. Where answers were taken over, a mark, a comment, stands above each entry that is not enough as it is, and this finding tells of it. Read the control in the new edition, mend the answer and remove the mark; the quick fix removes the mark only.

\`\`\`yaml
# kaiji-migration -- CL-12 of the former edition is CL-12 and CL-254 now.
- control: CL-12
  answer: …
\`\`\`

A \`#\` within a text over several lines (\`|\`) is text and no mark.`,
};

export const migration: DocumentRule = {
  code: 'migration',
  severity: 'warning',
  scope: 'document',
  // A mark stands at the entry below it, or the one it stands in: what is around it counts.
  readsEntries: true,
  summary: fixed('版の移行の後に確かめることが残っている', 'What a new edition moved, split or added'),
  *check(document, context) {
    for (const { mark, control } of marked(document, 'migration', context))
      yield { at: mark, message: moved({ note: mark.note }), ...(control === undefined ? {} : { control }) };
  },
  fixes: withoutMark,
};
