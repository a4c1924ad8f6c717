/** Sections of a disclosure as items, those within others beside them: a section that moves stays the same. */
import type { Bilingual } from '../language.ts';
import { type Section, sectionOf } from '../model/disclosure.ts';
import type { Entry } from '../model/document.ts';
import { type Place, placeOf } from '../model/prose.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { MapNode } from '../yaml/tree.ts';
import { fieldsOf } from './fields.ts';
import type { Field, Item } from './item.ts';
import { itemOf } from './make-item.ts';

const PLACE = placeOf('disclosure', 'sections') as Place;
/** What it is found by and where it stands: told as moved, not as changed. */
const PLACING: ReadonlySet<string> = new Set(['section', 'id', 'number', 'title', 'sections']);

/** A section and all below it, in document order. */
export function sectionItems(whole: Package, { document }: Entry, map: MapNode): readonly Item[] {
  const outline = ownCatalog(document, whole.catalogs);
  const items: Item[] = [];
  const add = (section: Section, parent: Item | undefined) => {
    const { node, key, id, title, number, body } = section;
    const known = outline?.control(key?.value.trim() ?? '');
    const item = itemOf({
      type: 'section',
      id: id?.value.trim() ?? '',
      key: key?.value.trim() ?? '',
      title: title ? { ja: title.value.trim() } : (known?.title ?? { ja: '' }),
      number: number?.value.trim() ?? '',
      document,
      node,
      text: body?.value ?? '',
      parent,
      fields: (names) => [
        ...heading(title ? { ja: title.value.trim() } : (known?.title ?? { ja: '' })),
        ...fieldsOf(node, PLACE, { document, facts: whole.catalogs.facts, names }, PLACING),
      ],
    });
    items.push(item);
    for (const child of section.sections) add(child, item);
  };
  add(sectionOf(map), undefined);
  return items;
}

/** The heading a section is printed with, its own or that of the outline. */
function heading(title: Bilingual): readonly Field[] {
  const label = { ja: '見出し', en: 'Heading' };
  return title.ja === '' ? [] : [{ name: 'title', label, value: { key: title.ja, text: title, isProse: true } }];
}
