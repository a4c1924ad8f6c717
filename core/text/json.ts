/** Where a text stops being JSON. `JSON.parse` tells it in words that differ from engine to engine, and of most mistakes not at all. */
import { visit } from 'jsonc-parser';

/** The offset of the first word that makes a text no JSON; its length where it ends too soon, or is JSON. */
export function endOfJson(text: string): number {
  const errors: number[] = [];
  visit(text, { onError: (_error, offset) => errors.push(offset) }, { disallowComments: true });
  return errors[0] ?? text.length;
}
