/** The places of a form that references lead to, as bookmarks of Word. */
import type { Block, Form } from '../../form/form.ts';

/**
 * A name for every anchor, in the order of the form: hidden bookmarks (`_…`) of letters and digits, as Word demands (at most 40 characters), whatever the
 * anchors are called. Of equal anchors the first counts.
 */
export function bookmarksOf(form: Form): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const anchor of anchorsIn([...(form.cover?.tables ?? []), ...form.blocks]))
    if (!names.has(anchor)) names.set(anchor, `_Ref${String(names.size + 1).padStart(6, '0')}`);
  return names;
}

function* anchorsIn(blocks: readonly Block[]): Generator<string> {
  for (const block of blocks) {
    if ('anchor' in block && block.anchor !== undefined) yield block.anchor;
    if (block.is === 'list') for (const item of block.items) yield* anchorsIn(item);
    if (block.is === 'quote') yield* anchorsIn(block.blocks);
    if (block.is !== 'table') continue;
    for (const { anchor, cells } of [...block.head, ...block.rows]) {
      if (anchor !== undefined) yield anchor;
      for (const cell of cells) yield* anchorsIn(cell.blocks);
    }
  }
}
