/** What every importer takes and gives: sheets in, the text of one Kaiji document out, with all there is to tell about it. */
import type { Catalogs } from '../../core/catalog/catalogs.ts';
import type { EvidenceKind } from '../../core/catalog/evidence-kind.ts';
import type { Language, Localized } from '../../core/language.ts';
import type { Sheet } from '../sheet/sheet.ts';
import type { ImportReport } from './report.ts';

/** Evidence the package has already: it is cited, not registered again. */
export interface RegisteredEvidence {
  readonly id: string;
  readonly title: string;
}

export interface ImportOptions {
  /** `ID` or `ID@EDITION` of the catalog the rows are of; where absent the importer chooses when it can be certain, and says so. */
  readonly catalog?: string;
  /** All that are known where the file will stand. */
  readonly catalogs: Catalogs;
  readonly evidenceKinds: readonly EvidenceKind[];
  /** Of the package the file will stand in; empty where it stands in none. */
  readonly register: readonly RegisteredEvidence[];
  /** Other ids that are taken in that package. */
  readonly ids: ReadonlySet<string>;
  /** Name of the file read, without its folder. */
  readonly file: string;
  /** Name of the one sheet to read; every visible one where absent. */
  readonly sheet?: string;
  /** What the user says columns are: column as a spreadsheet names it (`D`) → role, by its English id or a Japanese name. Above what the header says. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Of comments and of what stands in the file besides the sheet's own words. */
  readonly language: Language;
}

/** How one table of the sheet was read. */
export interface Mapping {
  readonly sheet: string;
  /** First row of its header, 1-based; of its content where it has no header. */
  readonly row: number;
  /** How many rows of content it has. */
  readonly rows: number;
  /** By place. */
  readonly columns: readonly MappedColumn[];
}

export interface MappedColumn {
  /** As a spreadsheet names it: `D`. */
  readonly column: string;
  /** As its header names it, the lines of it joined by ` / `; '' where it has no name. */
  readonly heading: string;
  /** English id of the role (`answer`); undefined for a column nobody knows: its cells go to `note`. */
  readonly role: string | undefined;
  /** Its header said so, its content, or the user; `unknown` where nobody did. */
  readonly by: 'name' | 'content' | 'choice' | 'unknown';
  /** How its cells were read where not literally: `○` as 対応済. In the order they came. */
  readonly values: readonly ReadValue[];
}

export interface ReadValue {
  readonly printed: string;
  readonly as: string;
  /** How many cells. */
  readonly count: number;
}

export interface SheetImport {
  /** The document, with `\n` line ends. */
  readonly text: string;
  readonly report: ImportReport;
  readonly mappings: readonly Mapping[];
  /** Rows that found their place. */
  readonly placed: number;
  /** Canonical `ID@EDITION` of the catalog answered; undefined for a document that answers none. */
  readonly catalog?: string;
  /** What came of it, in one sentence, without the file's name. */
  readonly summary: Localized;
  /** Why there is nothing to write, and what to do; absent where there is something. */
  readonly nothing?: Localized;
}

/** A kind of document that can be made from a sheet. */
export interface Importer {
  /** What it makes, for a list to choose from. */
  readonly title: Localized;
  /** Roles a column may have, for a list to choose from and for the table of the mapping: English id → name. */
  readonly roles: Readonly<Record<string, Localized>>;
  /** Name for the file, where the user has given none. */
  readonly path: string;
  /** @throws SheetError where no table is found, or an option does not fit the file: one sentence that says what to do */
  import(sheets: readonly Sheet[], options: ImportOptions): Promise<SheetImport>;
}
