/** The report for people: findings by file with 1-based positions, then coverage, then counts. */

import type { PlacedFinding } from '../../core/check/placed.ts';
import { type CheckOptions, fixesOf } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import type { Severity } from '../../core/rules/rule.ts';
import { printable, printableName } from '../command.ts';
import { countsTold } from './counts.ts';
import type { CheckedFile, ReportFormat, Summary } from './format.ts';

const NAMES: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  ja: { error: 'エラー', warning: '警告', info: '情報', hint: 'ヒント' },
  en: { error: 'error', warning: 'warning', info: 'info', hint: 'hint' },
};
const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36, hint: 90 };

/** Of one rule more findings in a file than this are shown up to the first few: a new check sheet has hundreds of blanks. Errors are all shown. */
const MANY = 20;
const FIRST_FEW = 5;

/** @param colour whether the console shows it */
export function prettyFormat(colour: boolean): ReportFormat {
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { head: () => '', between: '', file: (file, options) => sectionOf(file, options, paint), tail };
}

function sectionOf(
  { path, findings, whole, language }: CheckedFile,
  options: CheckOptions,
  paint: (code: number, text: string) => string,
): ReturnType<ReportFormat['file']> {
  if (findings.length === 0) return { text: '' };
  let text = `${paint(1, printableName(path))}\n`;
  let fixable = 0;
  const many = options.expand ? new Map<string, number>() : numerousOf(findings);
  const shown = new Map<string, number>();
  for (const finding of findings) {
    if (fixesOf(finding, whole, options, true).some(({ safe }) => safe)) fixable++;
    const nth = (shown.get(finding.rule) ?? 0) + 1;
    if (finding.severity !== 'error' && many.has(finding.rule)) {
      shown.set(finding.rule, nth);
      if (nth > FIRST_FEW) continue;
    }
    const { start } = finding.file.text.rangeOf(finding.start, finding.end);
    const place = `${start.line + 1}:${start.character + 1}`.padEnd(8);
    const told = printable(finding.message(language)).replaceAll('\n', '\n          ');
    text += `  ${place}${paint(COLOURS[finding.severity], NAMES[language][finding.severity])}  ${told}  ${paint(90, `[${finding.rule}]`)}\n`;
  }
  for (const [rule, count] of many) text += `  ${paint(90, more(rule, count - FIRST_FEW, language))}\n`;
  return { text: `${text}\n`, fixable };
}

/** Coverage, then counts. */
function tail(summary: Summary): string {
  const { coverage, language } = summary;
  let text = '';
  for (const { path, catalog, controls, answered, withEvidence, notApplicable } of coverage) {
    text +=
      language === 'ja'
        ? `${printableName(path)}（${catalog}）: 回答 ${answered}/${controls}、エビデンスあり ${withEvidence}、対象外 ${notApplicable}\n`
        : `${printableName(path)} (${catalog}): answered ${answered}/${controls}, with evidence ${withEvidence}, not applicable ${notApplicable}\n`;
  }
  return `${text}${countsTold(summary)}`;
}

/** Rules with many findings that are no errors, with their number, in the order they come up. */
function numerousOf(findings: readonly PlacedFinding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) if (severity !== 'error') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > MANY));
}

function more(rule: string, count: number, language: Language): string {
  return language === 'ja'
    ? `[${rule}] はほかに ${count}件あります（--expand を付けると、すべて表示します）。`
    : `[${rule}] ${count} more (--expand shows them all).`;
}
