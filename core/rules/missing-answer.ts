import type { Control } from '../catalog/control.ts';
import { guidanceParts } from '../catalog/guidance.ts';
import { fixed, message } from '../language.ts';
import { isMissing } from '../model/answer-state.ts';
import { answerOf } from '../model/checklist.ts';
import { mapField } from '../model/field.ts';
import { isSatisfied } from '../package/satisfied.ts';
import { guidanceComments, PLACEHOLDER } from '../scaffold/answer.ts';
import { insertPair } from '../yaml/edit.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, isDamaged, isEmpty, keyText, type MapNode, pairOf } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { keyOrName } from './shared/place.ts';

/** The key of an entry its answer is, or would be, written under. */
type AnswerKey = 'answer' | 'parts';

const missing = message<{ control: string; key: AnswerKey }>({
  ja: ({ control, key }) =>
    `${control} に回答がありません。${key} に書くか、同じ回答の項目（same-as）や共通回答（use）を挙げてください。対象外なら、その理由を書いてください。`,
  en: ({ control, key }) =>
    `${control} has no answer. Write one under ${key}, name a control (same-as) or statement (use) that answers it, or mark it not applicable with a reason.`,
});

const insert = message<{ control: string; key: AnswerKey }>({
  ja: ({ control, key }) => `${control} の回答（${key}）を加える`,
  en: ({ control }) => `Insert an answer to ${control}`,
});

const begin = message<{ control: string }>({
  ja: ({ control }) => `${control} の回答を記入例から書き始める（●● を埋める）`,
  en: ({ control }) => `Begin the answer to ${control} with the model answer (fill in ●●)`,
});

const exclude = message<{ control: string }>({
  ja: ({ control }) => `${control} を対象外にする（理由を書く）`,
  en: ({ control }) => `Mark ${control} not applicable, with a reason`,
});

export const docs: RuleDocs = {
  ja: `項目を挙げただけで、\`answer\`・\`parts\`・\`responses\` のどれにも言葉がなく、\`same-as\`・\`use\`・共通回答の \`satisfies\` でも答えていない回答欄を知らせます。空の回答は、評価員には未回答と同じです。

クイックフィックスは、回答の書き方をコメントで添えた回答欄か、記入例（●● を埋めて使う文）を書き加えます。

\`status: 対象外\` と \`代替策\` には理由を（\`missing-reason\`）、\`対応予定\` には計画を書けば、回答はなくても構いません。

\`\`\`yaml
- control: CL-94
  status: 対応済
  answer: 作業者ごとに一意のIDを発行しています。
\`\`\``,
  en: `An entry with no words under \`answer\`, \`parts\` or \`responses\`, no \`same-as\` or \`use\`, and no statement that \`satisfies\` its control. To an evaluator it is unanswered.

Quick fixes add an answer with notes on what to say as comments, or begin with the model answer, whose ●● are to be filled in.

What is \`not-applicable\` or an \`alternative\` needs a reason instead (\`missing-reason\`), what is \`planned\` a plan.

\`\`\`yaml
- control: CL-94
  status: implemented
  answer: Every operator has an ID of their own.
\`\`\``,
};

const answerKey = (map: MapNode): AnswerKey => (pairOf(map, 'parts') && !pairOf(map, 'answer') ? 'parts' : 'answer');

export const missingAnswer: EntryRule = {
  code: 'missing-answer',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['satisfies'],
  summary: fixed('項目はあるが回答がない', 'An entry that answers nothing'),
  *check(entry, { catalogs, own, lookup }) {
    const map = asMap(entry.node);
    if (!map || !own || isDamaged(map)) return;
    const answer = answerOf(map);
    const found = answerControl(answer, catalogs, own);
    if (!found || !isMissing(answer, isSatisfied(found, { lookup }))) return;
    const key = answerKey(map);
    yield {
      at: keyOrName(map, key),
      message: missing({ control: found.id, key }),
      control: found.id,
      data: { map, control: found.control },
    };
  },
  fixes(finding, { file, package: whole }) {
    const { map, control } = finding.data as { map: MapNode; control: Control };
    const id = finding.control ?? control.id;
    const after = pairOf(map, 'status') ? 'status' : 'control';
    const parts = mapField(map, 'parts');
    const filled =
      parts?.pairs.filter(({ value }) => isEmpty(value)).map((pair) => setPair(file, parts, keyText(pair) ?? '', PLACEHOLDER)) ??
      [];
    const text = whole.catalogs.textNow(control);
    const { model } = guidanceParts(text.guidance?.ja ?? '');
    const withNotes = (lines: readonly string[]) =>
      insertPair(file, map, [...guidanceComments(control, { text }), 'answer: |', ...lines.map((line) => `  ${line}`)], after);
    const answer = pairOf(map, 'answer') ? setPair(file, map, 'answer', PLACEHOLDER) : withNotes([PLACEHOLDER]);
    const status = pairOf(map, 'status') && setPair(file, map, 'status', '対象外');
    const reason = answerOf(map).reason ? undefined : pairOf(map, 'reason') && setPair(file, map, 'reason', PLACEHOLDER);
    const added = [...(status ? [] : ['status: 対象外']), ...(reason || answerOf(map).reason ? [] : [`reason: ${PLACEHOLDER}`])];
    const excluded = [
      ...(status ? [status] : []),
      ...(reason ? [reason] : []),
      ...(added.length > 0 ? [insertPair(file, map, added, after)] : []),
    ];
    return [
      {
        title: insert({ control: id, key: answerKey(map) }),
        edits: [{ uri: file.uri, splices: filled.length > 0 ? filled : [answer] }],
      },
      ...(model.length > 0 && filled.length === 0 && !pairOf(map, 'answer')
        ? [{ title: begin({ control: id }), edits: [{ uri: file.uri, splices: [withNotes(model)] }] }]
        : []),
      { title: exclude({ control: id }), edits: [{ uri: file.uri, splices: excluded }] },
    ];
  },
};
