/** The JSON report of `kaiji check`, as docs/cli says: positions 0-based, UTF-16, end exclusive. */
import { fixesOf } from '../../core/check.ts';
import type { CheckResult } from '../result.ts';

/** The whole report, ending in a line feed; messages in each package's language. */
export function jsonReport({ files, coverage, options }: CheckResult): string {
  const summary = { files: files.length, error: 0, warning: 0, info: 0, hint: 0 };
  const report = {
    version: 1,
    files: files.map(({ path, whole, findings, language }) => ({
      path,
      diagnostics: findings.map((finding) => {
        summary[finding.severity]++;
        return {
          rule: finding.rule,
          severity: finding.severity,
          message: finding.message(language),
          ...(finding.control === undefined ? {} : { control: finding.control }),
          range: finding.file.text.rangeOf(finding.start, finding.end),
          ...(finding.controls === undefined ? {} : { controls: finding.controls }),
          fixes: fixesOf(finding, whole, options).map((fix) => fix.title(language)),
        };
      }),
    })),
    coverage: coverage.map(({ path, catalog, controls, answered, withEvidence, notApplicable, judged }) => ({
      path,
      catalog,
      controls,
      answered,
      withEvidence,
      notApplicable,
      judged,
    })),
    summary,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
