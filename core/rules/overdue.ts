import { fixed, message } from '../language.ts';
import { textField } from '../model/field.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, RuleDocs } from './rule.ts';
import { overdueIn } from './shared/dues.ts';

interface Name {
  readonly text: string;
  /** A control's ID rather than a name in words. */
  readonly isId: boolean;
}

const plan = message<{ name: Name; due: string }>({
  ja: ({ name, due }) =>
    `${japanese(name)}の計画の期限（${due}）を過ぎています。実施したのなら status を改め、まだなら期限を見直してください。`,
  en: ({ name, due }) =>
    `The plan for ${english(name)} was due ${due}. If it is done, change the status; if not, set another date.`,
});

const improvement = message<{ name: Name; due: string }>({
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
    const { name, control } = nameIn(asMap(entry.node), { catalogs, own });
    for (const { of, due, at } of overdueIn(entry.node, date))
      yield { at, message: (of === 'plan' ? plan : improvement)({ name, due }), ...(control === undefined ? {} : { control }) };
  },
};

/** What the entry is called in a message, and the control it is about. */
function nameIn(
  root: MapNode | undefined,
  { catalogs, own }: Pick<EntryContext, 'catalogs' | 'own'>,
): { readonly name: Name; readonly control: string | undefined } {
  const typed = textField(root, 'control') ?? textField(root, 'scenario');
  const control = typed && catalogs.resolve(typed.value, own)?.id;
  if (typed) return { name: { text: control ?? typed.value, isId: true }, control };
  const named = textField(root, 'name') ?? textField(root, 'title') ?? textField(root, 'id');
  return { name: { text: named?.value ?? '', isId: false }, control };
}

function japanese({ text, isId }: Name): string {
  return isId ? `${text} ` : text && `「${text}」`;
}

function english({ text, isId }: Name): string {
  return isId ? text : text === '' ? 'this entry' : `"${text}"`;
}
