/**
 * The report as JSON (docs/report.md): paths in place of URIs, lines 0-based, findings by their message. Every key is always there; what is not known is null.
 */
import type { ReportOptions } from '../../convert/report/form.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { jsonText } from './json-text.ts';

export function reportJson(reports: readonly PackageReport[], { language, date, pathOf }: Omit<ReportOptions, 'shows'>): string {
  const placed = <T extends { readonly uri: string }>({ uri, ...rest }: T) => ({ path: pathOf(uri), ...rest });
  const packages = reports.map(({ uri, files, gaps, titles: _titles, ...report }) => ({
    path: pathOf(uri),
    ...report,
    files: files.map((file) => pathOf(file.uri)),
    coverage: report.coverage.map(placed),
    categories: report.categories.map(({ places: _places, ...category }) => placed(category)),
    remaining: report.remaining.map(placed),
    deadlines: report.deadlines.map(placed),
    evidence: report.evidence.map(placed),
    submissions: report.submissions.map(placed),
    judgements: report.judgements.map(placed),
    duties: report.duties.map(placed),
    annexes: report.annexes.map(placed),
    assessments: report.assessments.map(placed),
    gaps: gaps.map(({ places, summary, ...gap }) => ({
      ...gap,
      summary: summary(language),
      places: places.map(({ finding, ...place }) => ({ ...placed(place), message: finding.message(language) })),
    })),
  }));
  const known = (_: string, value: unknown) => (value === undefined ? null : value);
  return `${jsonText({ version: 1, date, packages }, 2, known)}\n`;
}
