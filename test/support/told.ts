/** What the findings of a fixture and their fixes say and do, as test/rules.test.ts compares it: places with the markers, the rest with the golden file. */
import { absolute, type CheckOptions, type PlacedFinding } from '../../core/check.ts';
import type { Package } from '../../core/package/package.ts';
import { applied, describe, type findingsOf, lineDiff, OPTIONS, pathOf } from './fixture.ts';

type Found = Awaited<ReturnType<typeof findingsOf>>;

/** A place that is expected, or at which something was found, as a line. */
export function placeLine(files: ReadonlyMap<string, string>, path: string, code: string, start: number, end: number): string {
  const text = files.get(path) ?? '';
  const at = text.slice(0, start).split('\n').length;
  return `${path}:${at} ${code} [${start},${end}) ${JSON.stringify(text.slice(start, end).slice(0, 40))}`;
}

/** Where something was found, in the order of the lines. */
export function placesOf(files: ReadonlyMap<string, string>, found: Found): readonly string[] {
  return found.map(({ finding }) => placeLine(files, pathOf(finding.file.uri), finding.rule, finding.start, finding.end)).sort();
}

/** The places a finding points at beside its own, and what it says of one of its controls where it is shown ungrouped. */
function beside({ related = [], controls, each }: PlacedFinding, whole: Package): string {
  const places = related.map(({ uri, at, message }) => {
    const file = whole.fileAt(uri);
    const { start, end } = file ? absolute(file, at) : at;
    const words = file ? JSON.stringify(file.text.slice(start, end).slice(0, 40)) : 'a file that is not there';
    const { line = -1, character = -1 } = file?.text.positionAt(start) ?? {};
    return `  → ${pathOf(uri)}:${line + 1}:${character + 1} ${words} ${message('ja')} / ${message('en')}\n`;
  });
  const [control] = controls ?? [];
  const one = control === undefined ? undefined : each?.(control);
  return places.join('') + (one ? `  = ${one('ja')} / ${one('en')}\n` : '');
}

/** The golden file: each finding in both languages, what it points at, then each of its fixes with the lines it changes. */
export function goldenOf(files: ReadonlyMap<string, string>, found: Found, options: CheckOptions = OPTIONS): string {
  let golden = '';
  for (const { finding, whole } of found) {
    golden += describe(finding) + beside(finding, whole);
    for (const { fix, files: after } of applied(finding, whole, files, options)) {
      const flags = `${fix.safe ? ' (safe)' : ''}${fix.preferred ? ' (preferred)' : ''}`;
      golden += `  * ${fix.title('ja')} / ${fix.title('en')}${flags}\n`;
      for (const [path, text] of after) if (text !== files.get(path)) golden += lineDiff(files.get(path) ?? '', text);
    }
  }
  return golden;
}
