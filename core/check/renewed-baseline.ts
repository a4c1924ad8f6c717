/** A baseline brought up to date with the findings there are. */
import type { Acceptance, Baseline } from '../package/baseline.ts';
import { relativePath } from '../package/relative-path.ts';
import { parentUri } from '../package/uri.ts';
import { expanded, type PlacedFinding } from './placed.ts';

/** An entry as it stands in the file. */
export interface BaselineEntry {
  readonly path: string;
  readonly rule: string;
  readonly control?: string;
  readonly reason: string;
  readonly expires?: string;
}

export interface Renewed {
  /** By path, then rule, then control: whoever renews it writes the same. */
  readonly entries: readonly BaselineEntry[];
  /** Entries that are new, that stay, and that go because what they accepted is gone. */
  readonly added: number;
  readonly kept: number;
  readonly dropped: number;
}

/**
 * What a baseline says stays as long as a finding is meant by it, expired or not; each other finding gets an entry of its own.
 * @param baseline as it is; without entries for a new one
 * @param found by file URI, for every file that was checked, accepted findings among them; entries about other files stay
 * @param isWanted which findings are to be accepted
 */
export function renewed(
  baseline: Baseline,
  found: ReadonlyMap<string, readonly PlacedFinding[]>,
  isWanted: (finding: PlacedFinding) => boolean,
  { reason, expires }: Pick<BaselineEntry, 'reason' | 'expires'>,
): Renewed {
  // What is said of files that were not checked.
  const stays = new Set(baseline.accepted.filter(({ uri }) => !found.has(uri)));
  const added = new Map<string, Acceptance>();
  for (const [uri, findings] of found)
    for (const finding of findings)
      for (const { rule, control: own, controls } of [...expanded(finding)].map((one) => ({ ...finding, ...one }))) {
        const control = own ?? controls?.[0];
        const isMeant = (one: Acceptance) =>
          one.uri === uri && one.rule === rule && (one.control === undefined || one.control === control);
        const meant = baseline.accepted.filter(isMeant);
        for (const one of meant) stays.add(one);
        if (meant.length > 0 || !isWanted(finding)) continue;
        added.set(JSON.stringify([uri, rule, control]), {
          uri,
          rule,
          reason,
          ...(control === undefined ? {} : { control }),
          ...(expires === undefined ? {} : { expires }),
        });
      }
  const folder = parentUri(baseline.uri) ?? baseline.uri;
  return {
    entries: [...stays, ...added.values()].map((one) => entryOf(one, folder)).sort(inOrder),
    added: added.size,
    kept: stays.size,
    dropped: baseline.accepted.length - stays.size,
  };
}

function entryOf({ uri, rule, control, reason, expires }: Acceptance, folder: string): BaselineEntry {
  return {
    path: relativePath(folder, uri) ?? uri,
    rule,
    ...(control === undefined ? {} : { control }),
    reason,
    ...(expires === undefined ? {} : { expires }),
  };
}

function inOrder(a: BaselineEntry, b: BaselineEntry): number {
  return compared(a.path, b.path) || compared(a.rule, b.rule) || byNumber(a.control ?? '', b.control ?? '');
}

/** CL-9 before CL-10. */
function byNumber(a: string, b: string): number {
  const [one, other] = [a, b].map((id) => id.replace(/\d+/g, (digits) => digits.padStart(8, '0'))) as [string, string];
  return compared(one, other);
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
