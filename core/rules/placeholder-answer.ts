import { fixed, message } from '../language.ts';
import { placeholderFields } from '../model/answer-state.ts';
import { placeholdersIn } from '../model/answer-text.ts';
import { answerOf } from '../model/checklist.ts';
import { asMap } from '../yaml/tree.ts';
import { answerControl } from './control.ts';
import { placeOfPiece } from './piece.ts';
import type { EntryRule } from './rule.ts';

const placeholder = message<{ control: string; words: string }>({
  ja: ({ control, words }) => `${control} に「${words}」が残っています。実際の内容に書き換えてください。`,
  en: ({ control, words }) => `${control} still says "${words}". Replace it with what is really done.`,
});

export const placeholderAnswer: EntryRule = {
  code: 'placeholder-answer',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  summary: fixed('回答が仮のまま残っている', 'A placeholder left in an answer'),
  docs: fixed(
    `回答や理由に残った「未記入」「要確認」「確認中」「TBD」「TODO」や、「●●」「〇〇」「○○」「××」で空けた箇所、記号だけの回答を知らせます。そのまま提出すると、未回答とみなされます。

「未記入」などは回答の全体がそれだけのとき、または【要確認】のようにくくったときに指摘します。表の ○ や ×、対象外の回答欄の「－」は指摘しません。`,
    `Reports 未記入, 要確認, 確認中, TBD, TODO, blanks such as ●● 〇〇 ○○ ××, and answers of punctuation only, in answers and reasons. Submitted as they are, they count as unanswered.

未記入 and the like are reported where they are the whole answer or stand in 【】. A ○ or × in a table and a dash in the answer of what is not applicable are fine.`,
  ),
  *check(entry, { catalogs, own }) {
    const map = asMap(entry.node);
    if (!map || !own) return;
    const answer = answerOf(map);
    const control = answerControl(answer, catalogs, own)?.id ?? answer.control?.value;
    if (control === undefined) return;
    for (const { value, node } of placeholderFields(answer)) {
      if (node.kind !== 'scalar') continue;
      for (const piece of placeholdersIn(value)) {
        yield {
          at: placeOfPiece(entry.document.file, node, piece),
          message: placeholder({ control, words: value.slice(piece.start, piece.end) }),
          control,
        };
      }
    }
  },
};
