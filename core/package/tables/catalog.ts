import type { Entry } from '../../model/document.ts';
import { itemsOf, scalarsOf, textField } from '../../model/field.ts';
import { asMap, asScalar } from '../../yaml/tree.ts';
import { type Contributor, type Put, putUse, type TableContext } from './table.ts';

/** An author's own catalog: its controls, and those they name. */
export const catalogTables: Contributor = (entry, { catalogs }, put) => {
  const { root } = entry.document;
  const id = textField(root, 'id');
  if (entry.sequence === '') {
    if (id) put('ids', `catalogs ${id.value}`, entry, id.node);
    return;
  }
  const map = entry.sequence === 'controls' ? asMap(entry.node) : undefined;
  if (!map) return;
  const own = catalogs.of(id?.value ?? '');
  const control = textField(map, 'id');
  // A section of an outline has a key, and no document but a disclosure defines it.
  if (control && own?.data.prefix !== undefined)
    put('ids', `controls ${catalogs.resolve(control.value, own)?.id ?? control.value}`, entry, control.node);
  const refs = itemsOf(map, 'refs').flatMap((item) => asScalar(item) ?? scalarsOf(asMap(item), 'to'));
  for (const ref of [...refs, ...scalarsOf(map, 'answers')]) putUse(put, 'controls', catalogs.resolve(ref.text)?.id, entry, ref);
};

/** The catalog or outline a document is about, whatever its edition. */
export function catalogNamed(header: Entry, { catalogs }: TableContext, put: Put): void {
  const { kind, root } = header.document;
  const key = kind === 'disclosure' ? 'outline' : 'catalog';
  const named = kind === 'package' ? undefined : textField(root, key);
  if (named) putUse(put, 'catalogs', catalogs.of(named.value)?.id ?? named.value, header, named.node);
}
