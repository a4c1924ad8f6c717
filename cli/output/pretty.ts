/** The report for people: findings by file with 1-based positions, then coverage, then counts. */
import { fixesOf } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import type { Severity } from '../../core/rules/rule.ts';
import { type Console, printable } from '../command.ts';
import type { CheckResult } from '../result.ts';

const NAMES: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  ja: { error: 'エラー', warning: '警告', info: '情報', hint: 'ヒント' },
  en: { error: 'error', warning: 'warning', info: 'info', hint: 'hint' },
};
const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36, hint: 90 };

/** The whole report, ending in a line feed, in colour where the console has it. */
export function prettyReport({ files, coverage, options }: CheckResult, out: Console): string {
  const paint = (code: number, text: string) => (out.colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  const language = files[0]?.language ?? out.language;
  let fixable = 0;
  let report = '';
  for (const { path, findings, whole, language: own } of files) {
    if (findings.length === 0) continue;
    report += `${paint(1, printable(path))}\n`;
    for (const finding of findings) {
      counts[finding.severity]++;
      if (fixesOf(finding, whole, options, true).some(({ safe }) => safe)) fixable++;
      const { start } = finding.file.text.rangeOf(finding.start, finding.end);
      const place = `${start.line + 1}:${start.character + 1}`.padEnd(8);
      const text = printable(finding.message(own)).replaceAll('\n', '\n          ');
      report += `  ${place}${paint(COLOURS[finding.severity], NAMES[own][finding.severity])}  ${text}  ${paint(90, `[${finding.rule}]`)}\n`;
    }
    report += '\n';
  }
  for (const { path, catalog, controls, answered, withEvidence, notApplicable } of coverage) {
    report +=
      language === 'ja'
        ? `${printable(path)}（${catalog}）: 回答 ${answered}/${controls}、エビデンスあり ${withEvidence}、対象外 ${notApplicable}\n`
        : `${printable(path)} (${catalog}): answered ${answered}/${controls}, with evidence ${withEvidence}, not applicable ${notApplicable}\n`;
  }
  const total = `${counts.error + counts.warning + counts.info + counts.hint}`;
  report +=
    language === 'ja'
      ? `${files.length}ファイル: 指摘 ${total}件（エラー ${counts.error}、警告 ${counts.warning}、情報 ${counts.info}、ヒント ${counts.hint}）\n`
      : `${files.length} files: ${total} findings (${counts.error} errors, ${counts.warning} warnings, ${counts.info} info, ${counts.hint} hints)\n`;
  if (fixable > 0) {
    report +=
      language === 'ja'
        ? `このうち ${fixable}件は kaiji fix で直せます。\n`
        : `${fixable} of them can be fixed with kaiji fix.\n`;
  }
  return report;
}
