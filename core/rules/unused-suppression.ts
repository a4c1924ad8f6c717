import { fixed, message } from '../language.ts';
import type { Suppression } from '../suppression.ts';
import type { RuleDocs, SuppressionRule } from './rule.ts';
import { codesRemoved, removalOf } from './shared/suppression-edit.ts';

const unused = message<{ codes: string }>({
  ja: ({ codes }) =>
    `${codes} の抑止は効いていません。指摘がすでに解消したか、ルール名か場所が違います。不要なら削除してください。`,
  en: ({ codes }) =>
    `The suppression of ${codes} silences nothing: the finding is gone, or the name or the place is wrong. Remove it if it is not needed.`,
});

const nameless = fixed(
  '抑止するルール名がありません。「# kaiji-disable-next-line ルール名 -- 理由」の形で書いてください。',
  'This suppression names no rule. Write "# kaiji-disable-next-line RULE -- reason".',
);

const remove = fixed('効いていない抑止を削除する', 'Remove what silences nothing');

export const docs: RuleDocs = {
  ja: '指摘が解消したあとに残った抑止のコメントや、ルール名や場所の誤りで効いていない抑止を知らせます。残しておくと、将来、別の指摘を気付かないうちに隠すおそれがあります。検査しない設定（`rules:` の `off`）にしたルールの抑止は指摘しません。',
  en: 'Reports suppressing comments that silence nothing: left behind when the finding went, or with a wrong name or place. They would hide another finding some day. Suppressions of rules that are off are left alone.',
};

export const unusedSuppression: SuppressionRule = {
  code: 'unused-suppression',
  severity: 'hint',
  about: 'unneeded',
  scope: 'suppression',
  summary: fixed('効いていない抑止', 'A suppression that silences nothing'),
  *check(suppression) {
    if (suppression.codes.length === 0) {
      yield { at: suppression, message: nameless, data: suppression };
      return;
    }
    const idle = suppression.codes.filter((code) => !suppression.used.has(code));
    if (idle.length > 0) yield { at: suppression, message: unused({ codes: idle.join(', ') }), data: suppression };
  },
  fixes(finding, { file }) {
    const suppression = finding.data as Suppression;
    const kept = suppression.codes.filter((code) => suppression.used.has(code));
    const splices = kept.length === 0 ? [removalOf(file, suppression)] : [codesRemoved(file, suppression, kept)];
    return [{ title: remove, edits: [{ uri: file.uri, splices }], safe: true, preferred: true }];
  },
};
