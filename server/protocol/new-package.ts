/** A new package, from what a person chose of it to its files. Nothing is written: the client knows where. */

/** The sheets a new package can be made of. Params: {@link PackageSheetsParams}; answer: {@link PackageSheetsAnswer}. */
export const packageSheetsRequest = 'kaiji/packageSheets';
export interface PackageSheetsParams {
  /** A folder, or a file in it, beside which the package will stand: its workspace may have catalogs of its own. */
  readonly uri?: string;
}
export interface PackageSheetsAnswer {
  /** As they are offered. */
  readonly sheets: readonly SheetChoice[];
}
export interface SheetChoice {
  readonly id: string;
  readonly label: string;
  /** Of which kind it is and how many items it has; '' where the label says all. */
  readonly description: string;
  /** What it is for, in a sentence. */
  readonly purpose: string;
  /** Most packages have it. */
  readonly isUsual: boolean;
}

/** The files of a new package. Params: {@link NewPackageParams}; answer: {@link NewPackageAnswer}, or null where a sheet is not known or none is named. */
export const newPackageRequest = 'kaiji/newPackage';
export interface NewPackageParams extends PackageSheetsParams {
  readonly service: string;
  readonly provider: string;
  /** IDs of {@link SheetChoice}s. */
  readonly sheets: readonly string[];
}
export interface NewPackageAnswer {
  /** The manifest first; `path` relative to the folder of the package. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Where to write first, in one line: 0-based, UTF-16, half-open. */
  readonly begin: { readonly path: string; readonly line: number; readonly start: number; readonly end: number };
}
