/** New entries among those of a document, in the order of its catalog. */
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control } from '../catalog/control.ts';
import type { KaijiDocument } from '../model/document.ts';
import { entriesOf } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import type { Splice } from '../text/text.ts';
import { insertItems } from '../yaml/edit.ts';
import { asMap } from '../yaml/tree.ts';

/**
 * Entries for `controls`, put among those of a sequence in catalog order: each behind the nearest preceding control that has an entry, else first.
 * @param key what names the control in an entry: `control`, `scenario`
 * @param controls of the document's own catalog; others are left out
 * @param linesOf the lines of an entry, as `insertItem` takes them
 */
export function insertInOrder(
  document: KaijiDocument,
  catalogs: Catalogs,
  sequence: string,
  key: string,
  controls: readonly Control[],
  linesOf: (control: Control) => readonly string[],
): readonly Splice[] {
  const catalog = ownCatalog(document, catalogs);
  if (!catalog || !document.root) return [];
  const present = entriesOf(document, sequence).flatMap(({ node, index }) => {
    const typed = textField(asMap(node), key)?.value;
    const order = typed === undefined ? -1 : catalog.orderOf(catalogs.resolve(typed, catalog)?.control.id ?? '');
    return order < 0 ? [] : [{ order, index }];
  });
  const byPlace = new Map<number, (readonly string[])[]>();
  const wanted = controls
    .filter((control) => catalog.orderOf(control.id) >= 0)
    .sort((a, b) => catalog.orderOf(a.id) - catalog.orderOf(b.id));
  for (const control of wanted) {
    const order = catalog.orderOf(control.id);
    let before: { readonly order: number; readonly index: number } | undefined;
    for (const entry of present) if (entry.order < order && (!before || entry.order > before.order)) before = entry;
    const place = before ? before.index + 1 : 0;
    const items = byPlace.get(place) ?? [];
    items.push(linesOf(control));
    byPlace.set(place, items);
  }
  const root = document.root;
  return [...byPlace].map(([place, items]) => insertItems(document.file, root, sequence, items, place));
}
