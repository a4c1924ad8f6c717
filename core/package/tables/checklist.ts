import { answerOf, isClaimed, repliesOf } from '../../model/checklist.ts';
import { wordingOf } from '../../model/wording.ts';
import { asMap } from '../../yaml/tree.ts';
import { evidenceCited } from './evidence.ts';
import { factsStated } from './facts.ts';
import { type Contributor, putUse } from './table.ts';

export const checklistTables: Contributor = (entry, { catalogs, own }, put) => {
  if (entry.sequence === '') {
    if (own) put('checklists', own.reference, entry, entry.document.kindNode ?? entry.node);
    return;
  }
  const map = entry.sequence === 'answers' ? asMap(entry.node) : undefined;
  if (!map) return;
  const answer = answerOf(map);
  put('answers', answer.control && catalogs.resolve(answer.control.value, own)?.id, entry, answer.control?.node ?? map);
  factsStated(entry, map, catalogs, put);
  for (const reply of repliesOf(answer)) {
    evidenceCited(entry, reply.map, put);
    for (const use of reply.use) put('statement-uses', use.text, entry, use);
    for (const same of reply.sameAs) putUse(put, 'controls', catalogs.resolve(same.text, own)?.id, entry, same);
  }
  for (const reply of [answer, ...answer.parts]) {
    const said = reply.answer?.node;
    if (said?.kind === 'scalar' && isClaimed(reply, answer)) put('wordings', wordingOf(said).key, entry, said);
  }
};
