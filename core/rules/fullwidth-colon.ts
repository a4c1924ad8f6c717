import { fixed, message } from '../language.ts';
import type { Block, SyntaxFault } from '../yaml/tree.ts';
import type { BlockRule, RuleDocs } from './rule.ts';
import { excerpt, mendingFix, placeOf } from './shared/syntax-place.ts';

const wide = message<{ key: string }>({
  ja: ({ key }) => `「${key}」の後が全角の「：」です。半角の「: 」（コロンと空白）にしてください。`,
  en: ({ key }) => `The colon after "${key}" is full-width. Write ": " (a half-width colon and a space).`,
});

const tight = message<{ key: string }>({
  ja: ({ key }) => `「${key}:」の後に半角の空白がないため、キーとして読まれません。「${key}: 」と書いてください。`,
  en: ({ key }) => `"${key}:" has no space after it and is not read as a key. Write "${key}: ".`,
});

const replace = fixed('「: 」に直す', 'Write ": "');

export const docs: RuleDocs = {
  ja: `キーと値の区切りは、半角のコロンと半角の空白「: 」です。日本語入力のまま「：」と打ったり空白を忘れたりすると、キーとして読まれません。文章の中（\`|\` で始まる本文など）の「：」はそのままで構いません。

\`\`\`yaml
answer：台帳で管理しています。   # 全角
answer:台帳で管理しています。    # 空白がない
answer: 台帳で管理しています。   # 正しい
\`\`\``,
  en: `Key and value are separated by a half-width colon and a space. A full-width colon, or a colon without the space, makes no key. Inside text (a block that begins with \`|\`) full-width colons are fine.

\`\`\`yaml
answer：see the register    # full-width
answer:see the register     # no space
answer: see the register    # right
\`\`\``,
};

export const fullwidthColon: BlockRule = {
  code: 'fullwidth-colon',
  severity: 'error',
  scope: 'block',
  summary: fixed('キーの後のコロンが全角、または空白がない', 'A key with a full-width colon, or without the space after it'),
  *check(block, file) {
    const base = file.tree.startOf(block);
    for (const error of block.errors) {
      if (error.code !== 'DEFECT:fullwidth-colon' && error.code !== 'DEFECT:missing-space') continue;
      const lineStart = file.text.lineStart(file.text.lineAt(base + error.start));
      const written = file.text.slice(lineStart, base + error.start).replace(/^[\uFEFF\s-]+/, '');
      const key = excerpt(/^(["']).*\1[ \t]*$/.test(written) ? written.trimEnd().slice(1, -1) : written);
      const place = placeOf(error, block, file);
      // The colon alone, not the white space behind it.
      const at = { ...place, end: Math.min(place.end, place.start + 1) };
      yield { at, message: (error.code === 'DEFECT:missing-space' ? tight : wide)({ key }), data: { error, block } };
    }
  },
  fixes(finding, { file }) {
    const { error, block } = finding.data as { error: SyntaxFault; block: Block };
    return mendingFix(error, block, file, replace, true);
  },
};
