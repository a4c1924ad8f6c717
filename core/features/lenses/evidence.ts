/** Above an entry of the evidence register, what cites it. */
import { message } from '../../language.ts';
import { evidenceItem } from '../../model/evidence.ts';
import type { LensProducer } from './lens.ts';
import { byEntry, idPlaces } from './used-by.ts';

const cited = message<{ count: number }>({
  ja: ({ count }) => (count === 0 ? 'まだどこからも挙げられていません' : `${count}か所で挙げられています`),
  en: ({ count }) => (count === 0 ? 'Not cited yet' : `Cited in ${count} place${count === 1 ? '' : 's'}`),
});

export const evidenceLenses: LensProducer = {
  name: 'evidence',
  // A register of its own, and one carried along.
  kinds: ['evidence', 'checklist', 'disclosure', 'risks', 'assessment'],
  places: (document) => idPlaces(document, 'evidence', (map) => evidenceItem(map).id),
  textOf(id, whole) {
    const sites = byEntry([...whole.lookup('evidence-uses', id), ...whole.lookup('mentions', id)]);
    return { title: cited({ count: sites.length }), sites };
  },
};
