import type { Entry } from '../../model/document.ts';
import { annexesNamed } from '../../model/reference.ts';
import type { Put } from './table.ts';

/** Notes the annexes whose names stand in titles and head lines of an entry. */
export function annexesIn(entry: Entry, put: Put, ...texts: readonly (string | undefined)[]): void {
  for (const text of texts) for (const { name } of annexesNamed(text ?? '')) put('annexes', name, entry, entry.node);
}
