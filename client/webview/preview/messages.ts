/** What the extension and the page of a preview say to each other. */
import type { PreviewAnswer } from '../../../server/protocol/preview.ts';

/** Of a preview: what the page keeps, and gets back after a restart. */
export interface PreviewState {
  /** The file it shows a form of. */
  readonly uri: string;
  /** As `PreviewForm.id`; absent for the first of the file. */
  readonly form?: string;
  readonly audience: 'customer' | 'internal';
  /** Whether it stays with its file when another becomes active. */
  readonly isLocked: boolean;
}

/** A place in a file, 0-based. */
export interface Place {
  readonly uri: string;
  readonly line: number;
}

export type ToPreview =
  | { readonly is: 'state'; readonly state: PreviewState }
  | { readonly is: 'answer'; readonly answer: PreviewAnswer }
  /** There is no such file, or it is in no package. */
  | { readonly is: 'nothing' }
  /** It could not be made; the log says why. */
  | { readonly is: 'failed' }
  /** The first line of an editor was scrolled there. */
  | ({ readonly is: 'scroll' } & Place)
  /** The cursor of an editor is there. */
  | ({ readonly is: 'cursor' } & Place);

export type FromPreview =
  /** The page runs, and has nothing yet. */
  | { readonly is: 'ready' }
  /** A person scrolled there. */
  | ({ readonly is: 'scrolled' } & Place)
  /** A person wants to see where it is written; `isMeant` also to write there. */
  | ({ readonly is: 'source'; readonly isMeant: boolean } & Place)
  | { readonly is: 'form'; readonly form: string }
  | { readonly is: 'audience'; readonly audience: PreviewState['audience'] }
  | { readonly is: 'lock'; readonly isLocked: boolean }
  | { readonly is: 'link'; readonly href: string }
  | { readonly is: 'export' }
  | { readonly is: 'print' };

/** What the page says by itself; client/preview/words.ts has the texts. */
export type PreviewWord =
  | 'skip'
  | 'toolbar'
  | 'contents'
  | 'form'
  | 'audience'
  | 'customer'
  | 'internal'
  | 'lock'
  | 'lockHint'
  | 'export'
  | 'print'
  | 'printHint'
  | 'oneFinding'
  | 'findings'
  | 'noFindings'
  | 'next'
  | 'previous'
  | 'error'
  | 'warning'
  | 'info'
  | 'hint'
  | 'count'
  | 'oneElsewhere'
  | 'elsewhere'
  | 'find'
  | 'notFound'
  | 'document'
  | 'source'
  | 'loading'
  | 'nothing'
  | 'failed'
  | 'noForms';
