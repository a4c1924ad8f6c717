/** Whether an entry of a checklist is answered. The rules about answers and the coverage numbers both ask here, so that they agree. */

import { asMap, asSeq, isEmpty, type MapNode, resolve, valueUnder } from '../yaml/tree.ts';
import { dittoIn, placeholdersIn } from './answer-text.ts';
import { type Answer, hasAnswer, type Reply, repliesOf } from './checklist.ts';
import type { Field } from './field.ts';

/**
 * Whether an entry answers nothing: what `missing-answer` reports. 対象外 and 代替策 owe a reason rather than an answer (missing-reason), 対応予定 a plan.
 * @param satisfied a statement `satisfies` its control
 */
export function isMissing(answer: Answer, satisfied: boolean): boolean {
  return !satisfied && !hasAnswer(answer) && !repliesOf(answer).some(answersByStatus) && !isMistyped(answer.node);
}

/** An answer of another type than it should have is there; `wrong-type` speaks of it. */
function isMistyped(map: MapNode): boolean {
  const answer = resolve(valueUnder(map, 'answer'));
  const parts = valueUnder(map, 'parts');
  const responses = valueUnder(map, 'responses');
  return (answer && answer.kind !== 'scalar') || (!isEmpty(parts) && !asMap(parts)) || (!isEmpty(responses) && !asSeq(responses));
}

function answersByStatus({ status, plan }: Reply): boolean {
  return (
    status?.value === 'not-applicable' || status?.value === 'alternative' || (status?.value === 'planned' && plan !== undefined)
  );
}

/** The answers and reasons of an entry that hold a placeholder. A dash where something is 対象外 for a reason is no gap. */
export function placeholderFields(answer: Answer): readonly Field<string>[] {
  return repliesOf(answer).flatMap((reply) => {
    const settled = reply.status?.value === 'not-applicable' && reply.reason !== undefined;
    const fields = [...(reply.answer && !settled ? [reply.answer] : []), ...(reply.reason ? [reply.reason] : [])];
    return fields.filter(({ value }) => placeholdersIn(value).length > 0);
  });
}

/** The entry, its parts and its targets whose answer repeats the one above. */
export function dittoReplies(answer: Answer): readonly Reply[] {
  return repliesOf(answer).filter((reply) => reply.answer && dittoIn(reply.answer.value));
}

/** Whether words of the entry are no answer yet: what `placeholder-answer` and `ditto-answer` report. */
export function isProvisional(answer: Answer): boolean {
  return dittoReplies(answer).length > 0 || placeholderFields(answer).length > 0;
}
