import { fixed, message } from '../language.ts';
import { widePiecesIn } from '../prose/width.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { authoredKinds, type Correction, placeIn, proseSourcesOf, spliceIn } from './shared/prose-source.ts';

const mixed = message<{ written: string; usual: string; more: number }>({
  ja: ({ written, usual, more }) =>
    `「${written}」に全角の英数字か半角カナがあります${more > 0 ? `（この文章にほか${more}か所）` : ''}。検索や版どうしの比較で漏れないように、「${usual}」と書いてください。`,
  en: ({ written, usual, more }) =>
    `"${written}" is usually spelled "${usual}"${more > 0 ? ` (and ${more} more in this text)` : ''}. One width of letters, digits and kana is easier to search and compare.`,
});

const normalise = fixed(
  'この文章の英数字を半角に、カナを全角にそろえる',
  'Make letters and digits half-width and kana full-width in this text',
);

/** What may be of the wrong width at all. */
const HINT = /[０-９Ａ-Ｚａ-ｚ\uff66-\uff9f]/;

export const docs: RuleDocs = {
  ja: `本文や回答にある全角の英字・数字と半角カナを、一つの文章につき一度知らせます。同じ言葉が二つの表記になると、検索で見つからず、新旧対照表では変更に見えます。

クイックフィックスは、その文章の英字・数字を半角に、半角カナを全角に直します。それ以外の文字には触れません。読点・句点・かっこ・全角の空白、①・Ⅲ・㈱などの記号はそのままで構わないので、指摘しません。\`[[…]]\`・コード・URLの中も見ません。

\`\`\`yaml
answer: ７年間、ﾛｸﾞを保管しています。   # 7年間、ログを保管しています。
\`\`\``,
  en: `Reports full-width letters and digits and half-width kana in texts and answers, once a text. A word in two spellings is missed by a search and looks like a change when versions are compared.

The quick fix makes the letters and digits of the text half-width and its kana full-width, and touches nothing else. Punctuation, brackets, the full-width space and signs such as ① Ⅲ ㈱ are fine as they are. \`[[…]]\`, code and addresses are not looked at.

\`\`\`yaml
answer: ７年間、ﾛｸﾞを保管しています。   # 7年間、ログを保管しています。
\`\`\``,
};

export const mixedWidth: EntryRule = {
  code: 'mixed-width',
  severity: 'hint',
  scope: 'entry',
  kinds: authoredKinds,
  summary: fixed('全角の英数字や半角カナがある', 'Full-width letters or digits, or half-width kana'),
  *check(entry) {
    for (const prose of proseSourcesOf(entry, HINT)) {
      const pieces = widePiecesIn(prose.source);
      const [first] = pieces;
      if (!first) continue;
      yield {
        at: placeIn(prose, first),
        message: mixed({ written: prose.source.slice(first.start, first.end), usual: first.usual, more: pieces.length - 1 }),
        data: pieces.map((piece): Correction => ({ at: placeIn(prose, piece), text: piece.usual })),
      };
    }
  },
  fixes(finding, { file }) {
    const splices = (finding.data as readonly Correction[]).map(({ at, text }) => spliceIn(file, at, text));
    return [{ title: normalise, edits: [{ uri: file.uri, splices }], safe: true, preferred: true }];
  },
};
