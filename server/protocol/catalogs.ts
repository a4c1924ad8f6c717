/** Catalogs, and sheets read as their wording. */
import type { FileParams } from './sheets.ts';

/** The catalogs that wording can be added to, and where it can be kept for every workspace. */
export const catalogsRequest = 'kaiji/catalogs';
export interface CatalogsParams {
  readonly uri?: string;
}
export interface CatalogsAnswer {
  /** `id`: `ID`, or `ID@EDITION` for an edition that is not the newest. */
  readonly catalogs: readonly { readonly id: string; readonly label: string; readonly detail: string }[];
  /** The user's own folder; absent without a disk. */
  readonly userFolder?: string;
}

/** Whether a new catalog can be called so, before anything is read. */
export const newCatalogRequest = 'kaiji/newCatalog';
export interface NewCatalogParams {
  readonly id: string;
  /** Of its controls' IDs; made from `id` where absent. */
  readonly prefix?: string;
  readonly uri?: string;
}
export interface NewCatalogAnswer {
  /** Given, or made from the ID. */
  readonly prefix: string;
  /** Why not, and what to do. */
  readonly badId?: string;
  readonly badPrefix?: string;
}

/** A sheet read as the official wording of a catalog (`catalog`), or as a catalog of one's own (`create`). Nothing is written. */
export const importSheetRequest = 'kaiji/importSheet';
export interface ImportSheetParams extends FileParams {
  readonly catalog?: string;
  readonly create?: { readonly id: string; readonly prefix?: string };
  /** The one sheet to read; every visible one where absent. */
  readonly sheet?: string;
  readonly uri?: string;
}
export interface ImportSheetAnswer {
  /** A file name to suggest. */
  readonly path: string;
  /** What to write: YAML. */
  readonly text: string;
  /** What came of it, in one sentence. */
  readonly summary: string;
  readonly counts: {
    /** Rows of the tables. */
    readonly rows: number;
    /** Controls written. */
    readonly attached: number;
    /** Controls of the catalog. */
    readonly controls: number;
    /** Controls without text. */
    readonly without: number;
    /** Lines of the report. */
    readonly lines: number;
  };
  readonly lines: readonly ReportLine[];
  /** The whole report as Markdown. */
  readonly report: string;
}

/** A place of the sheet to look at, and what to do about it. */
export interface ReportLine {
  readonly kind: string;
  /** '' where the file has no sheet names. */
  readonly sheet: string;
  /** 1-based. */
  readonly row: number;
  /** As a spreadsheet names it: `D`. */
  readonly column: string;
  readonly control?: string;
  readonly message: string;
}
