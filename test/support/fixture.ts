/**
 * Fixtures: a package in one text file, with the findings expected of it marked in place.
 *
 *   -- checklist.kaiji.yaml --
 *   kaiji: checklist/v1
 *   answers:
 *     - control: ⟦noncanonical-control:cl94⟧
 *
 * `⟦CODE:text⟧` expects one finding of CODE exactly over `text`; several codes are separated by spaces (`⟦a b:text⟧`), markers nest, `⟦CODE:⟧` is an empty
 * range. `⟦CODE*3:text⟧` expects three. Every finding must be expected and every expectation met. `␍` at the end of a line stands for a carriage return,
 * `⇥` for a tab, `␣` for a space at the end of a line, `﹇` at the start of a file for a byte order mark.
 */
import { type CheckOptions, checkPackage, fixesOf, type PlacedFinding } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { Workspace } from '../../core/package/workspace.ts';
import type { FileEdit, Fix } from '../../core/rules/rule.ts';
import { readScaffoldTexts } from '../../core/scaffold/texts.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from './catalogs.ts';
import { MemoryIo } from './memory-io.ts';

export const ROOT = 'file:///package';
export const OPTIONS: CheckOptions = { date: '2026-10-01' };

export interface Expected {
  readonly path: string;
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

export interface Fixture {
  /** Path within the package → text without markers. */
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly Expected[];
}

/** Splits an archive into its files and takes the markers out. */
export function parseFixture(archive: string): Fixture {
  const files = new Map<string, string>();
  const expected: Expected[] = [];
  const parts = archive.split(/^-- (.+) --\n/m);
  for (let i = 1; i < parts.length; i += 2) {
    const path = parts[i] as string;
    const source = (parts[i + 1] as string)
      .replaceAll('␍', '\r')
      .replaceAll('⇥', '\t')
      .replaceAll('␣', ' ')
      .replace(/^﹇/, '\uFEFF');
    const open: { codes: string; start: number }[] = [];
    let text = '';
    for (let at = 0; at < source.length; ) {
      const marker = /^⟦([a-z0-9* -]+):/.exec(source.slice(at, at + 200));
      if (marker) {
        open.push({ codes: marker[1] as string, start: text.length });
        at += marker[0].length;
      } else if (source[at] === '⟧' && open.length > 0) {
        const { codes, start } = open.pop() as { codes: string; start: number };
        for (const code of codes.split(' ')) {
          const [name, times] = code.split('*') as [string, string?];
          for (let n = 0; n < Number(times ?? 1); n++) expected.push({ path, code: name, start, end: text.length });
        }
        at++;
      } else text += source[at++];
    }
    files.set(path, text);
  }
  return { files, expected };
}

export async function openFixture(
  files: ReadonlyMap<string, string>,
  root = ROOT,
): Promise<{ workspace: Workspace; packages: readonly Package[] }> {
  const io = new MemoryIo(new Map([...files].map(([path, text]) => [`${root}/${path}`, text])));
  const workspace = new Workspace(io, (await bundled).catalogs);
  const packages = await workspace.packagesIn(root);
  // As the doors do before they ask for fixes, so that no test's fixes depend on what another has read.
  for (const whole of packages) await readScaffoldTexts(whole, ['missing-answer']);
  return { workspace, packages };
}

export function pathOf(uri: string, root = ROOT): string {
  return uri.slice(root.length + 1);
}

/** All findings of a fixture, in order. */
export async function findingsOf(
  files: ReadonlyMap<string, string>,
  options = OPTIONS,
): Promise<readonly { whole: Package; finding: PlacedFinding }[]> {
  const { packages } = await openFixture(files);
  return packages.flatMap((whole) => [...checkPackage(whole, options).values()].flat().map((finding) => ({ whole, finding })));
}

export interface FixResult {
  readonly fix: Fix;
  readonly files: ReadonlyMap<string, string>;
}

/** What each fix of a finding makes of the files; throws where the rule does, which offers none then. */
export function applied(
  finding: PlacedFinding,
  whole: Package,
  files: ReadonlyMap<string, string>,
  options = OPTIONS,
): readonly FixResult[] {
  const failed = (_: string, error: unknown) => {
    throw error;
  };
  return fixesOf(finding, whole, { failed, ...options }).map((fix) => ({ fix, files: applyEdits(files, fix.edits) }));
}

export function applyEdits(files: ReadonlyMap<string, string>, edits: readonly FileEdit[]): ReadonlyMap<string, string> {
  const result = new Map(files);
  for (const { uri, splices } of edits) {
    const path = pathOf(uri);
    result.set(
      path,
      Text.of(files.get(path) ?? '')
        .spliceAll(splices)
        .toString(),
    );
  }
  return result;
}

/** Findings as lines people can review in a golden file. */
export function describe(finding: PlacedFinding, languages: readonly Language[] = ['ja', 'en']): string {
  const { start } = finding.file.text.rangeOf(finding.start, finding.end);
  const place = `${pathOf(finding.file.uri)}:${start.line + 1}:${start.character + 1}`;
  const control = finding.control ? ` ${finding.control}` : '';
  const group = finding.controls
    ? ` [${finding.controls.length}: ${finding.controls.slice(0, 3).join(' ')}${finding.controls.length > 3 ? ' …' : ''}]`
    : '';
  return `${place} ${finding.severity} ${finding.rule}${control}${group}\n${languages.map((language) => `  ${finding.message(language)}\n`).join('')}`;
}

/** The lines that differ, with `-` and `+`, below the line they follow where some are only added; a plain longest-common-affix comparison is enough for fixes. */
export function lineDiff(before: string, after: string): string {
  const a = before.split('\n');
  const b = after.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const show = (line: string) => line.replaceAll('\r', '␍').replaceAll('\t', '⇥');
  const removed = a.slice(head, a.length - tail).map((line) => `    - ${show(line)}\n`);
  const added = b.slice(head, b.length - tail).map((line) => `    + ${show(line)}\n`);
  const place = removed.length === 0 && head > 0 ? [`      ${show(a[head - 1] ?? '')}\n`] : [];
  return [...place, ...removed, ...added].join('');
}
