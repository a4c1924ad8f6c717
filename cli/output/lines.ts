/** One line for each finding and nothing else, for scripts and editors. */
import { findingLine } from '../../core/check/placed.ts';
import type { ReportFormat } from './format.ts';

export const linesFormat: ReportFormat = {
  head: () => '',
  between: '',
  file: ({ path, findings, language }) => ({
    text: findings.map((finding) => `${findingLine(path, finding, language)}\n`).join(''),
  }),
  tail: () => '',
};
