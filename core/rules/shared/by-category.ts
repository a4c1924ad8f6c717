/** Controls a finding stands for together: those of one category. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Control, categoryOf } from '../../catalog/control.ts';

/** IDs a message names. */
const NAMED = 3;

/** In catalog order; the last level of a category alone may recur, so the whole of it counts. */
export function byCategory(catalog: Catalog, controls: readonly Control[]): ReadonlyMap<string, readonly Control[]> {
  const result = new Map<string, Control[]>();
  for (const control of controls) {
    const name = nameOfCategory(catalog, control);
    const list = result.get(name);
    if (list) list.push(control);
    else result.set(name, [control]);
  }
  return result;
}

/** A small catalog may have no categories: then its title stands for one. */
export function nameOfCategory(catalog: Catalog, control: Control): string {
  return categoryOf(control) || catalog.data.title.ja;
}

/** The first few IDs as a message names them. */
export function listed(ids: readonly string[], separator: string, more: string): string {
  return ids.slice(0, NAMED).join(separator) + (ids.length > NAMED ? more : '');
}
