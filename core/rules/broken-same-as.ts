import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { fixed, type Localized, message } from '../language.ts';
import { isMissing } from '../model/answer-state.ts';
import { type Answer, answerOf, type PartReply, repliesOf } from '../model/checklist.ts';
import { partId } from '../model/earlier-answer.ts';
import { ownCatalog, type Site, type Table } from '../package/index.ts';
import { isSatisfied } from '../package/satisfied.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, Related, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';

const absent = message<{ control: string; target: string }>({
  ja: ({ control, target }) =>
    `${control} は ${target} と同じとありますが、${target} の回答がありません。${target} に答えるか、回答のある項目を挙げてください。`,
  en: ({ control, target }) =>
    `${control} says it is the same as ${target}, which has no entry. Answer ${target}, or name a control that is answered.`,
});

const unanswered = message<{ control: string; target: string }>({
  ja: ({ control, target }) =>
    `${control} は ${target} と同じとありますが、${target} がまだ未回答です。${target} に答えるか、回答のある項目を挙げてください。`,
  en: ({ control, target }) =>
    `${control} says it is the same as ${target}, which is not answered yet. Answer ${target}, or name a control that is answered.`,
});

const cyclic = message<{ control: string; target: string }>({
  ja: ({ control, target }) =>
    `${control} の same-as をたどると ${control} に戻り、どこにも回答がありません。${target} か ${control} のどちらかに回答を書いてください。`,
  en: ({ control, target }) =>
    `Following same-as from ${control} leads back to it, and nowhere is there an answer. Write one for ${target} or ${control}.`,
});

const itself = message<{ control: string }>({
  ja: ({ control }) =>
    `${control} の same-as が自分自身を指しています。回答のある項目を挙げるか、answer に回答を書いてください。`,
  en: ({ control }) => `The same-as of ${control} names itself. Name a control that is answered, or write an answer.`,
});

const there = message<{ target: string }>({
  ja: ({ target }) => `${target} の回答欄`,
  en: ({ target }) => `The entry of ${target}`,
});

interface Context {
  readonly catalogs: Catalogs;
  readonly own: Catalog | undefined;
  lookup(table: Table, key: string): readonly Site[];
}

export const docs: RuleDocs = {
  ja: `\`same-as\` は、挙げた項目の回答をその場の回答として使います。挙げた項目に回答欄がない、まだ答えていない、または互いに指し合っていると、出力したときに空欄になります。関連情報から相手の回答欄へ移れます。

共通回答の \`satisfies\` で答えている項目や、対象外とした項目を挙げるのは構いません。`,
  en: `\`same-as\` uses the answer of the control it names. Where that control has no entry, is not answered yet, or leads back here, the exported cell is empty. The related information leads to the other entry.

A control that a statement \`satisfies\`, or one that is not applicable, may be named.`,
};

export const brokenSameAs: EntryRule = {
  code: 'broken-same-as',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['answers', 'satisfies'],
  summary: fixed('same-as の先に回答がない', 'same-as leads to no answer'),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map || !context.own) return;
    const answer = answerOf(map);
    const found = answerControl(answer, context.catalogs, context.own);
    if (!found) return;
    for (const reply of repliesOf(answer)) {
      const control = ('keyText' in reply && partId(found, reply as PartReply)) || found.id;
      for (const node of reply.sameAs) {
        const target = context.catalogs.resolve(node.text, context.own);
        const problem = target && problemOf(control, target, context);
        if (problem)
          yield { at: node, message: problem.message, control, ...(problem.related ? { related: [problem.related] } : {}) };
      }
    }
  },
};

function problemOf(
  control: string,
  target: Resolved,
  context: Context,
): { readonly message: Localized; readonly related?: Related } | undefined {
  const parameters = { control, target: target.id };
  const [place] = placesOf(target, context);
  const related = place && { uri: place.site.document.file.uri, at: place.site.node, message: there({ target: target.id }) };
  if (target.id === control) return { message: itself({ control }) };
  if (leadsBack(control, target, context)) return { message: cyclic(parameters), ...(related ? { related } : {}) };
  if (isSatisfied(target, context)) return undefined;
  if (!place || !related) return { message: absent(parameters) };
  return isAnswered(place) ? undefined : { message: unanswered(parameters), related };
}

/** What answers a control or part: an entry of its own, or a part of its control's entry. */
interface AnswerPlace {
  readonly site: Site;
  readonly answer: Answer;
  /** Where only a part of the entry is meant. */
  readonly part?: PartReply;
}

function placesOf(target: Resolved, { lookup, own, catalogs }: Context): readonly AnswerPlace[] {
  const sites = (id: string) => lookup('answers', id).filter(({ document }) => sameEdition(ownCatalog(document, catalogs), own));
  const whole = sites(target.id).flatMap((site): readonly AnswerPlace[] => {
    const map = asMap(site.entry.node);
    return map ? [{ site, answer: answerOf(map) }] : [];
  });
  const { part } = target;
  if (!part || whole.length > 0) return whole;
  return sites(target.control.id).flatMap((site): readonly AnswerPlace[] => {
    const map = asMap(site.entry.node);
    const answer = map && answerOf(map);
    const reply = answer?.parts.find(({ keyText }) => partKey(keyText) === partKey(part.id));
    // An entry answered as a whole answers its parts too.
    return answer ? [{ site, answer, ...(reply ? { part: reply } : {}) }] : [];
  });
}

function sameEdition(a: Catalog | undefined, b: Catalog | undefined): boolean {
  return a === b || a?.id !== b?.id;
}

function isAnswered({ answer, part }: AnswerPlace): boolean {
  // One that is satisfied has been let pass already.
  if (!part) return !isMissing(answer, false);
  const status = part.status?.value ?? answer.status?.value;
  return (
    part.answer !== undefined ||
    part.sameAs.length > 0 ||
    part.use.length > 0 ||
    part.reason !== undefined ||
    status === 'not-applicable'
  );
}

/** Whether following same-as from `target` arrives at `control`, or at the whole it is a part of. */
function leadsBack(control: string, target: Resolved, context: Context): boolean {
  const seen = new Set<string>();
  const open: Resolved[] = [target];
  for (let next = open.pop(); next; next = open.pop()) {
    if (
      next.id === control ||
      (!next.part && control.startsWith(`${next.id}(`) && context.catalogs.resolve(control, context.own)?.control.id === next.id)
    )
      return true;
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    for (const { answer, part } of placesOf(next, context)) {
      for (const node of (part ? [part] : repliesOf(answer)).flatMap(({ sameAs }) => sameAs)) {
        const further = context.catalogs.resolve(node.text, context.own);
        if (further) open.push(further);
      }
    }
  }
  return false;
}
