/** What a preview asks: a form as its reader will see it, in pieces, of which only those come that are others than before. */

/** The form of a file, newer than what the preview has; null for a file that is in no package of ours. An error where it could not be made. */
export const previewRequest = 'kaiji/preview';
export interface PreviewParams {
  /** What the client calls this preview: under it is kept what it was sent, until {@link previewClosedNotification}. */
  readonly preview: string;
  readonly uri: string;
  /** As {@link PreviewForm.id}; the first form of the file where absent, and where there is none such any more. */
  readonly form?: string;
  readonly audience: 'customer' | 'internal';
  /** {@link PreviewAnswer.revision} of what the preview has; 0 for nothing: everything is sent then. */
  readonly revision: number;
  /** Whether findings come along. Without, nobody waits for a check. */
  readonly findings: boolean;
  /** Whether pictures are read again. */
  readonly pictures?: boolean;
}

export interface PreviewAnswer {
  readonly revision: number;
  /** What is shown, from the first to the last: the numbers of pieces, and the lines they come from, 0-based; -1 where nobody knows. */
  readonly order: readonly (readonly [piece: number, line: number])[];
  /** The pieces the preview does not have. */
  readonly made: readonly PreviewPiece[];
  /** What stands around the text; absent where it is as before. */
  readonly frame?: PreviewFrame;
  /** Pictures the preview does not have, as `data:` addresses by the address in the HTML. One that no piece shows any more may be forgotten: it comes again. */
  readonly pictures?: Readonly<Record<string, string>>;
}

export interface PreviewPiece {
  readonly piece: number;
  /** The frame of a table, or rows of the table before, in a table of their own; absent for what stands alone. */
  readonly is?: 'table' | 'rows';
  /**
   * Its elements. `data-line` is where one comes from, counted from the line of the piece; where `data-uri` names another file, from its first line. Addresses of
   * pictures are `picture:` and a URI.
   */
  readonly html: string;
  /** How many rows it has, of `rows`. */
  readonly count?: number;
  /** The file it comes from. */
  readonly uri?: string;
  readonly findings?: readonly PreviewFinding[];
}

export interface PreviewFinding {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** Of the rule. */
  readonly code: string;
  /** The file it stands in, where that is not the piece's. */
  readonly uri?: string;
  /** Where it stands: counted as `data-line` is. */
  readonly line: number;
  /** `data-line` of the element it is about; that of the piece itself where none has it. */
  readonly at: number;
}

export interface PreviewFrame {
  readonly title: string;
  /** Of the form: `ja`, `en`. */
  readonly language: string;
  /** Of {@link forms}; '' where there is none. */
  readonly form: string;
  /** What the file is part of first, then the other forms of its package. */
  readonly forms: readonly PreviewForm[];
  readonly contents: readonly PreviewEntry[];
  /** Findings in the form's files that are about nothing it shows; of many the first. */
  readonly elsewhere: readonly (Omit<PreviewFinding, 'at' | 'uri'> & { readonly uri: string })[];
  /** How many of these there are. */
  readonly unprinted: number;
  /** The folder of the package, as {@link ChangedParams.packages} names it. */
  readonly home: string;
  /** The files it is made of. */
  readonly uris: readonly string[];
}

export interface PreviewForm {
  readonly id: string;
  /** As `kaiji.export` knows it. */
  readonly name: string;
  readonly label: string;
  /** The file to export it from. */
  readonly uri: string;
  /** The file's name. */
  readonly detail: string;
}

/** A line of the table of contents. */
export interface PreviewEntry {
  /** 0 the outermost. */
  readonly depth: number;
  readonly number: string;
  readonly text: string;
  /** Id of the heading's element. */
  readonly id: string;
}

/** Client → server, a notification: nobody looks at a preview any more. */
export const previewClosedNotification = 'kaiji/preview/closed';
export interface PreviewClosedParams {
  readonly preview: string;
}
