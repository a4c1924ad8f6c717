/** The formats of `kaiji check`. */
import type { Look, ReportFormat } from './format.ts';
import { githubFormat } from './github.ts';
import { jsonFormat } from './json.ts';
import { junitFormat } from './junit.ts';
import { linesFormat } from './lines.ts';
import { prettyFormat } from './pretty.ts';
import { sarifFormat } from './sarif.ts';

const MAKERS = {
  pretty: ({ colour }) => prettyFormat(colour),
  lines: () => linesFormat,
  json: () => jsonFormat,
  sarif: () => sarifFormat,
  junit: ({ failOn }) => junitFormat(failOn),
  github: () => githubFormat,
} as const satisfies Readonly<Record<string, (look: Look) => ReportFormat>>;

export type FormatName = keyof typeof MAKERS;
export const FORMATS = Object.keys(MAKERS) as readonly FormatName[];

export function formatNamed(name: FormatName, look: Look): ReportFormat {
  return MAKERS[name](look);
}
