/** The report as one HTML file, with drawings. */
import type { PackageReport } from '../../core/report/report.ts';
import { writeHtml } from '../write/html.ts';
import { type ReportOptions, reportForm } from './form.ts';

export function reportHtml(reports: readonly PackageReport[], options: Omit<ReportOptions, 'shows'>): string {
  return writeHtml(reportForm(reports, { ...options, shows: 'both' }), { areTablesReached: true });
}
