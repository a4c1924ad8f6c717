/** Evidence that nothing cites. */
import { evidenceItem } from '../../model/evidence.ts';
import { annexesNamed } from '../../model/reference.ts';
import type { Table } from '../../package/index.ts';
import type { MapNode } from '../../yaml/tree.ts';

/** What cites evidence: without any of it the register is kept for other packages, or not yet used at all. */
export const CITING: readonly Table[] = ['checklists', 'disclosures', 'risks'];

/** Whether an entry of the register is cited nowhere in its package, though there is what could cite it. What prose may name by number (添付1) is not looked at. */
export function isUncited(map: MapNode, keys: (table: Table) => ReadonlySet<string>): boolean {
  const { id, title, location } = evidenceItem(map);
  // Of what cites it only that it does: words of an answer do not concern the register.
  if (!id || keys('evidence-uses').has(id.value) || keys('mentions').has(id.value)) return false;
  if (annexesNamed(`${title?.value ?? ''}\n${location?.value ?? ''}`).length > 0) return false;
  return CITING.some((table) => keys(table).size > 0);
}
