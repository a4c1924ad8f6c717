/** Files a person chose, and their sheets. */

/** A file a person chose, as it stands on disk. */
export interface WholeFile {
  /** Its name without folder. */
  readonly file: string;
  /** Its bytes, as base64. */
  readonly bytes: string;
}

/** A sheet asked about: whole, or by the handle it was opened under. */
export interface FileParams extends Pick<WholeFile, 'file'>, Partial<Pick<WholeFile, 'bytes'>> {
  readonly handle?: number;
}

/** A sheet kept for the requests to come, so that it is sent and read once; it takes the place of one opened before. */
export const openSheetRequest = 'kaiji/openSheet';
export interface OpenSheetAnswer {
  readonly handle: number;
}

/** Client → server, a notification: what was kept is no longer needed. */
export const closeSheetNotification = 'kaiji/closeSheet';
export interface CloseSheetParams {
  readonly handle: number;
}

/** The sheets of a file; one without a name for a text file. */
export const sheetsRequest = 'kaiji/sheets';
export interface SheetsAnswer {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
}
