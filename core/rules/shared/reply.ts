/** What an entry says as a whole, of its sub-items and of its targets, each under the name a message gives it. */
import type { Part, Resolved } from '../../catalog/control.ts';
import { partKey } from '../../catalog/id.ts';
import { type Answer, type Reply, refersToAnswer, repliesOf } from '../../model/checklist.ts';
import { textField } from '../../model/field.ts';
import { isEmpty, type MapNode, pairOf } from '../../yaml/tree.ts';

export interface NamedReply {
  readonly reply: Reply;
  /** `CL-22`, `CL-22(3)`, `CL-22（バックアップデータ）`. */
  readonly name: string;
  /** The canonical ID, part included. */
  readonly id: string;
  /** Whether it is the entry itself. */
  readonly whole: boolean;
}

/** The entry first, then its parts and responses. Empty where the entry names no control: another rule says so. */
export function namedReplies(answer: Answer, control: Resolved | undefined): readonly NamedReply[] {
  const id = control?.id ?? answer.control?.value;
  if (id === undefined) return [];
  return [
    { reply: answer, name: id, id, whole: true },
    ...answer.parts.map((reply) => {
      const part = control?.control.parts.find((candidate) => partKey(candidate.id) === partKey(reply.keyText));
      const name = `${id}${part?.id ?? reply.keyText}`;
      return { reply, name, id: name, whole: false };
    }),
    ...answer.responses.map((reply) => {
      const target = textField(reply.map, 'target')?.value;
      return { reply, name: target === undefined ? id : `${id}（${target}）`, id, whole: false };
    }),
  ];
}

/** The sub-item a {@link NamedReply} with this ID is for. */
export function partMeant({ control, part }: Resolved, id: string): Part | undefined {
  return part ?? control.parts.find((one) => id === `${control.id}${one.id}`);
}

/** Whether anything of the entry says in words what is done: an answer, a reason, a reference to either. */
export function explains(reply: Reply): boolean {
  return reply.answer !== undefined || refersToAnswer(reply) || has(reply.map, 'reason');
}

/** As {@link explains}, of the entry, one of its parts or one of its responses. */
export function explainedAnywhere(answer: Answer): boolean {
  return repliesOf(answer).some(explains);
}

/** Whether a key stands there with something behind it, of whatever type. */
export function has(map: MapNode | undefined, key: string): boolean {
  return !isEmpty(map && pairOf(map, key)?.value);
}

/** The key of an answer behind which a new `reason` or `plan` reads best. */
export function keyBefore(map: MapNode): string | undefined {
  return ['reason', 'use', 'same-as', 'responses', 'parts', 'answer', 'from', 'responsibility', 'status', 'target'].find((key) =>
    pairOf(map, key),
  );
}
