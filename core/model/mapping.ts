/** mapping/v1: which controls of a catalog's former edition became which of the new one. */
import type { EditionMapping, MappedControls } from '../catalog/edition-mapping.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';
import { entriesOf, type KaijiDocument } from './document.ts';
import { scalarsOf, textField } from './field.ts';

/** The mapping a document holds; undefined where it does not say from what to what. */
export function mappingFrom(document: KaijiDocument): EditionMapping | undefined {
  const from = textField(document.root, 'from')?.value.trim();
  const to = textField(document.root, 'to')?.value.trim();
  if (!from || !to) return undefined;
  const pairs = entriesOf(document, 'controls').flatMap(({ node }) => {
    const map = asMap(node);
    return map ? [pairOf(map)] : [];
  });
  return { from, to, pairs };
}

function pairOf(map: MapNode): MappedControls {
  const ids = (key: string) => scalarsOf(map, key).flatMap(({ text }) => (text.trim() === '' ? [] : [text.trim()]));
  return { from: ids('from'), to: ids('to'), note: textField(map, 'note')?.value.trim() ?? '' };
}
