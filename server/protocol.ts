/** Requests beyond LSP, between our server and our client. Plain data only: the client knows nothing of YAML or guidelines. */

/** Counts of a checklist for the status item; null for a file that is none. */
export const coverageRequest = 'kaiji/coverage';
export interface CoverageParams {
  readonly uri: string;
}
export interface CoverageAnswer {
  readonly catalog: string;
  readonly controls: number;
  readonly answered: number;
  readonly withEvidence: number;
  readonly notApplicable: number;
}

/** The edit that scaffolds what a document lacks; null where it lacks nothing. */
export const scaffoldRequest = 'kaiji/scaffold';
export interface ScaffoldParams {
  readonly uri: string;
  readonly what: 'sections' | 'controls';
}

/** Clauses of all catalogs by number or words, best first. */
export const searchRequest = 'kaiji/search';
export interface SearchParams {
  readonly words: string;
  readonly uri?: string;
}
export interface SearchHit {
  readonly id: string;
  readonly title: string;
  readonly catalog: string;
  readonly category: string;
}

/** The text of a new document. */
export const newDocumentRequest = 'kaiji/newDocument';
export interface NewDocumentParams {
  readonly kind: string;
  readonly catalog?: string;
  readonly service?: string;
  readonly provider?: string;
}
export interface NewDocument {
  /** A file name to suggest. */
  readonly path: string;
  readonly text: string;
}

/** What can be made anew: kinds, and catalogs for a checklist. */
export const choicesRequest = 'kaiji/choices';
export interface Choices {
  readonly kinds: readonly { readonly id: string; readonly label: string }[];
  readonly catalogs: readonly { readonly id: string; readonly label: string; readonly detail: string }[];
}

/** A rule's documentation as Markdown; null for no rule. */
export const explainRequest = 'kaiji/explain';
export interface ExplainParams {
  readonly code: string;
}

/** Server → client, where the server has no disk: the three calls of core/io.ts. */
export const readRequest = 'kaiji/io/read';
export const listRequest = 'kaiji/io/list';
export const existsRequest = 'kaiji/io/exists';
export interface IoParams {
  readonly uri: string;
}
