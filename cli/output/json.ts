/** The JSON report of `kaiji check`, as docs/cli says: positions 0-based, UTF-16, end exclusive; messages in each package's language. */
import { fixesOf } from '../../core/check.ts';
import type { ReportFormat } from './format.ts';
import { jsonText } from './json-text.ts';

export const jsonFormat: ReportFormat = {
  head: () => '{\n  "version": 1,\n  "files": [',
  between: ',',
  file({ path, whole, findings, language }, options) {
    const diagnostics = findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message(language),
      ...(finding.control === undefined ? {} : { control: finding.control }),
      range: finding.file.text.rangeOf(finding.start, finding.end),
      ...(finding.controls === undefined ? {} : { controls: finding.controls }),
      fixes: fixesOf(finding, whole, options).map((fix) => fix.title(language)),
    }));
    return { text: `\n    ${indented({ path, diagnostics }, 4)}` };
  },
  tail({ files, counts, coverage }) {
    const parts = {
      coverage: coverage.map(({ path, catalog, controls, answered, withEvidence, notApplicable, judged }) => ({
        path,
        catalog,
        controls,
        answered,
        withEvidence,
        notApplicable,
        judged,
      })),
      summary: { files, error: counts.error, warning: counts.warning, info: counts.info, hint: counts.hint },
    };
    return `${files > 0 ? '\n  ' : ''}],\n  ${jsonText(parts, 2).slice(4)}\n`;
  },
};

/** As jsonText writes a value that stands `columns` deep. Strings have their line feeds escaped: every one left is its own. */
function indented(value: unknown, columns: number): string {
  return jsonText(value, 2).replaceAll('\n', `\n${' '.repeat(columns)}`);
}
