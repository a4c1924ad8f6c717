/** The formats of `kaiji check`. */
import type { ReportFormat } from './format.ts';
import { jsonFormat } from './json.ts';
import { linesFormat } from './lines.ts';
import { prettyFormat } from './pretty.ts';

export const FORMATS = ['pretty', 'lines', 'json'] as const;
export type FormatName = (typeof FORMATS)[number];

/** @param colour whether the console shows it */
export function formatNamed(name: FormatName, colour: boolean): ReportFormat {
  return { pretty: prettyFormat(colour), lines: linesFormat, json: jsonFormat }[name];
}
