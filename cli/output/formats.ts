/** The formats of `kaiji check`. */
import type { ReportFormat } from './format.ts';
import { jsonFormat } from './json.ts';
import { prettyFormat } from './pretty.ts';

export const FORMATS = ['pretty', 'json'] as const;
export type FormatName = (typeof FORMATS)[number];

/** @param colour whether the console shows it */
export function formatNamed(name: FormatName, colour: boolean): ReportFormat {
  return name === 'json' ? jsonFormat : prettyFormat(colour);
}
