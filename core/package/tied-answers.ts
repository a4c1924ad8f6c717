/** What a package says already to controls tied to one by the crosswalk: where its answer may come from. */
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { type Tied, tiedTo } from '../catalog/tied.ts';
import { isProvisional } from '../model/answer-state.ts';
import { placeholdersIn } from '../model/answer-text.ts';
import { type Answer, answerOf, isClaimed, type Reply, repliesOf } from '../model/checklist.ts';
import { statementOf } from '../model/statements.ts';
import { asMap } from '../yaml/tree.ts';
import type { PackageView, Site } from './index.ts';

/** A common answer, or the answer to a control. */
export interface TiedAnswer {
  readonly is: 'statement' | 'answer';
  /** Of the statement; of the control, part included, as `same-as` may name it. */
  readonly id: string;
  readonly text: string;
  /** The control it answers. */
  readonly tied: Tied;
  readonly site: Site;
}

/** Those that really answer (no 同上, nothing left to fill in, nothing planned or not applicable), the closest controls' first, each statement once. */
export function tiedAnswers({ control }: Resolved, whole: PackageView, most = 5): readonly TiedAnswer[] {
  const found: TiedAnswer[] = [];
  const seen = new Set<string>();
  for (const tied of tiedTo(control, whole.catalogs)) {
    for (const answer of answersTo(tied, whole)) {
      if (seen.has(answer.id)) continue;
      seen.add(answer.id);
      found.push(answer);
      if (found.length === most) return found;
    }
  }
  return found;
}

function answersTo(tied: Tied, whole: PackageView): readonly TiedAnswer[] {
  const { control, id } = tied.found;
  const ids = [...new Set([id, control.id])];
  const statement = (site: Site): readonly TiedAnswer[] => {
    const map = asMap(site.entry.node);
    const { id: name, text } = map ? statementOf(map) : {};
    if (!name || !text || text.value.trim() === '' || placeholdersIn(text.value).length > 0) return [];
    return [{ is: 'statement', id: name.value, text: text.value, tied, site }];
  };
  const satisfying = ids.flatMap((one) => whole.lookup('satisfies', one)).flatMap(statement);
  const answering = ids
    .flatMap((one) => whole.lookup('answers', one))
    .flatMap((site): readonly TiedAnswer[] => {
      const map = asMap(site.entry.node);
      const answer = map && answerOf(map);
      if (!answer || isProvisional(answer) || repliesOf(answer).some(({ sameAs }) => sameAs.length > 0)) return [];
      const used = repliesOf(answer)
        .flatMap(({ use }) => use)
        .flatMap(({ text }) => whole.lookup('statements', text).slice(0, 1))
        .flatMap(statement);
      if (used.length > 0) return used;
      const [part] = replyTo(answer, tied.found);
      const text = textOf(part ? [part] : repliesOf(answer), answer);
      return text === '' ? [] : [{ is: 'answer', id: part ? id : site.key, text, tied, site }];
    });
  return [...satisfying, ...answering];
}

/** The reply for the part meant, where the entry answers it by itself. */
function replyTo(answer: Answer, { part }: Resolved): readonly Reply[] {
  const reply = part && answer.parts.find(({ keyText }) => partKey(keyText) === partKey(part.id));
  return reply?.answer ? [reply] : [];
}

/** What is claimed, the sub-items under their numbers. */
function textOf(replies: readonly Reply[], answer: Answer): string {
  return replies
    .flatMap((reply) => {
      if (!reply.answer || !isClaimed(reply, answer)) return [];
      const mark = 'keyText' in reply && replies.length > 1 ? `(${partKey(String(reply.keyText))}) ` : '';
      return [mark + reply.answer.value.trim()];
    })
    .join('\n');
}
