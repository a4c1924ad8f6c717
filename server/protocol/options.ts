/** What a client says at start. Plain data, as everything here: the client knows nothing of YAML or guidelines. */
import type { catalogPageRequest } from './clauses.ts';

/** What a client may hand over at start. All optional: any LSP client may start us. */
export interface InitializationOptions {
  /** Today, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Milliseconds from which a check counts as slow (protocol/check.ts); 500 where absent. */
  readonly slowCheck?: number;
  /** The settings under `kaiji` of a client that cannot be asked for them (`workspace/configuration`); it may tell others later. */
  readonly settings?: unknown;
  /** Address of the rules' documentation, to which a code is appended. */
  readonly docsBase?: string;
  /** The client has our commands (`kaiji.explainRule`, `kaiji.showReferences`). */
  readonly commands?: boolean;
  /** The client's command that shows the page of a clause, its ID the only argument: references in hovers become links to it. */
  readonly clauseCommand?: string;
  /** The client shows `kaiji-catalog:` documents, with what {@link catalogPageRequest} gives: type definitions, symbols and links may lead to them. */
  readonly catalogScheme?: boolean;
  /** The client has views of ours and wants to hear when what they show may be different (protocol/changes.ts). */
  readonly views?: boolean;
  /** Where the catalogs are, for a server without a disk. */
  readonly catalogs?: string;
  /** Where the parts of the server are, for one without a disk (loader.ts). */
  readonly programs?: string;
}

/** The client's command that lists places: an address, a position there, and locations, as LSP has them. */
export const SHOW_REFERENCES = 'kaiji.showReferences';
