/** The refactorings as code actions: which are offered at a place, and the edit of one that was chosen. */
import type { Range } from 'vscode-languageserver-types';
import { documentAt } from '../check.ts';
import type { Localized } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import { entryAt } from '../model/entry-at.ts';
import type { Package } from '../package/package.ts';
import type { FileEdit } from '../rules/rule.ts';
import { lineOf } from './line.ts';
import { refactorings } from './refactorings/list.ts';
import type { Refactoring, Selection } from './refactorings/refactoring.ts';

/** What is offered: its edit, what it is to be asked for by later, or why it cannot be done. */
export interface Offered {
  readonly title: Localized;
  readonly edits?: readonly FileEdit[];
  readonly later?: Later;
  readonly disabled?: Localized;
}

/** An offer by its refactoring and its place among those of it: it is looked for again in the same version of the file. */
export interface Later {
  readonly refactoring: string;
  readonly offer: number;
  readonly range: Range;
}

export interface Asking {
  /** An editor asks by itself, at a move of the cursor. */
  readonly automatic: boolean;
  /** Edits that are long in the making are asked for when an action is chosen. */
  readonly canResolve: boolean;
}

/** What is selected, for refactorings; undefined in a document that is no mapping. @param start absolute, as is `end` */
export function selectionIn(whole: Package, file: KaijiFile, start: number, end: number): Selection | undefined {
  const document = documentAt(file, start);
  if (!document?.root) return undefined;
  const { text, tree } = file;
  // Behind an empty value, in a comment or before its first key, a cursor is on a line of the entry.
  const line = text.lineAt(start);
  const near = [entryAt(document, start), entryAt(document, text.lineEnd(line))];
  const inside = near.find((entry) => {
    const span = entry && tree.spanOf(entry.node);
    return span && text.lineAt(span.start) <= line && line <= text.lineAt(span.end);
  });
  return { whole, file, document, entry: inside ?? document.header, start, end };
}

/** Those that may have something to say at a selection. */
export function refactoringsFor({ file, start }: Selection, { automatic }: Asking): readonly Refactoring[] {
  if (!automatic) return refactorings;
  const key = lineOf(file.text, file.text.lineAt(start)).key?.text;
  return refactorings.filter(({ near }) => near === undefined || (key !== undefined && near.includes(key)));
}

/** What one refactoring offers. */
export function offersOf(refactoring: Refactoring, selection: Selection, { canResolve }: Asking): readonly Offered[] {
  const { file, start, end } = selection;
  return [...refactoring.offers(selection)].flatMap((one, offer): Offered | readonly Offered[] => {
    if ('disabled' in one) return one;
    const { title, edits } = one;
    if (typeof edits !== 'function') return { title, edits };
    if (canResolve) return { title, later: { refactoring: refactoring.name, offer, range: file.text.rangeOf(start, end) } };
    const made = edits();
    return made ? { title, edits: made } : [];
  });
}

/** The edits of an offer made for this version of the file; undefined where they cannot be made. */
export function editsOf(whole: Package, file: KaijiFile, { refactoring, offer, range }: Later): readonly FileEdit[] | undefined {
  const selection = selectionIn(whole, file, file.text.offsetAt(range.start), file.text.offsetAt(range.end));
  const found = selection && refactorings.find(({ name }) => name === refactoring)?.offers(selection);
  const one = found && [...found][offer];
  if (!one || 'disabled' in one) return undefined;
  return typeof one.edits === 'function' ? one.edits() : one.edits;
}
