/** What the extension and the page of a dashboard say to each other. */
import type { DashboardAnswer } from '../../../server/protocol/dashboard.ts';

/** Of a dashboard: what the page keeps, and gets back after a restart. */
export interface DashboardState {
  /** A package, by its folder or a file in it; absent for all, or the only one. */
  readonly uri?: string;
  /** How far down it was scrolled, in pixels. */
  readonly top?: number;
}

export type ToDashboard =
  | { readonly is: 'state'; readonly state: DashboardState }
  | { readonly is: 'answer'; readonly answer: DashboardAnswer }
  /** There is no such package any more. */
  | { readonly is: 'nothing' }
  /** It could not be made; the log says why. */
  | { readonly is: 'failed' };

export type FromDashboard =
  /** The page runs, and has nothing yet. */
  | { readonly is: 'ready' }
  /** A person wants to see another package; all where absent. */
  | { readonly is: 'package'; readonly uri?: string }
  /** A person wants to see what a number of a section leads to. */
  | { readonly is: 'place'; readonly section: string; readonly place: number }
  | { readonly is: 'export'; readonly to: 'html' | 'svg' };

/** What the page says by itself; client/dashboard/words.ts has the texts. */
export type DashboardWord =
  | 'skip'
  | 'toolbar'
  | 'package'
  | 'all'
  | 'sections'
  | 'html'
  | 'svg'
  | 'svgHint'
  | 'report'
  | 'places'
  | 'cell'
  | 'loading'
  | 'nothing'
  | 'failed';
