/** The findings a range touches, found without looking at each of a long list. */
import type { PlacedFinding } from '../check.ts';
import { memoized } from '../model/field.ts';
import { countUpTo } from '../yaml/item-at.ts';

/** Of each finding, how far it or one before it reaches. */
const reachOf = memoized((findings: readonly PlacedFinding[]): readonly number[] => {
  let reach = 0;
  return findings.map(({ end }) => {
    reach = Math.max(reach, end);
    return reach;
  });
});

/**
 * Those that touch `[from, to]`, absolute offsets.
 * @param findings of one file, by start, as a check gives them
 */
export function findingsTouching(findings: readonly PlacedFinding[], from: number, to: number): readonly PlacedFinding[] {
  const first = countUpTo(reachOf(findings), from - 1, (reach) => reach);
  const behind = countUpTo(findings, to, ({ start }) => start);
  return findings.slice(first, behind).filter(({ end }) => end >= from);
}

/** The findings of each rule of one file. */
export const findingsByRule = memoized((findings: readonly PlacedFinding[]): ReadonlyMap<string, readonly PlacedFinding[]> => {
  const byRule = new Map<string, PlacedFinding[]>();
  for (const finding of findings) {
    const own = byRule.get(finding.rule);
    if (own) own.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  return byRule;
});
