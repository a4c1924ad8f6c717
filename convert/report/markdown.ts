/** The report as a page of Markdown: tables alone. */
import type { PackageReport } from '../../core/report/report.ts';
import { writeMarkdown } from '../write/markdown.ts';
import { type ReportOptions, reportForm } from './form.ts';

export function reportMarkdown(reports: readonly PackageReport[], options: Omit<ReportOptions, 'shows'>): string {
  return writeMarkdown(reportForm(reports, { ...options, shows: 'tables' }));
}
