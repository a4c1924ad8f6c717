import { fixed, message } from '../language.ts';
import { ALIAS_LIMIT } from '../limits.ts';
import type { BlockRule, RuleDocs } from './rule.ts';
import { excerpt, placeOf, writtenAt } from './shared/syntax-place.ts';

const over = message<{ alias: string }>({
  ja: ({ alias }) =>
    `「${alias}」を展開すると内容が大きくなりすぎる（${ALIAS_LIMIT}件超）ため、読んでいません。別名（*）を使わずに、必要な内容をここに書いてください。`,
  en: ({ alias }) =>
    `"${alias}" expands to too much (more than ${ALIAS_LIMIT} values) and was not read. Write what is needed here instead of an alias.`,
});
const recursive = message<{ alias: string }>({
  ja: ({ alias }) => `「${alias}」が自分自身を含んでいるため、展開が終わりません。別名（*）を使わずに書いてください。`,
  en: ({ alias }) => `"${alias}" contains itself and has no end. Write it without the alias.`,
});

export const docs = (): RuleDocs => ({
  ja: `YAML の別名（\`&名前\` で付けた内容を \`*名前\` で繰り返す書き方）を重ねると、短いファイルでも、読み取る内容が膨大になります。一つの文書の中で別名から読み取る値は${ALIAS_LIMIT}件までです。同じ回答を繰り返すときは、別名ではなく \`same-as\` や共通回答（\`use\`）を使ってください。`,
  en: `Aliases of YAML (\`*name\` for what \`&name\` marks) that build on one another make a huge document of a short file. They may bring ${ALIAS_LIMIT} values into one document. To repeat an answer, use \`same-as\` or a common answer (\`use\`) rather than an alias.`,
});

export const aliasLimit: BlockRule = {
  code: 'alias-limit',
  severity: 'error',
  scope: 'block',
  summary: fixed('別名（*）の展開が上限を超える', 'Aliases expand beyond the limit'),
  *check(block, file) {
    for (const error of block.errors) {
      if (!/^ALIAS_(LIMIT|RECURSION)$/.test(error.code)) continue;
      const alias = excerpt(writtenAt(error, block, file));
      if (error.code === 'ALIAS_LIMIT') yield { at: placeOf(error, block, file), message: over({ alias }) };
      if (error.code === 'ALIAS_RECURSION') yield { at: placeOf(error, block, file), message: recursive({ alias }) };
    }
  },
};
