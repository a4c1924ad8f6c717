/** Open findings by rule. */
import { type PlacedFinding, ruleNamed } from '../check.ts';
import type { Localized } from '../language.ts';
import type { Severity } from '../rules/rule.ts';

export interface Gap {
  readonly rule: string;
  /** What the rule reports. */
  readonly summary: Localized;
  readonly severity: Severity;
  /** A grouped finding counts for each of its controls. */
  readonly count: number;
  readonly places: readonly GapPlace[];
}

export interface GapPlace {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** Canonical ID of what is concerned; undefined where no one control is. */
  readonly control: string | undefined;
  readonly finding: PlacedFinding;
}

const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** By severity, then by rule; a rule whose findings differ in severity has an element for each. Hints are style and left out. */
export function gapsIn(findings: ReadonlyMap<string, readonly PlacedFinding[]>): readonly Gap[] {
  const gaps = new Map<string, Gap & { count: number; places: GapPlace[] }>();
  for (const finding of [...findings.values()].flat()) {
    const { rule, severity, file, start, control, controls } = finding;
    if (severity === 'hint') continue;
    const key = `${severity} ${rule}`;
    const gap = gaps.get(key) ?? { rule, summary: ruleNamed(rule)?.summary ?? (() => rule), severity, count: 0, places: [] };
    gap.count += controls?.length ?? 1;
    gap.places.push({
      uri: file.uri,
      line: file.text.positionAt(start).line,
      control,
      finding,
    });
    gaps.set(key, gap);
  }
  return [...gaps.values()].sort(
    (a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}
