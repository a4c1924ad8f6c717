/** Items, without saying of each what most have not. */
import type { Item } from './item.ts';

type Optional = 'key' | 'number' | 'text' | 'children' | 'parent' | 'isImplied';

/** An item; what is not said is empty. */
export function itemOf(said: Omit<Item, Optional> & Partial<Pick<Item, Optional>>): Item {
  return { key: '', number: '', text: '', children: [], parent: undefined, isImplied: false, ...said };
}
