/** The report as one HTML file, with drawings. */
import type { PackageReport } from '../../core/report/report.ts';
import { htmlOf } from '../write/html.ts';
import { type ReportOptions, reportForm } from './form.ts';

export function reportHtml(reports: readonly PackageReport[], options: Omit<ReportOptions, 'hasDrawings'>): string {
  return htmlOf(reportForm(reports, { ...options, hasDrawings: true }));
}
