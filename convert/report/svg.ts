/** The drawings of the report, under their headings, as one SVG. */
import type { PackageReport } from '../../core/report/report.ts';
import { writeSvg } from '../write/svg.ts';
import { type ReportOptions, reportForm } from './form.ts';

/** @param reports one is a drawing of that package, several one of all with a part for each */
export function reportSvg(reports: readonly PackageReport[], options: Omit<ReportOptions, 'shows'>): string {
  return writeSvg(reportForm(reports, { ...options, shows: 'drawings' }));
}
