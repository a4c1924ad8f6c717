/** Which sub-items of a control an answer speaks of. */
import type { Control } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import type { Answer } from './checklist.ts';

/** `(1)`, `（１）`, `①`, `⑴` in a text. */
const MARK = /[（(][0-9０-９]{1,2}[）)]|[①-⑳⑴-⒇]/g;

/**
 * Sub-items by their IDs as the catalog has them: those with an answer of their own under `parts`, and those a text marks with (n) or ⓝ. Empty where the
 * answer does not go by sub-items.
 */
export function addressedParts(answer: Answer, control: Control): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const part of answer.parts)
    if (part.answer !== undefined || part.reason !== undefined || part.sameAs.length > 0 || part.use.length > 0)
      marks.add(partKey(part.keyText));
  for (const { answer: text } of [answer, ...answer.responses])
    for (const [mark] of text?.value.matchAll(MARK) ?? []) marks.add(partKey(mark));
  return new Set(control.parts.filter(({ id }) => marks.has(partKey(id))).map(({ id }) => id));
}
