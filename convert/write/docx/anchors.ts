/** The places of a form that references lead to, as bookmarks of Word. */
import type { Form } from '../../form/form.ts';
import { anchorsOf, blocksOf } from '../../form/words.ts';

/**
 * A name for every anchor: hidden bookmarks (`_…`) of letters and digits, as Word demands (at most 40 characters), whatever the anchors are called. Of equal
 * anchors the first counts.
 */
export function bookmarksOf(form: Form): ReadonlyMap<string, string> {
  const anchors = [...anchorsOf(blocksOf(form))];
  return new Map(anchors.map((anchor, i) => [anchor, `_Ref${String(i + 1).padStart(6, '0')}`]));
}
