/** What must be true of a package, whatever stands in its files: what is found, what is offered, and what is asked at a place. */

import type { PlacedFinding } from '../core/check.ts';
import { checkPackage, fixesOf, ruleNamed } from '../core/check.ts';
import { toDiagnostic } from '../core/features/diagnostics.ts';
import type { KaijiFile } from '../core/model/document.ts';
import type { Package } from '../core/package/package.ts';
import type { FileEdit } from '../core/rules/rule.ts';
import { about, astray, atPlace, ofDocument } from '../test/features/every-feature.ts';
import { bundled } from '../test/support/catalogs.ts';
import { applyEdits, OPTIONS, openFixture, pathOf } from '../test/support/fixture.ts';
import type { Random } from '../test/support/random-yaml.ts';
import { Astray, below, must, pick, type Told } from './target.ts';

/** Opens files as a package; every test of one begins here. */
export async function packagesOf(files: ReadonlyMap<string, string>): Promise<readonly Package[]> {
  return (await openFixture(files)).packages;
}

const failed = (name: string, error: unknown) => {
  throw new Astray(`${name} failed`, String(error), error);
};

/** Invariant 4: what is found has a rule, a place in its file, and a page; and no rule threw. */
export function soundFindings(whole: Package): readonly PlacedFinding[] {
  const found = [...checkPackage(whole, { ...OPTIONS, failed })].flatMap(([, findings]) => findings);
  for (const finding of found) {
    const { rule, start, end, file } = finding;
    must(rule !== 'internal-error', `a rule threw: ${finding.message('en')}`);
    must(ruleNamed(rule) !== undefined, 'a finding of no rule', () => rule);
    must(
      0 <= start && start <= end && end <= file.text.length,
      `${rule}: outside its file`,
      () => `${start}–${end} of ${file.text.length}`,
    );
    for (const language of ['ja', 'en'] as const) {
      const { codeDescription } = toDiagnostic(finding, whole, { language, docsBase: 'https://kaiji.example/rules.md#' });
      const message = finding.message(language);
      // What the author wrote may well be said again.
      const isSaid = message.trim() !== '' && !NOTHING.test(withoutQuotes(message));
      must(isSaid, `${rule}: a message that says nothing`, () => message);
      must(codeDescription !== undefined, `${rule}: no page`);
    }
  }
  return found;
}

// Rules have names with it: `undefined-party`.
const NOTHING = /\bundefined\b(?!-)|\[object |\bNaN\b/;

function withoutQuotes(message: string): string {
  return message.replace(/「[^」]*」|"[^"]*"|“[^”]*”/g, '');
}

/** Every feature: none throws, and what each answers lies in the documents it speaks of. */
export async function soundFeatures(whole: Package, file: KaijiFile, offsets: readonly number[]): Promise<void> {
  const what = about(whole, file, await bundled);
  const look = (name: string, answer: unknown, place = '') => {
    const [range] = astray(answer, what);
    must(range === undefined, `${name}: a range outside`, () => `${range}${place}`);
  };
  for (const [name, ask] of Object.entries(ofDocument)) look(name, await ask(what));
  for (const offset of offsets)
    for (const [name, ask] of Object.entries(atPlace)) look(name, await ask({ ...what, offset }), ` at ${offset}`);
}

/** Offsets to ask about: any, and the ends of the text. */
export function offsetsIn({ text }: KaijiFile, count: number, random: Random): readonly number[] {
  return [0, text.length, ...Array.from({ length: count }, () => below(text.length + 1, random))];
}

/** Findings that say a part of the file is not read as it was meant: what stands there is found when it is, and so there is more afterwards. */
const UNREAD: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'fullwidth-colon',
  'ideographic-indent',
  'duplicate-key',
  'swallowed-text',
  'alias-limit',
  'unknown-kind',
]);

/** Invariants 5 and 6, for some of the fixes of some findings. */
export async function soundFixes(
  files: ReadonlyMap<string, string>,
  found: readonly { readonly whole: Package; readonly finding: PlacedFinding }[],
  most: number,
  random: Random,
  told: Told,
): Promise<void> {
  for (let i = 0; i < most && found.length > 0; i++) {
    const { whole, finding } = pick(found, random);
    const fixes = fixesOf(finding, whole, { ...OPTIONS, failed });
    if (fixes.length === 0) continue;
    const fix = pick(fixes, random);
    const title = `${finding.rule}: after "${fix.title('en').replace(/["'“].*["'”]|\d+/g, '…')}"`;
    soundSplices(fix.edits, files, title);
    told.count('edits', 1);
    const after = applyEdits(files, fix.edits);
    const now = (await packagesOf(after)).flatMap((one) => [...checkPackage(one, OPTIONS).values()].flat());
    const before = found.map((one) => one.finding);
    const isUnread = before.some(({ rule }) => UNREAD.has(rule));
    const rest = countOf(now, finding.rule) - countOf(before, finding.rule);
    must(isUnread || rest < 0 || isRenamed(finding, fix.edits, now), `${title} it is still there`, () =>
      changeTold(files, after),
    );
    const isBroken = countOf(now, 'yaml-syntax') > countOf(before, 'yaml-syntax');
    must(isUnread || !isBroken, `${title} there is a syntax error`, () => changeTold(files, after));
  }
}

/** Findings that a name is not known. What belongs to it – the parts of a control – is looked at once it is. */
const UNNAMED: ReadonlySet<string> = new Set(['unknown-control']);

/** Whether a key, or a name, is right now: what stands under it is looked at for the first time, and may well have something of the same kind. */
function isRenamed(
  { rule, file, start, end }: PlacedFinding,
  [edit, ...others]: readonly FileEdit[],
  now: readonly PlacedFinding[],
): boolean {
  const isName = UNNAMED.has(rule) || /^\s*:/.test(file.text.slice(end, end + 40));
  if (!isName || others.length > 0 || edit?.splices.some((splice) => splice.start !== start || splice.end !== end)) return false;
  return !now.some((one) => one.rule === rule && one.file.uri === file.uri && one.start === start);
}

/** Splices of one file lie in it and apart from one another. */
export function soundSplices(edits: readonly FileEdit[], files: ReadonlyMap<string, string>, title: string): void {
  for (const { uri, splices } of edits) {
    const length = files.get(pathOf(uri))?.length ?? 0;
    let at = 0;
    for (const { start, end } of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
      must(at <= start && start <= end && end <= length, `${title} splices outside or upon each other`, () =>
        JSON.stringify(splices),
      );
      at = end;
    }
  }
}

/** A grouped finding counts once for each control it stands for, so that a fix of one of them shows. */
function countOf(found: readonly PlacedFinding[], code: string): number {
  return found.reduce((sum, one) => sum + (one.rule === code ? (one.controls?.length ?? 1) : 0), 0);
}

function changeTold(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string {
  return [...after]
    .filter(([path, text]) => before.get(path) !== text)
    .map(([path, text]) => `-- ${path} --\n${JSON.stringify(before.get(path))}\n→ ${JSON.stringify(text)}`)
    .join('\n');
}
