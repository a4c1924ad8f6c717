/** How `kaiji check` writes its report: in parts that are made apart, in any thread, and printed one after another. */
import type { CheckOptions, PlacedFinding } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import type { Coverage } from '../../core/package/coverage.ts';
import type { Package } from '../../core/package/package.ts';
import type { Severity } from '../../core/rules/rule.ts';

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Whether a severity is at or above the line of `--fail-on`. */
export function fails(severity: Severity, failOn: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

/** One checked file, as the reports show it. */
export interface CheckedFile {
  readonly path: string;
  readonly whole: Package;
  readonly findings: readonly PlacedFinding[];
  readonly language: Language;
}

/** Of one checklist, by the path of its file. */
export type ShownCoverage = Omit<Coverage, 'uri'> & { readonly path: string };

/** Something that was not read, or not checked. */
export interface ToldTrouble {
  readonly text: string;
  /** Of a file or folder; absent where the whole call is concerned. */
  readonly path?: string;
}

/** What is said of all files together. */
export interface Summary {
  readonly files: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Findings that `kaiji fix` settles, as far as the format counts them. */
  readonly fixable: number;
  /** Findings that a baseline accepts, which are not among those counted. */
  readonly accepted: number;
  readonly coverage: readonly ShownCoverage[];
  /** That of the first file. */
  readonly language: Language;
  /** What went wrong, told on standard error already: for reports that are read without it. */
  readonly troubles: readonly ToldTrouble[];
}

export interface ReportFormat {
  /** Before the first file. @param language of the call: what the files say is in that of their packages */
  head(language: Language): string;
  /** Between two files that say something. */
  readonly between: string;
  /** What is said of a file, wherever in the report it stands, and how many of its findings `kaiji fix` settles, where the format tells that. */
  file(file: CheckedFile, options: CheckOptions): { readonly text: string; readonly fixable?: number };
  /** After the last file, ending in a line feed. */
  tail(summary: Summary): string;
}

/** What a report looks like beside its format. Plain data. */
export interface Look {
  /** Whether the console shows colours. */
  readonly colour: boolean;
  /** The line of `--fail-on`. */
  readonly failOn: Severity;
}
