/** A finding in one line, as compilers print theirs: scripts and the problem matcher `$kaiji` read it. */
import type { PlacedFinding } from '../check.ts';
import type { Language } from '../language.ts';

/**
 * `PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE]`, line and column 1-based, columns in UTF-16. Control characters that a text brings along are replaced, for a
 * terminal would obey them.
 * @param path as it is to be shown
 */
export function findingLine(path: string, finding: PlacedFinding, language: Language): string {
  const { start } = finding.file.text.rangeOf(finding.start, finding.end);
  const line = `${path}:${start.line + 1}:${start.character + 1}: ${finding.severity}: ${finding.message(language)} [${finding.rule}]`;
  return line.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '\uFFFD');
}
