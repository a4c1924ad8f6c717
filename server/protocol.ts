/** What goes beyond LSP, between our server and our client. Plain data only: the client knows nothing of YAML or guidelines. */

/** What a client may hand over at start. All optional: any LSP client may start us. */
export interface InitializationOptions {
  /** Today, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Milliseconds from which a check counts as slow (protocol/check.ts); 500 where absent. */
  readonly slowCheck?: number;
  /** The settings under `kaiji` of a client that cannot be asked for them (`workspace/configuration`); it may tell others later. */
  readonly settings?: unknown;
  /** Address of the rules' documentation, to which a code is appended. */
  readonly docsBase?: string;
  /** The client has our commands (`kaiji.explainRule`, `kaiji.showReferences`). */
  readonly commands?: boolean;
  /** The client's command that shows the page of a clause, its ID the only argument: references in hovers become links to it. */
  readonly clauseCommand?: string;
  /** The client shows `kaiji-catalog:` documents, with what {@link catalogPageRequest} gives: type definitions, symbols and links may lead to them. */
  readonly catalogScheme?: boolean;
  /** The client has views of ours and wants to hear when what they show may be different (protocol/changes.ts). */
  readonly views?: boolean;
  /** Where the catalogs are, for a server without a disk. */
  readonly catalogs?: string;
  /** Where the parts of the server are, for one without a disk (loader.ts). */
  readonly programs?: string;
}

/** The client's command that lists places: an address, a position there, and locations, as LSP has them. */
export const SHOW_REFERENCES = 'kaiji.showReferences';

/** Counts of a checklist for the status item; null for a file that is none. */
export const coverageRequest = 'kaiji/coverage';
export interface CoverageParams {
  readonly uri: string;
}
export interface CoverageAnswer {
  readonly catalog: string;
  readonly controls: number;
  readonly answered: number;
  readonly withEvidence: number;
  readonly notApplicable: number;
}

/** The edit that scaffolds what a document lacks; null where it lacks nothing. */
export const scaffoldRequest = 'kaiji/scaffold';
export interface ScaffoldParams {
  readonly uri: string;
  readonly what: 'sections' | 'controls';
}

/** Clauses of all catalogs by number or words. */
export const searchRequest = 'kaiji/search';
export interface SearchParams {
  readonly words: string;
  /** The document at hand, whose package may have catalogs of its own. */
  readonly uri?: string;
  /** How many to give; all where absent. */
  readonly most?: number;
}
export interface SearchAnswer {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** How many more there are. */
  readonly more: number;
}
export interface SearchHit {
  readonly id: string;
  readonly title: string;
  readonly catalog: string;
  readonly category: string;
  /** The first sentence of the summary; '' where none is written. */
  readonly summary: string;
}

/** All there is to say of a control or section; null for an ID that means none. */
export const clauseRequest = 'kaiji/clause';
export interface ClauseParams {
  readonly id: string;
  /** The document at hand: its package's answers are told too. */
  readonly uri?: string;
  /** What references in the Markdown lead to, `{id}` standing for the encoded ID; no links where absent. */
  readonly link?: string;
}
export interface ClauseAnswer {
  /** Canonical. */
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
  /** The same without Markdown. */
  readonly text: string;
}

/** The text of a `kaiji-catalog:` document: a control or section as its catalog has it; null where no catalog in force has it. */
export const catalogPageRequest = 'kaiji/catalogPage';
export interface CatalogPageParams {
  /** As the server gave it. */
  readonly uri: string;
}

/** The text of a new document. */
export const newDocumentRequest = 'kaiji/newDocument';
export interface NewDocumentParams {
  readonly kind: string;
  readonly catalog?: string;
  readonly service?: string;
  readonly provider?: string;
  /** A place beside which it will stand, whose package may have catalogs of its own. */
  readonly uri?: string;
}
export interface NewDocument {
  /** A file name to suggest. */
  readonly path: string;
  readonly text: string;
}

/** What can be made anew: kinds, and the catalogs a document of the kind can be about; a person chooses where there are several. */
export const choicesRequest = 'kaiji/choices';
export interface ChoicesParams {
  /** A place beside which it will stand, whose package may have catalogs of its own. */
  readonly uri?: string;
}
export interface Choices {
  readonly kinds: readonly { readonly id: string; readonly label: string; readonly catalogs: readonly CatalogChoice[] }[];
}
export interface CatalogChoice {
  readonly id: string;
  readonly label: string;
  /** How many controls it has. */
  readonly detail: string;
}

/** A rule's documentation as Markdown; null for no rule. */
export const explainRequest = 'kaiji/explain';
export interface ExplainParams {
  readonly code: string;
}

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

/** A request that could not be met: why, and what to do, in the reader's language. */
export interface Refused {
  readonly refused: string;
}

/** What changed from one version of a package or file to another, as a document. */
export const diffRequest = 'kaiji/diff';
export interface DiffParams {
  readonly to: 'md' | 'html' | 'docx';
  readonly old: DiffSide;
  readonly now: DiffSide;
}
export interface DiffSide {
  /** A folder, or a file. */
  readonly uri: string;
  /** What people call it. */
  readonly label: string;
  /** For a version of old: the files that were others then, as they were; null for one that was not there. All others are as they are now. */
  readonly was?: readonly { readonly uri: string; readonly text: string | null }[];
}
export interface DiffAnswer {
  /** A name for the document, without its ending. */
  readonly name: string;
  /** The document; of docx as base64. */
  readonly content: string;
  /** How many changes there are, and how many of them have to be agreed to again. */
  readonly changes: number;
  readonly reagree: number;
}

/** The sheets of a file; one without a name for a text file. */
export const sheetsRequest = 'kaiji/sheets';
export interface SheetsAnswer {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
}

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
/** What a file may be taken as, likeliest first, and its sheets. */
export const importKindsRequest = 'kaiji/importKinds';
export interface ImportKindsParams extends FileParams {
  /** A document of the package the new one is for. */
  readonly uri?: string;
}
export interface ImportKindsAnswer extends SheetsAnswer {
  readonly kinds: readonly ImportChoice[];
}
export interface ImportChoice {
  /** Of document: `checklist`, `risks`, `evidence`. */
  readonly kind: string;
  /** Of a checklist: whose controls the rows are. */
  readonly catalog?: string;
  readonly label: string;
  readonly description: string;
  /** Why it is likely; '' where nothing speaks for it. */
  readonly detail: string;
}

/** A filled sheet as a document, and how its columns were read. Nothing is written. */
export const importDocumentRequest = 'kaiji/importDocument';
export interface ImportDocumentParams extends ImportKindsParams, Pick<ImportChoice, 'kind' | 'catalog'> {
  /** The one sheet to read; every visible one where absent. */
  readonly sheet?: string;
  /** What the user says columns are: `D` → id of a role. */
  readonly columns?: Readonly<Record<string, string>>;
}
export interface ImportDocumentAnswer {
  /** A file name to suggest. */
  readonly path: string;
  /** What to write: YAML. */
  readonly text: string;
  /** What came of it, in one sentence. */
  readonly summary: string;
  /** The same in a line of a list: rows and doubts. */
  readonly brief: string;
  /** Why there is nothing to write; absent where there is something. */
  readonly nothing?: string;
  /** Places of the report that need a look. */
  readonly lines: number;
  /** The whole report as Markdown. */
  readonly report: string;
  readonly columns: readonly ColumnRead[];
  /** Roles a column may have. */
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}
export interface ColumnRead {
  /** As a spreadsheet names it: `D`. */
  readonly column: string;
  /** Its heading; '' where it has none. */
  readonly heading: string;
  /** Id of its role; absent where its cells go into the note. */
  readonly role?: string;
  /** What becomes of its cells, in the reader's language. */
  readonly becomes: string;
  /** How that is known. */
  readonly detail: string;
  /** Words of its cells that are read as others; '' where none is. */
  readonly terms: string;
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
  /** The same as a page of Markdown; '' where there is nothing. */
  readonly report: string;
  /** What was done, where that is not to be seen at once. */
  readonly done?: string;
}

/** Server → client, where the server has no disk: the calls of core/io.ts. */
export const readRequest = 'kaiji/io/read';
export const listRequest = 'kaiji/io/list';
export const existsRequest = 'kaiji/io/exists';
/** Answered in base64. */
export const readBytesRequest = 'kaiji/io/readBytes';
export interface IoParams {
  readonly uri: string;
}
