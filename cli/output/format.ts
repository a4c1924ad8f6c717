/** How `kaiji check` writes its report: in parts that are made apart, in any thread, and printed one after another. */
import type { CheckOptions, PlacedFinding } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import type { Coverage } from '../../core/package/coverage.ts';
import type { Package } from '../../core/package/package.ts';
import type { Severity } from '../../core/rules/rule.ts';

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** One checked file, as the reports show it. */
export interface CheckedFile {
  readonly path: string;
  readonly whole: Package;
  readonly findings: readonly PlacedFinding[];
  readonly language: Language;
}

/** Of one checklist, by the path of its file. */
export type ShownCoverage = Omit<Coverage, 'uri'> & { readonly path: string };

/** What is said of all files together. */
export interface Summary {
  readonly files: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Findings that `kaiji fix` settles, as far as the format counts them. */
  readonly fixable: number;
  readonly coverage: readonly ShownCoverage[];
  /** That of the first file. */
  readonly language: Language;
}

export interface ReportFormat {
  /** Before the first file. */
  readonly head: string;
  /** Between two files. */
  readonly between: string;
  /** What is said of a file, wherever in the report it stands, and how many of its findings `kaiji fix` settles, where the format tells that. */
  file(file: CheckedFile, options: CheckOptions): { readonly text: string; readonly fixable?: number };
  /** After the last file, ending in a line feed. */
  tail(summary: Summary): string;
}
