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
  /**
   * A function where making them costs what the document does: called when the action is chosen, where the client asks for the edit then. It gives undefined
   * where the text turns out to be written in a way that does not allow it.
   */
  readonly edits: readonly FileEdit[] | (() => readonly FileEdit[] | undefined);
}

/** Something one would look for here that cannot be done as things stand. Shown only to one who asks for refactorings. */
export interface Refusal {
  readonly title: Localized;
  /** What to do first. */
  readonly disabled: Localized;
}

export interface Refactoring {
  /** Of its file; named where it fails. */
  readonly name: string;
  /** LSP's, and what it is below that, so that a key can be bound to it: `refactor.rewrite.facts` … */
  readonly kind: string;
  /**
   * Keys on whose lines it is offered to an editor that asks by itself, at every move of the cursor; elsewhere only a person who asks is told. Where absent,
   * wherever it has something to say: for what applies to few places.
   */
  readonly near?: readonly string[];
  offers(selection: Selection): Iterable<Offer | Refusal>;
}
