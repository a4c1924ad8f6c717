/** Findings as LSP diagnostics. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { absolute, type PlacedFinding, ruleNamed } from '../check.ts';
import type { Language } from '../language.ts';
import type { Package } from '../package/package.ts';
import type { Severity } from '../rules/rule.ts';
import { shown } from '../text/shown.ts';

export interface DiagnosticOptions {
  readonly language: Language;
  /** Address to which a rule's code is appended; no link where absent. */
  readonly docsBase?: string | undefined;
}

/** What `data` of our diagnostics holds. */
export interface DiagnosticData {
  readonly rule: string;
  readonly control?: string;
  /** What a grouped finding stands for. */
  readonly controls?: readonly string[];
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * A finding as LSP shows it, in one language: positions 0-based, columns in UTF-16.
 * @param whole the package it was found in, which has the files its related places stand in
 */
export function toDiagnostic(finding: PlacedFinding, whole: Package, { language, docsBase }: DiagnosticOptions): Diagnostic {
  const { file, rule, control, controls, related } = finding;
  const data: DiagnosticData = {
    rule,
    ...(control === undefined ? {} : { control }),
    ...(controls === undefined ? {} : { controls }),
  };
  return {
    range: file.text.rangeOf(finding.start, finding.end),
    severity: SEVERITIES[finding.severity],
    source: 'kaiji',
    code: rule,
    ...(docsBase === undefined ? {} : { codeDescription: { href: `${docsBase}${rule}` } }),
    message: shown(finding.message(language)),
    ...(ruleNamed(rule)?.about === 'unneeded' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related && related.length > 0
      ? {
          relatedInformation: related.flatMap(({ uri, at, message }) => {
            const there = whole.fileAt(uri);
            if (!there) return [];
            const { start, end } = absolute(there, at);
            return [{ location: { uri, range: there.text.rangeOf(start, end) }, message: shown(message(language)) }];
          }),
        }
      : {}),
    data,
  };
}
