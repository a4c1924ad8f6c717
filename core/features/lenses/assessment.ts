/** Above an asset, a threat or a vulnerability of a risk assessment, the scenarios that assess it. */
import { message } from '../../language.ts';
import { textField } from '../../model/field.ts';
import { USES } from '../subject.ts';
import type { LensProducer } from './lens.ts';
import { byEntry, idPlaces } from './used-by.ts';

const assessed = message<{ count: number }>({
  ja: ({ count }) => (count === 0 ? 'これを評価するシナリオはまだありません' : `${count}件のシナリオで評価しています`),
  en: ({ count }) => (count === 0 ? 'In no scenario yet' : `In ${count} scenario${count === 1 ? '' : 's'}`),
});

const LISTS = ['assets', 'threats', 'vulnerabilities'] as const;

export const assessmentLenses: LensProducer = {
  name: 'assessment',
  kinds: ['assessment'],
  *places(document) {
    for (const list of LISTS)
      yield* idPlaces(
        document,
        list,
        (map) => textField(map, 'id'),
        (id) => `${list} ${id}`,
      );
  },
  textOf(key, whole) {
    const space = key.indexOf(' ');
    const table = USES[key.slice(0, space) as (typeof LISTS)[number]];
    if (!table) return undefined;
    // A vulnerability gives way to a threat; that is no scenario yet.
    const sites = byEntry(whole.lookup(table, key.slice(space + 1))).filter(({ entry }) => entry.sequence === 'scenarios');
    return { title: assessed({ count: sites.length }), sites };
  },
};
