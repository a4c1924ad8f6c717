import { lastDayOf } from '../date.ts';
import { fixed, message } from '../language.ts';
import { textField } from '../model/field.ts';
import { type MapNode, pairOf } from '../yaml/tree.ts';
import type { EntryRule, Place, RuleDocs } from './rule.ts';
import { type EntryName, nameOf, undertakings } from './shared/undertaking.ts';

const plan = message<{ name: EntryName; due: string }>({
  ja: ({ name, due }) =>
    `${japanese(name)}の計画の期限（${due}）を過ぎています。実施したのなら status を改め、まだなら期限を見直してください。`,
  en: ({ name, due }) =>
    `The plan for ${english(name)} was due ${due}. If it is done, change the status; if not, set another date.`,
});

const improvement = message<{ name: EntryName; due: string }>({
  ja: ({ name, due }) =>
    `${japanese(name)}の指摘に対する改善の期限（${due}）を過ぎています。再評価の結果を judgement に加えるか、期限を評価員と決め直してください。`,
  en: ({ name, due }) =>
    `The improvement of ${english(name)} was due ${due}. Add the result of the next round under judgement, or agree on another date with the evaluator.`,
});

export const docs: RuleDocs = {
  ja: `期限（\`due\`）を過ぎた計画（\`plan\`）と、評価員の指摘に対する改善（\`judgement\`）を知らせます。期限の翌日から数えます。\`2027-03\` のように日のない期限は、その月の末日までとみなします。

「対応済」「代替策」「対象外」とした回答や対策の計画は、期限が過ぎていても指摘しません。判定が複数の回にわたるときは、最後に評価した回だけを見ます（「未評価」の回は飛ばします）。最後の判定が「適合」なら指摘しません。

今日の日付は、\`kaiji check --date\` で変えられます。`,
  en: `Plans (\`plan\`) and improvements (\`judgement\`) past their \`due\` date, from the day after. A date without a day (\`2027-03\`) lasts to the end of the month.

A plan of what is implemented, alternative or not applicable is left alone. Of several rounds of judgement only the last in which anything was assessed counts, and not where it is conforming.

\`kaiji check --date\` sets what day it is.`,
};

export const overdue: EntryRule = {
  code: 'overdue',
  severity: 'warning',
  about: 'time',
  scope: 'entry',
  kinds: ['checklist', 'risks', 'assessment'],
  summary: fixed('計画や改善の期限が過ぎている', 'A plan or improvement past its due date'),
  *check(entry, { catalogs, own, date }) {
    if (entry.sequence === '') return;
    const { name, control } = nameOf(entry, catalogs, own);
    for (const { is, holder, map } of undertakings(entry)) {
      const late = lateIn(holder, is, map, date);
      const say = is === 'plan' ? plan : improvement;
      if (late) yield { at: late.at, message: say({ name, due: late.due }), ...(control === undefined ? {} : { control }) };
    }
  },
};

/** The date under `due`, where it has passed: the place is the value's, or that of the alias that stands for it here. */
function lateIn(
  holder: MapNode,
  key: string,
  map: MapNode,
  date: string,
): { readonly at: Place; readonly due: string } | undefined {
  const due = textField(map, 'due');
  const last = due && lastDayOf(due.value);
  if (!due || last === undefined || last >= date) return undefined;
  const value = pairOf(holder, key)?.value;
  const own = pairOf(map, 'due')?.value ?? due.node;
  return { at: value?.kind === 'alias' ? value : own, due: due.value };
}

function japanese({ text, isId }: EntryName): string {
  return isId ? `${text} ` : text === '' ? 'この項目' : `「${text}」`;
}

function english({ text, isId }: EntryName): string {
  return isId ? text : text === '' ? 'this entry' : `"${text}"`;
}
