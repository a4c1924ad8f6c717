/** The drawings of the report, on one sheet or one by one. */
import type { PackageReport } from '../../core/report/report.ts';
import { wordsOf } from '../form/words.ts';
import { drawingSvg, drawingsOf, nameOfDrawing, writeSvg } from '../write/svg.ts';
import { type ReportOptions, reportForm } from './form.ts';

type Options = Omit<ReportOptions, 'shows'>;

/** All drawings under their headings, as one SVG. */
export function reportSvg(reports: readonly PackageReport[], options: Options): string {
  return writeSvg(reportForm(reports, { ...options, shows: 'drawings' }));
}

export interface ReportChart {
  /** What it shows, with the heading it stands under where that says more. */
  readonly name: string;
  readonly svg: string;
}

/** Each drawing as an SVG of its own, in reading order. */
export function reportCharts(reports: readonly PackageReport[], options: Options): readonly ReportChart[] {
  return drawingsOf(reportForm(reports, { ...options, shows: 'drawings' })).map(({ headings, drawing }) => {
    const under = headings.map(({ content }) => wordsOf(content)).at(-1);
    const name = nameOfDrawing(drawing);
    return {
      name: under === undefined || under === name ? name : `${name}（${under}）`,
      svg: drawingSvg(drawing, options.language),
    };
  });
}
