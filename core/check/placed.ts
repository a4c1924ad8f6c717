/** Findings with their place in the file: what rules yield relative to a block, in offsets of the file. */
import { type Language, type Localized, message } from '../language.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import type { Finding, Place, Rule, Severity } from '../rules/rule.ts';
import { shown } from '../text/shown.ts';
import type { Level } from './severity.ts';

/** A finding with its rule, severity and place in the file. Offsets are absolute, UTF-16, half-open. */
export interface PlacedFinding extends Omit<Finding, 'severity'> {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: KaijiFile;
  readonly document: KaijiDocument | undefined;
  readonly start: number;
  readonly end: number;
}

/** @param level as set for the rule; its own severity where undefined */
export function placed(rule: Rule, finding: Finding, file: KaijiFile, level: Level | undefined): PlacedFinding {
  const { start, end } = absolute(file, finding.at);
  const severity = level === undefined || level === 'off' ? (finding.severity ?? rule.severity) : level;
  const document = documentAt(file, start);
  return { ...finding, rule: rule.code, severity, file, document, start, end };
}

/** Absolute span of a place, within the file. */
export function absolute(file: KaijiFile, at: Place): { readonly start: number; readonly end: number } {
  const base = file.tree.startOf(at.block);
  const start = Math.min(base + at.start, file.text.length);
  return { start, end: Math.min(Math.max(base + at.end, start), file.text.length) };
}

/** The document of a file in which an offset stands. */
export function documentAt(file: KaijiFile, offset: number): KaijiDocument | undefined {
  let found = file.documents[0];
  for (const document of file.documents) {
    if (file.tree.startOf(document.yaml.block) + document.yaml.start <= offset) found = document;
  }
  return found;
}

/** A grouped finding as one for each of its controls. */
export function* expanded(finding: Finding): Iterable<Finding> {
  if (!finding.controls || !finding.each) yield finding;
  else for (const control of finding.controls) yield { ...finding, control, controls: [control], message: finding.each(control) };
}

/** By position, then by rule. */
export function inOrder(findings: PlacedFinding[]): readonly PlacedFinding[] {
  return findings.sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.end - b.end);
}

/** What `internal-error` says of a rule, fix or feature that failed. */
export const internalErrorMessage: (parameters: { readonly name: string; readonly reason: string }) => Localized = message({
  ja: ({ name, reason }) =>
    `「${name}」の検査が内部エラーで止まりました（${reason}）。ほかの検査結果はそのまま使えます。出力パネルの記録を添えて開発元に知らせてください。`,
  en: ({ name, reason }) =>
    `The check "${name}" failed (${reason}). All other findings stand. Please report it with the log of the output panel.`,
});

/** A rule that threw, as a finding of the file it was looking at. */
export function internalError(name: string, error: unknown, file: KaijiFile): PlacedFinding {
  const block = file.tree.blocks[0];
  if (!block) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    rule: 'internal-error',
    severity: 'error',
    message: internalErrorMessage({ name, reason }),
    at: { block, start: 0, end: 0 },
    file,
    document: file.documents[0],
    start: 0,
    end: 0,
  };
}

/**
 * `PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE]`, line and column 1-based, columns in UTF-16. Control characters that a text brings along are replaced, for a
 * terminal would obey them. Scripts and the problem matcher `$kaiji` read it.
 * @param path as it is to be shown
 */
export function findingLine(path: string, finding: PlacedFinding, language: Language): string {
  const { start } = finding.file.text.rangeOf(finding.start, finding.end);
  const line = `${path}:${start.line + 1}:${start.character + 1}: ${finding.severity}: ${finding.message(language)} [${finding.rule}]`;
  return shown(line.replace(/\s+/g, ' '));
}
