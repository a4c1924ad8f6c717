import { fixed, type Localized, message } from '../language.ts';
import { LIMITS, MAX_DEPTH, MAX_FINDINGS } from '../limits.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { type Node, valueUnder } from '../yaml/tree.ts';
import type { BlockRule, RuleDocs } from './rule.ts';
import { placeOf } from './shared/syntax-place.ts';

/** UTF-16 code units as what a person calls the size of a text. */
const MILLIONS = Math.floor(LIMITS.length / 1_000_000);

const tooDeep = message({
  ja: () => `入れ子が深すぎるため、ここから先は読んでおらず、検査もしていません。${MAX_DEPTH}段までに収めてください。`,
  en: () => `This is nested too deeply: what is within was neither read nor checked. Keep it within ${MAX_DEPTH} levels.`,
});

const tooLong = message<{ length: number }>({
  ja: ({ length }) =>
    `ファイルが大きすぎるため（約${Math.ceil(length / 1_000_000) * 100}万字、上限は約${MILLIONS * 100}万字）、読んでおらず、検査もしていません。ほかのファイルは検査しました。内容を複数のファイルに分けてください。`,
  en: ({ length }) =>
    `The file is too large (about ${Math.ceil(length / 1_000_000)} million characters; the limit is about ${MILLIONS} million) and was neither read nor checked. The other files were. Divide it into several files.`,
});

const tooMany = message<{ read: number; left: number }>({
  ja: ({ read, left }) =>
    `項目が多すぎるため、ここから先の${left}件は読んでおらず、検査もしていません（一つのファイルで読むのは${read}件まで）。複数のファイルに分けてください。`,
  en: ({ read, left }) =>
    `There are too many entries: the ${left} from here on were neither read nor checked (${read} are read in one file). Divide the file.`,
});

/** Told by the engine (core/check/limited.ts), which alone knows all findings of a file. */
export const tooManyFindings: (parameters: { readonly shown: number; readonly left: number }) => Localized = message({
  ja: ({ shown, left }) =>
    `指摘が多すぎるため、重大度の高いものから${shown}件だけを示し、残りの${left}件は示していません。示した指摘を直すと、残りを示します。`,
  en: ({ shown, left }) =>
    `There are too many findings: the ${shown} gravest are shown and ${left} are not. Correct those shown to see the others.`,
});

export const docs = (): RuleDocs => ({
  ja: `極端に大きいファイルや壊れたファイルが一つあっても、ほかの検査が止まらないように、上限があります。上限を超えた分は検査していません。何を検査していないのかを、この指摘で知らせます。ほかのファイルの検査はそのまま続きます。

- 一つのファイルの長さ: 約${MILLIONS * 100}万字
- 一つのファイルの項目（回答・節・エビデンスなど）: ${LIMITS.entries}件
- 入れ子の深さ: ${MAX_DEPTH}段
- 一つのファイルで示す指摘: 重大度の高いものから${MAX_FINDINGS}件

ファイルを複数に分けてください。同じパッケージの中であれば、分けても検査の結果は変わりません。`,
  en: `So that one huge or broken file cannot stop all the rest, there are limits. What lies beyond them is not checked; this finding says what that is. All other files are checked as ever.

- length of a file: about ${MILLIONS} million characters
- entries of a file (answers, sections, evidence and so on): ${LIMITS.entries}
- depth of nesting: ${MAX_DEPTH} levels
- findings shown of a file: the ${MAX_FINDINGS} gravest

Divide the file: within one package that changes nothing in the findings.`,
});

export const fileLimit: BlockRule = {
  code: 'file-limit',
  severity: 'warning',
  scope: 'block',
  summary: fixed('上限を超えたため検査していない', 'Beyond a limit, and not checked'),
  *check(block, file) {
    for (const error of block.errors) {
      if (error.code === 'TOO_LONG') yield { at: { block, start: 0, end: 1 }, message: tooLong({ length: file.text.length }) };
      if (error.code === 'TOO_DEEP' || error.code === 'DEFECT:too-deep')
        yield { at: placeOf(error, block, file), message: tooDeep() };
    }
    if (block === file.tree.blocks[0]) yield* entriesLeft(file);
  },
};

/** Where the entries of a file end that were read, and how many more there are. */
function* entriesLeft({ documents }: KaijiFile) {
  const left = documents.flatMap((document) => unreadOf(document));
  const [first] = left;
  if (!first) return;
  const read = documents.flatMap(({ lists }) => lists).reduce((sum, { items }) => sum + items.length, 0);
  yield { at: { block: first.block, start: first.start, end: first.start + 1 }, message: tooMany({ read, left: left.length }) };
}

/** The items of a document's sequences that are no entries. */
function unreadOf({ root, lists }: KaijiDocument): readonly Node[] {
  return lists.flatMap(({ sequence, items }) => {
    const value = valueUnder(root, sequence);
    return value?.kind === 'seq' && value.items !== items ? value.items.slice(items.length) : [];
  });
}
