/** The report as JSON: paths in place of URIs, lines 0-based, findings by their message. */
import type { PageOptions } from '../../convert/report/page.ts';
import type { PackageReport } from '../../core/report/report.ts';

export function reportJson(reports: readonly PackageReport[], { language, date, pathOf }: PageOptions): string {
  const placed = <T extends { readonly uri: string }>({ uri, ...rest }: T) => ({ path: pathOf(uri), ...rest });
  const packages = reports.map(({ uri, gaps, ...report }) => ({
    path: pathOf(uri),
    ...report,
    coverage: report.coverage.map(placed),
    categories: report.categories.map(placed),
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
  return `${JSON.stringify({ version: 1, date, packages }, null, 2)}\n`;
}
