/** What checking gives, as every report reads it. */
import { type CheckOptions, checkPackage, type PlacedFinding } from '../core/check.ts';
import type { Language } from '../core/language.ts';
import { type Coverage, coverageOf } from '../core/package/coverage.ts';
import type { Package } from '../core/package/package.ts';
import { displayPath, type Target } from './session.ts';

/** One checked file, as the reports show it. */
export interface CheckedFile {
  readonly path: string;
  readonly whole: Package;
  readonly findings: readonly PlacedFinding[];
  readonly language: Language;
}

export interface CheckResult {
  readonly files: readonly CheckedFile[];
  readonly coverage: readonly (Coverage & { readonly path: string })[];
  readonly options: CheckOptions;
}

/** Checks every target; files and coverage in order of path. */
export function checkTargets(
  targets: readonly Target[],
  options: CheckOptions,
  languageFor: (whole: Package) => Language,
): CheckResult {
  const files: CheckedFile[] = [];
  const coverage: (Coverage & { path: string })[] = [];
  for (const { whole, uris } of targets) {
    const found = checkPackage(whole, options);
    for (const uri of uris)
      files.push({ path: displayPath(uri), whole, findings: found.get(uri) ?? [], language: languageFor(whole) });
    for (const one of coverageOf(whole)) if (uris.has(one.uri)) coverage.push({ ...one, path: displayPath(one.uri) });
  }
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  return { files: files.sort(byPath), coverage: coverage.sort(byPath), options };
}
