/** New documents, and what a document lacks. */

/** The edit that scaffolds what a document lacks; null where it lacks nothing. */
export const scaffoldRequest = 'kaiji/scaffold';
export interface ScaffoldParams {
  readonly uri: string;
  readonly what: 'sections' | 'controls';
}

/** The text of a new document. */
export const newDocumentRequest = 'kaiji/newDocument';
export interface NewDocumentParams {
  readonly kind: string;
  readonly catalog?: string;
  readonly service?: string;
  readonly provider?: string;
  /** A place beside which it will stand, whose package may have catalogs of its own. */
  readonly uri?: string;
}
export interface NewDocument {
  /** A file name to suggest. */
  readonly path: string;
  readonly text: string;
}

/** What can be made anew: kinds, and the catalogs a document of the kind can be about; a person chooses where there are several. */
export const choicesRequest = 'kaiji/choices';
export interface ChoicesParams {
  /** A place beside which it will stand, whose package may have catalogs of its own. */
  readonly uri?: string;
}
export interface Choices {
  readonly kinds: readonly { readonly id: string; readonly label: string; readonly catalogs: readonly CatalogChoice[] }[];
}
export interface CatalogChoice {
  readonly id: string;
  readonly label: string;
  /** How many controls it has. */
  readonly detail: string;
}
