/** Fixes put together: `source.fixAll.kaiji`, "fix all of this rule", `kaiji fix` and the scaffold commands apply the very same edits. */
import { type CheckOptions, checkPackage, fixesOf, type PlacedFinding } from '../check.ts';
import type { Package } from '../package/package.ts';
import type { FileEdit, Fix } from '../rules/rule.ts';
import { inOrder, type Splice } from '../text/text.ts';
import { countUpTo } from '../yaml/item-at.ts';

export interface FixAllOptions {
  /** Only findings of this rule. */
  readonly rule?: string;
  /** The widest fix of the rule (the one that writes most), safe or not: what a scaffold command asks for by name. Reckoned even where the rule is off. */
  readonly scaffold?: boolean;
}

export interface FixAll {
  /** One a file; splices do not overlap and refer to the package's versions. */
  readonly edits: readonly FileEdit[];
  /** How many findings they fix. What would overlap is left for another round. */
  readonly applied: number;
}

/** @param findings of one file or of several, of this version of the package */
export function fixAllEdits(
  whole: Package,
  findings: readonly PlacedFinding[],
  options: CheckOptions,
  { rule, scaffold = false }: FixAllOptions = {},
): FixAll {
  const wanted = findings.filter((finding) => rule === undefined || finding.rule === rule);
  if (!scaffold) return combined(wanted.flatMap((finding) => safeFixOf(finding, whole, options) ?? []));
  const found = wanted.length > 0 || rule === undefined ? wanted : unsilenced(whole, rule, options);
  const [first] = found;
  const reach = ({ edits }: Fix) =>
    edits.reduce((sum, { splices }) => sum + splices.reduce((length, { text }) => length + text.length, 0), 0);
  const [widest] = first ? [...soundFixes(first, whole, options)].sort((a, b) => reach(b) - reach(a)) : [];
  return combined(widest ? [widest] : []);
}

/** The fix of a finding that needs no judgement. */
export function safeFixOf(finding: PlacedFinding, whole: Package, options: CheckOptions): Fix | undefined {
  return soundFixes(finding, whole, options, true).find(({ safe }) => safe === true);
}

/** The fixes of a finding without those that reach outside their file, or into another package: what a package builds on is not its to edit; as {@link fixesOf}. */
export function soundFixes(finding: PlacedFinding, whole: Package, options: CheckOptions, safeOnly = false): readonly Fix[] {
  return fixesOf(finding, whole, options, safeOnly).filter(({ edits }) =>
    edits.every(({ uri, splices }) => {
      const file = whole.files.get(uri);
      // A file the package does not have is made: within it, and over no file of a package it builds on.
      if (!file && (!uri.startsWith(`${whole.uri}/`) || isOfRelative(whole, uri))) return false;
      const length = file?.text.length ?? 0;
      return splices.every(({ start, end }) => 0 <= start && start <= end && end <= length);
    }),
  );
}

function isOfRelative({ parent, platforms }: Package, uri: string): boolean {
  return [...(parent ? [parent] : []), ...platforms.values()].some((one) => one.files.has(uri) || isOfRelative(one, uri));
}

function unsilenced(whole: Package, rule: string, options: CheckOptions): readonly PlacedFinding[] {
  const all = checkPackage(whole, { ...options, override: { ...options.override, [rule]: 'warning' } });
  return [...all.values()].flat().filter((finding) => finding.rule === rule);
}

/** Takes fixes in order, each wholly or not at all. */
function combined(fixes: readonly Fix[]): FixAll {
  /** By start; none overlaps another. */
  const byFile = new Map<string, Splice[]>();
  let applied = 0;
  for (const { edits } of fixes) {
    const free = edits.every(({ uri, splices }) => {
      const taken = byFile.get(uri) ?? [];
      return splices.every((splice) => {
        const next = countUpTo(taken, splice.start, ({ start }) => start);
        return ![taken[next - 1], taken[next]].some((other) => other && overlaps(splice, other));
      });
    });
    if (!free || edits.length === 0) continue;
    for (const { uri, splices } of edits) {
      const taken = byFile.get(uri) ?? [];
      byFile.set(uri, taken);
      for (const splice of splices)
        taken.splice(
          countUpTo(taken, splice.start, ({ start }) => start),
          0,
          splice,
        );
    }
    applied++;
  }
  const edits = [...byFile].map(([uri, splices]) => ({ uri, splices: inOrder(splices) }));
  return { edits, applied };
}

/** Two insertions at one place overlap too: their order, and whether both are still needed, is anyone's guess. */
function overlaps(a: Splice, b: Splice): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
