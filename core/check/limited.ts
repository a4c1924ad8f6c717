/** A file with more findings than anybody reads: the gravest of them, and one that says how many are not shown. */
import type { KaijiFile } from '../model/document.ts';
import { fileLimit, tooManyFindings } from '../rules/file-limit.ts';
import { inOrder, type PlacedFinding, placed } from './placed.ts';
import type { Level } from './severity.ts';

const GRAVITY = { error: 0, warning: 1, info: 2, hint: 3 } as const;

/**
 * @param findings of one file, in order
 * @param most how many are told
 * @param level as set for `file-limit`
 * @returns the same array where there are no more
 */
export function limited(
  findings: readonly PlacedFinding[],
  file: KaijiFile,
  most: number,
  level: Level | undefined,
): readonly PlacedFinding[] {
  const { firstBlock: block } = file.tree;
  if (findings.length <= most || level === 'off') return findings;
  const kept = [...findings].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]).slice(0, most);
  const message = tooManyFindings({ shown: most, left: findings.length - most });
  return inOrder([...kept, placed(fileLimit, { at: { block, start: 0, end: Math.min(1, block.length) }, message }, file, level)]);
}
