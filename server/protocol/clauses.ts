/** Controls and sections of catalogs, searched and told. */

/** Clauses of all catalogs by number or words. */
export const searchRequest = 'kaiji/search';
export interface SearchParams {
  readonly words: string;
  /** The document at hand, whose package may have catalogs of its own. */
  readonly uri?: string;
  /** How many to give; all where absent. */
  readonly most?: number;
}
export interface SearchAnswer {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** How many more there are. */
  readonly more: number;
}
export interface SearchHit {
  readonly id: string;
  readonly title: string;
  readonly catalog: string;
  readonly category: string;
  /** The first sentence of the summary; '' where none is written. */
  readonly summary: string;
}

/** All there is to say of a control or section; null for an ID that means none. */
export const clauseRequest = 'kaiji/clause';
export interface ClauseParams {
  readonly id: string;
  /** The document at hand: its package's answers are told too. */
  readonly uri?: string;
  /** What references in the Markdown lead to, `{id}` standing for the encoded ID; no links where absent. */
  readonly link?: string;
}
export interface ClauseAnswer {
  /** Canonical. */
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
  /** The same without Markdown. */
  readonly text: string;
}

/** The text of a `kaiji-catalog:` document: a control or section as its catalog has it; null where no catalog in force has it. */
export const catalogPageRequest = 'kaiji/catalogPage';
export interface CatalogPageParams {
  /** As the server gave it. */
  readonly uri: string;
}

/** A rule's documentation as Markdown; null for no rule. */
export const explainRequest = 'kaiji/explain';
export interface ExplainParams {
  readonly code: string;
}
