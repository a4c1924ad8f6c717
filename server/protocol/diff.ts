/** Two versions compared. */

/** What changed from one version of a package or file to another, as a document. */
export const diffRequest = 'kaiji/diff';
export interface DiffParams {
  readonly to: 'md' | 'html' | 'docx';
  readonly old: DiffSide;
  readonly now: DiffSide;
}
export interface DiffSide {
  /** A folder, or a file. */
  readonly uri: string;
  /** What people call it. */
  readonly label: string;
  /** For a version of old: the files that were others then, as they were; null for one that was not there. All others are as they are now. */
  readonly was?: readonly { readonly uri: string; readonly text: string | null }[];
}
export interface DiffAnswer {
  /** A name for the document, without its ending. */
  readonly name: string;
  /** The document; of docx as base64. */
  readonly content: string;
  /** How many changes there are, and how many of them have to be agreed to again. */
  readonly changes: number;
  readonly reagree: number;
}
