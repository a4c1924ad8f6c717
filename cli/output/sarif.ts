/**
 * SARIF 2.1.0 (OASIS), the form in which code scanning services take findings: every rule in `tool.driver.rules`, positions 1-based, in UTF-16, ends exclusive.
 * A location is relative to the working directory, which services take for the root of the repository.
 */
import type { PlacedFinding } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import type { KaijiFile } from '../../core/model/document.ts';
import type { Package } from '../../core/package/package.ts';
import { rules } from '../../core/rules/registry.ts';
import type { Severity } from '../../core/rules/rule.ts';
import { displayPath } from '../session.ts';
import type { ReportFormat, ToldTrouble } from './format.ts';
import { jsonText } from './json-text.ts';

declare const KAIJI_VERSION: string;
declare const KAIJI_HOMEPAGE: string;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};
const ROOT = '%SRCROOT%';
const INDEX: ReadonlyMap<string, number> = new Map(rules.map(({ code }, i) => [code, i]));

export const sarifFormat: ReportFormat = {
  head: (language) =>
    `{\n"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n"tool": ${jsonText(tool(language))},\n"columnKind": "utf16CodeUnits",\n"results": [`,
  between: ',',
  file: ({ path, whole, findings, language }) => ({
    text: findings.map((finding) => `\n${jsonText(resultOf(finding, path, whole, language))}`).join(','),
  }),
  tail: ({ troubles }) => `\n],\n"invocations": [${jsonText(invocation(troubles))}]\n}]\n}\n`,
};

/** Whether all was checked that was to be, and what was not. */
function invocation(troubles: readonly ToldTrouble[]): object {
  return {
    executionSuccessful: troubles.length === 0,
    toolExecutionNotifications: troubles.map(({ path, text }) => ({
      level: 'error',
      message: { text },
      ...(path === undefined ? {} : { locations: [{ physicalLocation: { artifactLocation: locationOf(path) } }] }),
    })),
  };
}

function tool(language: Language): object {
  return {
    driver: {
      name: 'Kaiji',
      version: KAIJI_VERSION,
      semanticVersion: KAIJI_VERSION,
      informationUri: KAIJI_HOMEPAGE,
      language,
      rules: rules.map(({ code, severity, summary }) => ({
        id: code,
        shortDescription: { text: summary(language) },
        helpUri: `${KAIJI_HOMEPAGE}/docs/rules.md#${code}`,
        defaultConfiguration: { level: LEVELS[severity] },
        properties: { severity },
      })),
    },
  };
}

function resultOf(finding: PlacedFinding, path: string, whole: Package, language: Language): object {
  const { rule, severity, control, controls, related = [] } = finding;
  const relatedLocations = related.flatMap(({ uri, at, message }) => {
    const file = whole.fileAt(uri);
    if (!file) return [];
    const start = file.tree.startOf(at.block) + at.start;
    const location = physical(displayPath(uri), file, start, start + at.end - at.start);
    return [{ physicalLocation: location, message: { text: message(language) } }];
  });
  return {
    ruleId: rule,
    ruleIndex: INDEX.get(rule),
    level: LEVELS[severity],
    message: { text: finding.message(language) },
    locations: [{ physicalLocation: physical(path, finding.file, finding.start, finding.end) }],
    ...(relatedLocations.length > 0 ? { relatedLocations } : {}),
    properties: { severity, ...(control === undefined ? {} : { control }), ...(controls === undefined ? {} : { controls }) },
  };
}

/** @param start absolute offset, as `end`; half-open */
function physical(path: string, file: KaijiFile, start: number, end: number): object {
  const range = file.text.rangeOf(start, Math.min(end, file.text.length));
  return {
    artifactLocation: locationOf(path),
    region: {
      startLine: range.start.line + 1,
      startColumn: range.start.character + 1,
      endLine: range.end.line + 1,
      endColumn: range.end.character + 1,
    },
  };
}

/** By a URI relative to the root of the repository; what is on another drive has none. @param path with `/` */
export function locationOf(path: string): { readonly uri: string; readonly uriBaseId?: string } {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const drive = /^([A-Za-z])%3A\//.exec(encoded);
  if (drive) return { uri: `file:///${encoded.replace('%3A', ':')}` };
  return encoded.startsWith('//') ? { uri: `file:${encoded}` } : { uri: encoded, uriBaseId: ROOT };
}
