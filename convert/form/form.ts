/**
 * A document as its reader sees it: headings, paragraphs, tables. Every file format that is read as a document (docx, HTML, Markdown) is written from this, and
 * from nothing else. Plain data: no YAML, no package, no file format.
 */
import type { Language } from '../../core/language.ts';

export interface Form {
  /** Of the document; what programs show as its name. */
  readonly title: string;
  readonly language: Language;
  /** The first page; without one the document begins with its title. */
  readonly cover?: Cover;
  /** Whether a table of contents follows the cover. */
  readonly hasContents: boolean;
  /** Printed on every page: service and version at the top; the page number is the format's matter. */
  readonly running: string;
  readonly page: 'portrait' | 'landscape';
  readonly blocks: readonly Block[];
}

/** What a cover says. Absent lines are not printed. */
export interface Cover {
  /** The service. */
  readonly subject?: string;
  readonly provider?: string;
  readonly version?: string;
  /** As a reader of the form's language writes dates: 2026年4月1日. */
  readonly issued?: string;
  /** Further lines: 整理番号, 評価申請元. */
  readonly lines: readonly { readonly label: string; readonly value: string; readonly origin?: Origin }[];
  /** 作成・確認・承認, and the history of revisions; printed below the lines. */
  readonly tables: readonly Table[];
  /** Where its words come from, the title of the form among them. */
  readonly origins?: Readonly<Partial<Record<CoverPart, Origin>>>;
}

export type CoverPart = 'title' | 'subject' | 'provider' | 'version' | 'issued';

/** Where a block comes from, so that a reader may be led there. */
export interface Origin {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** Behind its last line, 0-based. */
  readonly end: number;
}

export type Block = Heading | Paragraph | Item | List | Table | Quote | Code | Picture | Drawing | PageBreak;

export interface Heading {
  readonly is: 'heading';
  /** 1 the outermost. */
  readonly level: number;
  /** As printed in front of the words: `2.1`; '' for none. */
  readonly number: string;
  readonly content: readonly Inline[];
  /** Unique in the form; a {@link Reference} leads here. */
  readonly anchor?: string;
  readonly origin?: Origin;
}

export interface Paragraph {
  readonly is: 'paragraph';
  readonly content: readonly Inline[];
  /** Said beside the text: what answers which control, which documents prove it. Set smaller. */
  readonly isAside?: boolean;
  readonly anchor?: string;
  readonly origin?: Origin;
}

/** A line that its author opened by a mark (① (1) ア ・ ■ ※); the mark is printed as written and hangs. */
export interface Item {
  readonly is: 'item';
  readonly mark: string;
  /** Depth, 0 the outermost. */
  readonly level: number;
  readonly content: readonly Inline[];
  readonly origin?: Origin;
}

/** A list of Markdown (`-`, `1.`). */
export interface List {
  readonly is: 'list';
  /** The first number; undefined for bullets. */
  readonly start?: number;
  readonly items: readonly (readonly Block[])[];
  readonly origin?: Origin;
}

export interface Table {
  readonly is: 'table';
  readonly caption?: readonly Inline[];
  readonly anchor?: string;
  /** Relative widths, one a column; equal where absent. */
  readonly widths?: readonly number[];
  /** Printed again on each page. */
  readonly head: readonly TableRow[];
  readonly rows: readonly TableRow[];
  readonly origin?: Origin;
}

export interface TableRow {
  /** Cells covered by a span from the left or from above are not listed. */
  readonly cells: readonly TableCell[];
  readonly anchor?: string;
  readonly origin?: Origin;
}

export interface TableCell {
  readonly blocks: readonly Block[];
  /** How many columns and rows it takes; 1 where absent. */
  readonly columns?: number;
  readonly rows?: number;
  /** A cell that names its row. */
  readonly isHeading?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  /** How much the number in it weighs beside others: 1 the most. A shade, where a format has them; the number tells the same. */
  readonly shade?: 1 | 2 | 3;
}

export interface Quote {
  readonly is: 'quote';
  readonly blocks: readonly Block[];
}

export interface Code {
  readonly is: 'code';
  readonly text: string;
  readonly origin?: Origin;
}

/** A picture of the package. */
export interface Picture {
  readonly is: 'picture';
  /** URI of the file. */
  readonly uri: string;
  readonly text: string;
  readonly origin?: Origin;
}

/** A drawing of ours, for formats that show SVG; others print `text`. */
export interface Drawing {
  readonly is: 'drawing';
  /** Without scripts and addresses. */
  readonly svg: string;
  /** The same for a page that is too narrow for it: shown there in its place. */
  readonly narrow?: string;
  /** What it shows, in words. */
  readonly text: string;
}

export interface PageBreak {
  readonly is: 'page-break';
}

export type Inline = Words | Span | Link | Reference | Place | LineBreak;

/** Text as it is to be read: each format escapes what it must. */
export interface Words {
  readonly is: 'text';
  readonly text: string;
}

export interface Span {
  readonly is: 'strong' | 'emphasis' | 'struck' | 'code' | 'inserted' | 'deleted';
  readonly content: readonly Inline[];
}

/** Out of the document: `https:`, `http:` and `mailto:` only. */
export interface Link {
  readonly is: 'link';
  readonly href: string;
  readonly content: readonly Inline[];
}

/** To an {@link Heading.anchor anchor} of the same form. */
export interface Reference {
  readonly is: 'reference';
  readonly anchor: string;
  readonly content: readonly Inline[];
}

/** Words that lead to what they tell of, in a view beside the documents; in a file they are words. */
export interface Place {
  readonly is: 'place';
  /** In the order to be looked at; not empty. */
  readonly places: readonly LedTo[];
  readonly content: readonly Inline[];
}

export interface LedTo {
  /** The document; undefined for the page of the control in its catalog. */
  readonly uri: string | undefined;
  /** 0-based. */
  readonly line: number;
  /** What is there, for a list of several: the ID of a control, or what is found. */
  readonly control?: string | undefined;
  readonly text?: string;
}

export interface LineBreak {
  readonly is: 'break';
}
