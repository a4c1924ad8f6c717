/** The coverage view and the view of evidence: trees of plain data, of which the client asks for what is unfolded. */
import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver';
import type { CoverageFilter } from '../../core/features/views/coverage.ts';
import type { ViewNode } from '../../core/features/views/node.ts';

export type { CoverageFilter } from '../../core/features/views/coverage.ts';
export type { ViewNode, ViewState } from '../../core/features/views/node.ts';

export type ViewName = 'coverage' | 'evidence';

/** Nodes of a view. One request answers for all that is unfolded, so that one edit costs one request. */
export const viewNodesRequest = 'kaiji/view/nodes';
export interface ViewNodesParams {
  readonly view: ViewName;
  /** Whether the top of the view is wanted. */
  readonly roots?: boolean;
  /** Only what the top has of these packages, by the URIs of {@link ChangedParams}; of all where absent. Of others nothing is read. */
  readonly packages?: readonly string[];
  /** Ids of the nodes whose children are wanted. */
  readonly of: readonly string[];
  /** Of the coverage view: only what one of these is true of; everything where absent or empty. */
  readonly filters?: readonly CoverageFilter[];
  /** Only what these words, or this number, find, as `kaiji/search` finds it. */
  readonly words?: string;
}
export interface ViewNodesAnswer {
  /** Where asked for; in order of folder and path. */
  readonly roots?: readonly ViewNode[];
  /** By id of the parent; absent for one that is there no more. */
  readonly children: Readonly<Record<string, readonly ViewNode[]>>;
  /** Packages that could not be told of, which the log says more about: what a view shows of them stays. Absent for none. */
  readonly failed?: readonly string[];
}

/** Where a node leads; null for one that is there no more. */
export const viewTargetRequest = 'kaiji/view/target';
export interface ViewTargetParams {
  readonly view: ViewName;
  readonly id: string;
  /** Where the author goes on writing in the entry, rather than its ID. */
  readonly toWrite?: boolean;
}
/** A place; for what has no entry yet the edit that makes one; or why neither can be. */
export type ViewTargetAnswer =
  | { readonly uri: string; readonly range: Range }
  | { readonly uri: string; readonly edit: WorkspaceEdit }
  | { readonly refused: string };

/** The node a place in a document belongs to; null where it belongs to none. */
export const viewPlaceRequest = 'kaiji/view/place';
export interface ViewPlaceParams {
  readonly view: ViewName;
  readonly uri: string;
  readonly position: Position;
}
export interface ViewPlaceAnswer {
  /** Ids from the top of the view down to it. */
  readonly path: readonly string[];
  /** Anywhere in it, until the document is edited, is the same place. */
  readonly range: Range;
}
