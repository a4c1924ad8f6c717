/** What was found in one document, entry by entry and rule by rule. How the ledger of its next version comes about: next-ledger.ts. */
import type { KaijiDocument } from '../model/document.ts';
import type { Part } from '../package/part.ts';
import type { DocumentRule, Finding, Noted, Rule } from '../rules/rule.ts';
import type { Chunked } from '../yaml/chunked.ts';
import type { Node } from '../yaml/tree.ts';
import type { Dependents, Look } from './dependents.ts';

/** What one rule found, or that it threw, perhaps after it found something. */
export interface Found {
  readonly rule: Rule;
  readonly findings: readonly Finding[];
  readonly error?: unknown;
}

/** Rules looked at one entry. Immutable. */
export interface EntryLook extends Look {
  readonly item: Node;
  readonly sequence: string;
  /** By rules that read the entry and the header alone. */
  readonly own: readonly Found[];
  /** By rules that look things up; these are asked again where what they asked for has changed. */
  readonly looking: readonly Found[];
  /** What document rules note, in the order of the plan; undefined where none notes anything. */
  readonly notes: readonly (Noted | undefined)[] | undefined;
}

/** A rule looked at the whole document. Immutable. */
export interface DocumentLook extends Look {
  readonly rule: DocumentRule;
  readonly found: readonly Found[];
}

/** Immutable. */
export interface Ledger {
  readonly document: KaijiDocument;
  readonly part: Part;
  readonly header: EntryLook | undefined;
  readonly lists: readonly LedgerList[];
  readonly about: readonly DocumentLook[];
  /** The looks at entries that found something, in no order to rely on. */
  readonly loud: ReadonlySet<EntryLook>;
  /** Whether the same was found as in the version before. */
  readonly isQuiet: boolean;
}

export interface LedgerList {
  readonly sequence: string;
  readonly items: Chunked<Node>;
  readonly looks: Chunked<EntryLook>;
}

/** Takes every look of a document out of those that are told of changes. */
export function closeLedger({ header, lists, about }: Ledger, dependents: Dependents): void {
  if (header) dependents.remove(header);
  for (const { looks } of lists) for (const look of looks.toArray()) dependents.remove(look);
  for (const look of about) dependents.remove(look);
}

/** Everything found in a document: in the header, the entries, and by rules about the whole. */
export function* foundIn({ loud, about }: Ledger): Generator<Found> {
  for (const { own, looking } of loud) {
    yield* own;
    yield* looking;
  }
  for (const look of about) yield* look.found;
}

/** Whether anything was found. */
export function hasFound({ loud, about }: Ledger): boolean {
  return loud.size > 0 || about.some(({ found }) => found.length > 0);
}

/** Whether anything was found in an entry. */
export function isLoud({ own, looking }: EntryLook): boolean {
  return own.length > 0 || looking.length > 0;
}

export function isEntryLook(look: Look): look is EntryLook {
  return 'item' in look;
}
