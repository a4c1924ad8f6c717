import type { Entry } from '../../model/document.ts';
import { evidenceItem, evidenceUses, titleKey } from '../../model/evidence.ts';
import { textField } from '../../model/field.ts';
import { asMap, type MapNode } from '../../yaml/tree.ts';
import { annexesIn } from './annexes.ts';
import type { Contributor, Put } from './table.ts';

/** An entry of a register, in whatever kind of document it stands. */
export const evidenceTables: Contributor = (entry, _context, put) => {
  const map = asMap(entry.node);
  if (!map) return;
  const { id, title } = evidenceItem(map);
  put('evidence', id?.value, entry, id?.node ?? map);
  if (id) put('evidence-titles', title && titleKey(title.value), entry, id.node);
  annexesIn(entry, put, textField(map, 'title')?.value, textField(map, 'location')?.value);
  put('targets', id?.value, entry, id?.node ?? map);
};

/** Notes the evidence a mapping cites. */
export function evidenceCited(entry: Entry, map: MapNode | undefined, put: Put): void {
  for (const use of evidenceUses(map)) put('evidence-uses', use.ref.text, entry, use.ref);
}
