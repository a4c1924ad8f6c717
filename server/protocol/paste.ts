/** Text pasted into a document. */
import type { Range } from '../../core/text/text.ts';

/**
 * What text of several lines becomes where it is pasted: in a text of the author's its lines are indented like those around, and a value on one line becomes
 * a block. Null where it is pasted as it is, which is everywhere else.
 */
export const pasteRequest = 'kaiji/paste';
export interface PasteParams {
  readonly uri: string;
  /** What is pasted over; empty at a cursor. */
  readonly range: Range;
  /** As copied. */
  readonly text: string;
}
export interface PasteAnswer {
  /** What changes instead, in the document as it is before; of two at one place the first comes first. */
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}
