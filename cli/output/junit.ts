/**
 * JUnit XML as continuous integration servers read it: a test suite for each file, a test case for each finding, one that passed for a file without any. What is
 * at or above the line of `--fail-on` is a failure, so that the servers' verdict is that of the exit status; what is below stands in the output of a case that
 * passed.
 */
import type { PlacedFinding } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import type { Severity } from '../../core/rules/rule.ts';
import { printable } from '../command.ts';
import { fails, type ReportFormat, type ToldTrouble } from './format.ts';

export function junitFormat(failOn: Severity): ReportFormat {
  return {
    head: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kaiji">\n',
    between: '',
    file({ path, findings, language }) {
      const failures = findings.filter(({ severity }) => fails(severity, failOn)).length;
      const cases =
        findings.length === 0
          ? [`    <testcase classname="${escaped(path)}" name="kaiji"/>\n`]
          : findings.map((finding) => caseOf(path, finding, language, fails(finding.severity, failOn)));
      const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`;
      return { text: `  <testsuite name="${escaped(path)}" ${counts}>\n${cases.join('')}  </testsuite>\n` };
    },
    tail: ({ troubles }) => `${troubles.map(troubleOf).join('')}</testsuites>\n`,
  };
}

/** What was not checked is an error, which no server takes for a success. */
function troubleOf({ path = 'kaiji', text }: ToldTrouble): string {
  const name = escaped(path);
  return `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="${name}" name="kaiji"><error message="${escaped(text)}"/></testcase>
  </testsuite>
`;
}

function caseOf(path: string, finding: PlacedFinding, language: Language, isFailure: boolean): string {
  const { start } = finding.file.text.rangeOf(finding.start, finding.end);
  const told = finding.message(language);
  const place = `${path}:${start.line + 1}:${start.character + 1}`;
  const open = `    <testcase classname="${escaped(path)}" name="${escaped(`${finding.rule} (${start.line + 1}:${start.character + 1})`)}" file="${escaped(path)}" line="${start.line + 1}">`;
  const text = escaped(`${place}: ${finding.severity}: ${told}`);
  const inside = isFailure
    ? `<failure type="${finding.rule}" message="${escaped(told)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `${open}${inside}</testcase>\n`;
}

/** As text or as the value of an attribute. XML has no place for control characters and half pairs, not even escaped. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\uD800-\uDFFF\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
