import { fixed, message } from '../language.ts';
import { type Answer, answerOf } from '../model/checklist.ts';
import type { Entry } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { type Scenario, scenarioOf } from '../model/risks.ts';
import type { Schema } from '../model/schema.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, Finding, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { placeOfPiece } from './shared/piece.ts';
import { placeholdersOfAnswer, placeholdersOfTexts } from './shared/placeholders.ts';

const placeholder = message<{ control: string; words: string }>({
  ja: ({ control, words }) => `${control} に「${words}」が残っています。実際の内容に書き換えてください。`,
  en: ({ control, words }) => `${control} still says "${words}". Replace it with what is really done.`,
});

const left = message<{ control: string | undefined; key: string; schema: Schema; words: string }>({
  ja: ({ control, key, schema, words }) =>
    `${control === undefined ? '' : `${control} の`}${labelOf(schema.description, key)}に「${words}」が残っています。実際の内容に書き換えてください。`,
  en: ({ control, key, words }) =>
    `${control === undefined ? '' : `${control}: `}"${key}" still says "${words}". Replace it with what is really so.`,
});

export const docs: RuleDocs = {
  ja: `回答や理由に残った「未記入」「要確認」「確認中」「TBD」「TODO」や、「●●」「〇〇」「○○」「××」で空けた箇所、記号だけの回答を知らせます。そのまま提出すると、未回答とみなされます。

「未記入」などは回答の全体がそれだけのとき、または【要確認】のようにくくったときに指摘します。開示書の節の本文（\`body\`）と該当しない理由、共通回答の本文（\`text\`）、リスク対応一覧の内容と理由（\`content\`・\`reason\`）も同じです。ここでは「同上」だけの本文も知らせます。

題名・提供事業者・氏名・電話などの値では、「●●」のように空けた箇所だけを、一つの値につき一度知らせます。コメントは見ません。表の ○ や ×、対象外の回答欄や、対応を「—」とした行の「－」は指摘しません。`,
  en: `Reports 未記入, 要確認, 確認中, TBD, TODO, blanks such as ●● 〇〇 ○○ ××, and answers of punctuation only, in answers and reasons. Submitted as they are, they count as unanswered.

未記入 and the like are reported where they are the whole answer or stand in 【】. The same goes for the \`body\` and \`not-applicable\` of a section, the \`text\` of a statement, and the \`content\` and \`reason\` in a risk annex, where a bare 同上 is reported too.

In titles, names, telephone numbers and other values only blanks such as ●● are reported, once a value; comments never. A ○ or × in a table and a dash in the answer of what is not applicable, or beside a treatment that is a dash, are fine.`,
};

export const placeholderAnswer: EntryRule = {
  code: 'placeholder-answer',
  severity: 'warning',
  scope: 'entry',
  kinds: ['package', 'disclosure', 'checklist', 'evidence', 'statements', 'risks', 'assessment'],
  summary: fixed('回答や本文、名称などが仮のまま残っている', 'A placeholder left in an answer, a text or a name'),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map) return;
    const answer = entry.sequence === 'answers' ? answerOf(map) : undefined;
    if (answer) yield* inAnswer(answer, entry, context);
    const scenario = entry.sequence === 'scenarios' ? scenarioOf(map) : undefined;
    for (const { node, piece, text } of placeholdersOfTexts(entry)) {
      const control =
        entry.sequence === 'sections'
          ? textField(text.holder, 'section')?.value
          : scenario
            ? scenarioId(scenario, context)
            : answer && controlOf(answer, context);
      yield {
        at: placeOfPiece(entry.document.file, node, piece),
        message: left({ control, key: text.key, schema: text.schema, words: node.text.slice(piece.start, piece.end) }),
        ...(control === undefined ? {} : { control }),
      };
    }
  },
};

function* inAnswer(answer: Answer, entry: Entry, context: EntryContext): Iterable<Finding> {
  const control = context.own && controlOf(answer, context);
  if (control === undefined) return;
  for (const { node, piece } of placeholdersOfAnswer(entry)) {
    yield {
      at: placeOfPiece(entry.document.file, node, piece),
      message: placeholder({ control, words: node.text.slice(piece.start, piece.end) }),
      control,
    };
  }
}

function scenarioId({ scenario }: Scenario, { catalogs, own }: EntryContext): string | undefined {
  return scenario && (catalogs.resolve(scenario.value, own)?.id ?? scenario.value);
}

function controlOf(answer: Answer, { catalogs, own }: EntryContext): string | undefined {
  return (own && answerControl(answer, catalogs, own)?.id) ?? answer.control?.value;
}

/** `「題名」（title）`. */
function labelOf(description: string | undefined, key: string): string {
  const label = description?.split(/[（(。]/)[0];
  return label ? `「${label}」（${key}）` : `「${key}」`;
}
