/** Filled sheets read as documents. */
import type { FileParams, SheetsAnswer } from './sheets.ts';

/** What a file may be taken as, likeliest first, and its sheets. */
export const importKindsRequest = 'kaiji/importKinds';
export interface ImportKindsParams extends FileParams {
  /** A document of the package the new one is for. */
  readonly uri?: string;
}
export interface ImportKindsAnswer extends SheetsAnswer {
  readonly kinds: readonly ImportChoice[];
}
export interface ImportChoice {
  /** Of document: `checklist`, `risks`, `evidence`. */
  readonly kind: string;
  /** Of a checklist: whose controls the rows are. */
  readonly catalog?: string;
  readonly label: string;
  readonly description: string;
  /** Why it is likely; '' where nothing speaks for it. */
  readonly detail: string;
}

/** A filled sheet as a document, and how its columns were read. Nothing is written. */
export const importDocumentRequest = 'kaiji/importDocument';
export interface ImportDocumentParams extends ImportKindsParams, Pick<ImportChoice, 'kind' | 'catalog'> {
  /** The one sheet to read; every visible one where absent. */
  readonly sheet?: string;
  /** What the user says columns are: `D` → id of a role. */
  readonly columns?: Readonly<Record<string, string>>;
}
export interface ImportDocumentAnswer {
  /** A file name to suggest. */
  readonly path: string;
  /** What to write: YAML. */
  readonly text: string;
  /** What came of it, in one sentence. */
  readonly summary: string;
  /** The same in a line of a list: rows and doubts. */
  readonly brief: string;
  /** Why there is nothing to write; absent where there is something. */
  readonly nothing?: string;
  /** Places of the report that need a look. */
  readonly lines: number;
  /** The whole report as Markdown. */
  readonly report: string;
  readonly columns: readonly ColumnRead[];
  /** Roles a column may have. */
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}
export interface ColumnRead {
  /** As a spreadsheet names it: `D`. */
  readonly column: string;
  /** Its heading; '' where it has none. */
  readonly heading: string;
  /** Id of its role; absent where its cells go into the note. */
  readonly role?: string;
  /** What becomes of its cells, in the reader's language. */
  readonly becomes: string;
  /** How that is known. */
  readonly detail: string;
  /** Words of its cells that are read as others; '' where none is. */
  readonly terms: string;
}
