/** The report as a page of Markdown: tables alone. */
import type { PackageReport } from '../../core/report/report.ts';
import { markdownOf } from '../write/markdown.ts';
import { type ReportOptions, reportForm } from './form.ts';

export function reportMarkdown(reports: readonly PackageReport[], options: Omit<ReportOptions, 'hasDrawings'>): string {
  return markdownOf(reportForm(reports, { ...options, hasDrawings: false }));
}
