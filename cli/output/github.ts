/**
 * Annotations as GitHub's runners read them from standard output (workflow commands `::error file=…::message`): lines and columns 1-based. The path is that from
 * the working directory, which in a workflow is the repository.
 */
import { printable } from '../command.ts';
import { countsTold } from './counts.ts';
import type { ReportFormat } from './format.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

export const githubFormat: ReportFormat = {
  head: () => '',
  between: '',
  file({ path, findings, language }) {
    const lines = findings.map((finding) => {
      const { start, end } = finding.file.text.rangeOf(finding.start, finding.end);
      // Columns count within one line only.
      const columns =
        start.line === end.line ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) } : {};
      const properties = Object.entries({
        file: path,
        line: start.line + 1,
        endLine: end.line + 1,
        ...columns,
        title: `Kaiji ${finding.rule}`,
      });
      const told = properties.map(([name, value]) => `${name}=${property(String(value))}`).join(',');
      return `::${COMMANDS[finding.severity]} ${told}::${data(finding.message(language))}\n`;
    });
    return { text: lines.join('') };
  },
  tail: (summary) => {
    const told = summary.troubles.map(({ path, text }) => {
      const place = path === undefined ? '' : ` file=${property(path)},title=Kaiji`;
      return `::error${place}::${data(text)}\n`;
    });
    return told.join('') + countsTold(summary);
  },
};

/** Escapes a message, so that it stays one command. A carriage return is no longer there: `printable` makes it seen. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** Escapes a property: a comma would end it, a colon the list of them. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
