/** Whether a common answer answers a control, so that its entry needs no words. Rules and coverage ask here, so that they agree. */
import { partIdsOf, type Resolved } from '../catalog/control.ts';
import type { PackageView } from './index.ts';

/** A statement satisfies it, the whole it is a part of, or each of its parts. */
export function isSatisfied({ id, control, part }: Resolved, view: Pick<PackageView, 'lookup'>): boolean {
  const satisfied = (one: string) => view.lookup('satisfies', one).length > 0;
  if (satisfied(id) || (part && satisfied(control.id))) return true;
  return !part && control.parts.length > 0 && partIdsOf(control).every(satisfied);
}
