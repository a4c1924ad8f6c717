/** Above a section of a disclosure, what refers to it in prose. Most sections nothing refers to: they have no lens. */
import { message } from '../../language.ts';
import { sectionOf, withNested } from '../../model/disclosure.ts';
import { listOf } from '../../model/entry-at.ts';
import { asMap } from '../../yaml/tree.ts';
import { nameOfEntry } from '../cards/words.ts';
import { headline } from '../markdown.ts';
import type { LensProducer } from './lens.ts';
import { byEntry } from './used-by.ts';

const referred = message<{ first: string; more: number }>({
  ja: ({ first, more }) => (more === 0 ? `${first} が参照しています` : `${first} ほか${more}件が参照しています`),
  en: ({ first, more }) => (more === 0 ? `Referred to by ${first}` : `Referred to by ${first} and ${more} more`),
});

export const sectionLenses: LensProducer = {
  name: 'sections',
  kinds: ['disclosure'],
  *places(document, whole) {
    for (const item of listOf(document, 'sections')?.toArray() ?? []) {
      const map = asMap(item);
      for (const { key, id, also, title, node } of map ? withNested(sectionOf(map)) : []) {
        const names = [...[key, id].flatMap((field) => field?.value ?? []), ...also.map(({ text }) => text)];
        if (!names.some((name) => whole.index.has('mentions', name))) continue;
        yield { at: (key ?? id ?? title)?.node ?? node, key: names.join('\n') };
      }
    }
  },
  textOf(key, whole) {
    const sites = byEntry(key.split('\n').flatMap((name) => whole.lookup('mentions', name)));
    const [first] = sites;
    return first && { title: referred({ first: headline(nameOfEntry(first), 30), more: sites.length - 1 }), sites };
  },
};
