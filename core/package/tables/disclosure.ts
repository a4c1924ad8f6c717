import { outlineOf, sectionOf, withNested } from '../../model/disclosure.ts';
import type { Entry } from '../../model/document.ts';
import { textField } from '../../model/field.ts';
import { likenessOf } from '../../model/wording.ts';
import { asMap, type MapNode } from '../../yaml/tree.ts';
import { annexesIn } from './annexes.ts';
import { evidenceCited } from './evidence.ts';
import { factsStated } from './facts.ts';
import { titlesGiven } from './parties.ts';
import type { Contributor, Put, TableContext } from './table.ts';

export const disclosureTables: Contributor = (entry, context, put) => {
  const { document, sequence } = entry;
  if (sequence === '') {
    put('disclosures', outlineOf(document), entry, document.kindNode ?? entry.node);
    return;
  }
  const map = asMap(entry.node);
  if (!map) return;
  if (sequence === 'roles' || sequence === 'parties' || sequence === 'terms') titlesGiven(entry, map, put);
  if (sequence === 'sections') sectionTables(entry, map, context, put);
  // [[roles]] and the like name the list itself.
  else if (sequence !== 'tables') put('targets', sequence, entry, map);
  if (sequence !== 'tables' && sequence !== 'roles' && sequence !== 'parties') return;
  const id = textField(map, 'id');
  if (sequence === 'tables') {
    put('targets', id && `table:${id.value}`, entry, id?.node ?? map);
    annexesIn(entry, put, textField(map, 'caption')?.value);
  } else put(sequence, id?.value, entry, id?.node ?? map);
  put('targets', id?.value, entry, id?.node ?? map);
};

function sectionTables(entry: Entry, map: MapNode, { catalogs, own }: TableContext, put: Put): void {
  for (const section of withNested(sectionOf(map))) {
    annexesIn(entry, put, section.number?.value, section.title?.value, ...headLines(section.body?.value));
    put('sections', section.key?.value, entry, section.key?.node ?? map);
    for (const key of section.also) put('sections', key.text, entry, key);
    put('targets', section.key?.value, entry, section.key?.node ?? map);
    put('targets', section.id?.value, entry, section.id?.node ?? map);
    for (const target of section.respondsTo) put('responds-to', catalogs.resolve(target.text, own)?.id, entry, target);
    factsStated(entry, section.node, catalogs, put);
    evidenceCited(entry, section.node, put);
    const body = section.body?.node;
    if (body?.kind === 'scalar') for (const key of likenessOf(body).keys) put('likenesses', key, entry, section.node);
  }
}

/** Lines of a body that may be the heading of an annex kept within it: those an annex's name begins. */
function headLines(body: string | undefined): readonly string[] {
  return body?.match(/^[# \t\u3000■◆【（(]*(?:添付|別添)[^\r\n]{0,40}/gm) ?? [];
}
