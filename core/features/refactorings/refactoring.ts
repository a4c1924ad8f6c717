/** What a refactoring is: a code action that answers no finding. One is one file here and one line in list.ts. */
import type { Localized } from '../../language.ts';
import type { Entry, KaijiDocument, KaijiFile } from '../../model/document.ts';
import type { Package } from '../../package/package.ts';
import type { FileEdit } from '../../rules/rule.ts';

/** What is selected. A refactoring speaks up only where it has something to offer, and quickly: editors ask at every move of the cursor. */
export interface Selection {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly document: KaijiDocument;
  /** The entry in which the selection begins; the header outside of all. */
  readonly entry: Entry;
  /** Absolute, UTF-16, half-open; equal for a bare cursor. */
  readonly start: number;
  readonly end: number;
}

/** One thing a refactoring can do. The edits leave documents that parse, and add no error. */
export interface Offer {
  readonly title: Localized;
  readonly edits: readonly FileEdit[];
}

export interface Refactoring {
  /** Of its file; named where it fails. */
  readonly name: string;
  /** LSP's: `refactor.rewrite`, `refactor.extract` … */
  readonly kind: string;
  offers(selection: Selection): Iterable<Offer>;
}
