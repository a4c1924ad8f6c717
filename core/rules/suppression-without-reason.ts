import { fixed, message } from '../language.ts';
import type { Suppression } from '../suppression.ts';
import type { RuleDocs, SuppressionRule } from './rule.ts';
import { removalOf } from './shared/suppression-edit.ts';

const noReason = message<{ codes: readonly string[] }>({
  ja: ({ codes }) =>
    `${codes.join(', ')} の指摘を抑止していますが、理由がありません。コメントの後に「-- 理由」を書き加えてください。`,
  en: ({ codes }) =>
    `${codes.join(', ')} ${codes.length === 1 ? 'is' : 'are'} suppressed without a reason. Add "-- reason" at the end of the comment.`,
});

const remove = fixed('抑止のコメントを削除する', 'Remove the suppressing comment');

export const docs: RuleDocs = {
  ja: `指摘を抑止するときは、後で読む人が判断できるように、\`--\` の後に理由を書きます。

\`\`\`yaml
# kaiji-disable-next-line missing-evidence -- 監査後に追加 (2026-12-01まで)
\`\`\``,
  en: `Whoever reads the document later must be able to judge a suppression: write the reason after \`--\`.

\`\`\`yaml
# kaiji-disable-next-line missing-evidence -- added after the audit (by 2026-12-01)
\`\`\``,
};

export const suppressionWithoutReason: SuppressionRule = {
  code: 'suppression-without-reason',
  severity: 'warning',
  scope: 'suppression',
  summary: fixed('指摘の抑止に理由がない', 'A suppression without a reason'),
  *check(suppression) {
    // One that names no rule is unused-suppression's.
    if (suppression.reason !== '' || suppression.codes.length === 0) return;
    yield { at: suppression, message: noReason({ codes: suppression.codes }), data: suppression };
  },
  fixes(finding, { file }) {
    return [{ title: remove, edits: [{ uri: file.uri, splices: [removalOf(file, finding.data as Suppression)] }] }];
  },
};
