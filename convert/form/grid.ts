/** A form of rows and columns as its reader sees it. Every file format of cells (xlsx, csv) is written from this, and from nothing else. Plain data. */
import type { Language } from '../../core/language.ts';

export interface Grid {
  /** Of the sheet; a format shortens it as it must. */
  readonly name: string;
  /** Printed above the table; '' for none. */
  readonly title: string;
  readonly language: Language;
  /** Lines between title and table: 整理番号, 評価申請元. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly page: 'portrait' | 'landscape';
}

export interface GridColumn {
  /** What programs know it by: a role of `convert/sheet/columns.ts` where there is one (`number`, `text`, `answer`), else a name of its own. */
  readonly key: string;
  /** From the top; as many in every column. Equal names beside each other, or below, are one cell. */
  readonly headings: readonly string[];
  /** In half-width characters. */
  readonly width: number;
  readonly align?: 'left' | 'center';
  /** What may stand in it, where that is a choice of few. */
  readonly choices?: readonly string[];
}

export interface GridRow {
  /** One a column, line breaks as `\n`; '' for an empty cell. A whole number may be a number. */
  readonly cells: readonly (string | number)[];
  /** Of the control or scenario the row answers; canonical. Several rows may be of one. */
  readonly control?: string;
}
