/** What is handed over. */
import type { WholeFile } from './sheets.ts';

/** What a package, or one file of it, can be handed over as. */
export const formsRequest = 'kaiji/forms';
export interface FormsParams {
  readonly uri: string;
}
export interface FormsAnswer {
  /** The forms there is something for, as they are offered. */
  readonly forms: readonly FormChoice[];
}
export interface FormChoice {
  readonly id: string;
  readonly label: string;
  /** Of the file to export it from: of several forms of a kind it tells which. */
  readonly uri: string;
  /** What it is made from: files, by path. */
  readonly detail: string;
  readonly formats: readonly { readonly id: string; readonly label: string; readonly extension: string }[];
  /** Whether it can be filled into a workbook of the customer's. */
  readonly fills: boolean;
}

/** A form in a format. Nothing is written. */
export const exportRequest = 'kaiji/export';
export interface ExportParams {
  readonly uri: string;
  readonly form: string;
  readonly to: string;
  readonly audience: 'internal' | 'customer';
  /** The customer's own workbook, to be filled. */
  readonly template?: WholeFile;
  /** Whether what the workbook says already may be replaced. */
  readonly overwrite?: boolean;
}
export interface ExportAnswer {
  /** A file name to suggest. */
  readonly file: string;
  /** Of the file, as base64. */
  readonly bytes: string;
  /** What a person should know of it: what found no place, what was left out. */
  readonly problems: readonly string[];
  /** How many findings are still open, which is one of these; 0 where none is. */
  readonly findings: number;
  /** The same as a page of Markdown; '' where there is nothing. */
  readonly report: string;
  /** What was done, where that is not to be seen at once. */
  readonly done?: string;
}
