import { fixed, inSentence, message } from '../language.ts';
import { isMissing } from '../model/answer-state.ts';
import { measureOf } from '../model/assessment.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import { keyNode, mapField } from '../model/field.ts';
import { isSatisfied } from '../package/satisfied.ts';
import { fillPair, insertPair } from '../yaml/edit.ts';
import { asMap, isDamaged, isEmpty, type MapNode, pairOf } from '../yaml/tree.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { has, keyBefore, namedReplies } from './shared/reply.ts';

const noPlan = message<{ name: string; partial: boolean }>({
  ja: ({ name, partial }) =>
    `${inSentence(name)}は${partial ? '一部対応' : '対応予定'}とされていますが、計画がありません。何をいつまでに行うかを plan に書いてください。`,
  en: ({ name, partial }) =>
    `${name} is marked ${partial ? 'partial' : 'planned'} without a plan. Say under plan what will be done, and by when.`,
});

const noDue = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}の計画に期限がありません。いつまでに行うかを plan の due に書いてください（例 2027-03-31、2027年3月）。`,
  en: ({ name }) => `The plan for ${name} has no due date. Write under due by when it will be done (e.g. 2027-03-31).`,
});

const insertPlan = message<{ due: string }>({
  ja: ({ due }) => `計画（plan）を加える（期限は仮に ${due}）`,
  en: ({ due }) => `Insert a plan (due ${due} for now)`,
});

const insertDue = message<{ due: string }>({
  ja: ({ due }) => `期限（due）を加える（仮に ${due}）`,
  en: ({ due }) => `Insert a due date (${due} for now)`,
});

export const docs: RuleDocs = {
  ja: `「一部対応」「対応予定」と答えた項目は、残りをいつまでにどうするかを問われます。\`plan\` に内容（\`action\`）と期限（\`due\`）を書いてください。項目全体の計画は、小項目や対象ごとの回答にもあてはまります。リスク評価の対策（\`measures\`）も同じです。クイックフィックスが入れる期限は次の年度末の仮の日付です。実際の期限に直してください。

\`\`\`yaml
- control: CL-96
  status: 対応予定
  answer: 二要素認証を導入します。
  plan: { action: 認証基盤の更改, due: 2027-03-31 }
\`\`\``,
  en: `Who answers "partial" or "planned" is asked what will be done, and by when: write \`action\` and \`due\` under \`plan\`. The plan of an item as a whole also holds for its sub-items and targets. The \`measures\` of a risk assessment likewise. The due date the quick fix inserts, the end of the Japanese fiscal year, is a stand-in: put the real one.

\`\`\`yaml
- control: CL-96
  status: planned
  answer: Two-factor authentication will be introduced.
  plan: { action: renew the login service, due: 2027-03-31 }
\`\`\``,
};

export const missingPlan: EntryRule = {
  code: 'missing-plan',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist', 'assessment'],
  sequences: ['answers', 'measures'],
  reads: ['satisfies'],
  summary: fixed('一部対応・対応予定の項目に計画か期限がない', 'An item that is partial or planned has no plan or no due date'),
  *check(entry, { own, catalogs, lookup }) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map)) return;
    if (entry.sequence === 'measures') {
      yield* inMeasure(map);
      return;
    }
    const answer = answerOf(map);
    if (dated(answer.plan) || !repliesOf(answer).some(({ status }) => isOpen(status?.value))) return;
    const control = answerControl(answer, catalogs, own);
    // With neither plan nor answer it is the answer that is missing.
    if (isMissing(answer, control !== undefined && isSatisfied(control, { lookup }))) return;
    const lacking = namedReplies(answer, control).filter(
      ({ reply }) => reply.map && isOpen(reply.status?.value) && !dated(reply.plan) && !otherPlan(reply.map),
    );
    // What the parts say of themselves answers for the whole.
    const parts = lacking.some(({ whole }) => !whole) || repliesOf(answer).some((reply) => reply !== answer && dated(reply.plan));
    for (const { reply, name, id, whole } of lacking) {
      if (!reply.map || !reply.status || (whole && parts)) continue;
      const plan = reply.plan ?? (whole ? undefined : answer.plan);
      yield {
        at: keyNode(reply.map, 'plan') ?? reply.status.node,
        message: plan && plan.pairs.length > 0 ? noDue({ name }) : noPlan({ name, partial: reply.status.value === 'partial' }),
        control: id,
        data: { map: reply.map },
      };
    }
  },
  fixes(finding, { file, date }) {
    const { map } = finding.data as { map: MapNode };
    const due = fiscalYearEnd(date);
    const plan = asMap(pairOf(map, 'plan')?.value);
    if (plan && plan.pairs.length > 0) {
      const splices = [fillPair(file, plan, 'due', [`due: ${due} # 仮の期限`], 'action')];
      return [{ title: insertDue({ due }), edits: [{ uri: file.uri, splices }], preferred: true }];
    }
    const content = ['action: ●●を行う', `due: ${due} # 仮の期限`];
    const lines = ['plan:', ...content.map((line) => `  ${line}`)];
    // `plan: {}` is filled; a missing or empty `plan:` is written.
    const splices = [plan ? insertPair(file, plan, content) : fillPair(file, map, 'plan', lines, keyBefore(map))];
    return [{ title: insertPlan({ due }), edits: [{ uri: file.uri, splices }], preferred: true }];
  },
};

/** A measure of a risk assessment that is partial or planned. */
function* inMeasure(map: MapNode): Iterable<Finding> {
  const { status, id, control } = measureOf(map);
  const plan = mapField(map, 'plan');
  const named = (id ?? control)?.value;
  if (!status || named === undefined || !isOpen(status.value) || dated(plan) || otherPlan(map)) return;
  yield {
    at: keyNode(map, 'plan') ?? status.node,
    message:
      plan && plan.pairs.length > 0 ? noDue({ name: named }) : noPlan({ name: named, partial: status.value === 'partial' }),
    control: named,
    data: { map },
  };
}

function isOpen(status: string | undefined): boolean {
  return status === 'partial' || status === 'planned';
}

function dated(plan: MapNode | undefined): boolean {
  return has(plan, 'due');
}

/** A plan that is no mapping: wrong-type says so. */
function otherPlan(map: MapNode): boolean {
  const value = pairOf(map, 'plan')?.value;
  return !isEmpty(value) && !asMap(value);
}

/** The next 31 March, the end of the Japanese fiscal year. `date` is `YYYY-MM-DD`. */
function fiscalYearEnd(date: string): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return `${month <= 3 ? year : year + 1}-03-31`;
}
