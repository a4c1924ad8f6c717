/** How the controls of one edition of a catalog became those of the next (`mapping/v1`). */

export interface EditionMapping {
  /** `ID@EDITION` of the former edition and of the new one, as written. */
  readonly from: string;
  readonly to: string;
  readonly pairs: readonly MappedControls[];
}

/** One to one: moved; one to several: split; several to one: merged; to none: gone; from none: new. IDs as written. */
export interface MappedControls {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What changed, for whoever reads the answer again; '' for nothing said. */
  readonly note: string;
}
