import { fixed } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Block, SyntaxFault } from '../yaml/tree.ts';
import type { BlockRule, RuleDocs } from './rule.ts';
import { mendingFix, placeOf } from './shared/syntax-place.ts';

const indentation = fixed(
  '字下げや区切りに全角スペースが使われています。半角スペースにしてください。',
  'A full-width space is used for indentation or as a separator. Use half-width spaces.',
);
const blank = fixed(
  '空行に全角スペースが入っています。見た目は空白でも文字として読まれるため、削除してください。',
  'This blank line has full-width spaces, which count as text. Delete them.',
);
const replace = fixed('半角スペースに直す', 'Replace with half-width spaces');
const remove = fixed('全角スペースを削除する', 'Delete the full-width spaces');

interface Data {
  readonly error: SyntaxFault;
  readonly block: Block;
  readonly isBlank: boolean;
}

export const docs: RuleDocs = {
  ja: '行頭の字下げと、`- ` や `: ` の空白は半角スペースで書きます。全角スペースは文字として読まれ、項目の構造が崩れます。`|` で始まる本文の中の段落の字下げは、全角スペースのままで構いません。',
  en: 'Indentation and the space of `- ` and `: ` are half-width. A full-width space counts as text and breaks the structure. Inside text (a block that begins with `|`) paragraphs may be indented with full-width spaces.',
};

export const ideographicIndent: BlockRule = {
  code: 'ideographic-indent',
  severity: 'error',
  scope: 'block',
  summary: fixed('字下げや区切りに全角スペースがある', 'A full-width space as indentation or separator'),
  *check(block, file) {
    for (const error of block.errors) {
      if (error.code !== 'DEFECT:ideographic-indent') continue;
      const data: Data = { error, block, isBlank: isBlankLine(error, block, file) };
      yield { at: placeOf(error, block, file), message: data.isBlank ? blank : indentation, data };
    }
  },
  fixes(finding, { file }) {
    const { error, block, isBlank } = finding.data as Data;
    return mendingFix(error, block, file, isBlank ? remove : replace, true);
  },
};

function isBlankLine(error: SyntaxFault, block: Block, { text, tree }: KaijiFile): boolean {
  return text.lineText(text.lineAt(tree.startOf(block) + error.start)).trim() === '';
}
