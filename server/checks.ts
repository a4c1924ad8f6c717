/** What is asked of checks beyond the findings (protocol/check.ts). */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { findingLine } from '../core/check/placed.ts';
import { ruleNamed } from '../core/check.ts';
import { relativePath } from '../core/package/relative-path.ts';
import { canonicalUri } from '../core/package/uri.ts';
import { Cancelled, Slices } from '../core/slices.ts';
import type { CheckFolderAnswer, SlowCheckAnswer } from './protocol/check.ts';
import type { Snapshot } from './snapshot.ts';

/** Milliseconds from which a person waits for a check. */
const SLOW = 500;

/** What a check of a folder goes through. */
export interface ToCheck {
  /** Canonical URIs, in and outside the folder. */
  readonly uris: Iterable<string>;
  snapshot(uri: string): Promise<Snapshot | undefined>;
}

/** Checks a folder in slices. @throws ResponseError where nobody waits for it any more */
export async function checkFolder(folder: string, all: ToCheck, token: CancellationToken): Promise<CheckFolderAnswer> {
  try {
    return await allIn(canonicalUri(folder).replace(/\/$/, ''), all, new Slices(token));
  } catch (error) {
    if (error instanceof Cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    throw error;
  }
}

async function allIn(home: string, { uris, snapshot: of }: ToCheck, slices: Slices): Promise<CheckFolderAnswer> {
  const lines: string[] = [];
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  let files = 0;
  for (const uri of [...new Set(uris)].filter((one) => one.startsWith(`${home}/`)).sort()) {
    await slices.turn();
    const snapshot = await of(uri);
    if (!snapshot) continue;
    files++;
    const path = relativePath(home, uri) ?? uri;
    for (const finding of (await snapshot.check()).findingsOf(uri)) {
      counts[finding.severity]++;
      lines.push(findingLine(path, finding, snapshot.language));
    }
  }
  return { lines, files, counts };
}

/** @param least milliseconds from which a check is slow */
export async function slowCheck(snapshot: Snapshot, least = SLOW): Promise<SlowCheckAnswer | null> {
  const { slowest: cost } = await snapshot.check();
  if (!cost || cost.total < least) return null;
  const rule = cost.slowest && ruleNamed(cost.slowest.code);
  return {
    milliseconds: cost.total,
    ...(cost.slowest && rule
      ? {
          slowest: { rule: rule.code, summary: rule.summary(snapshot.language), milliseconds: cost.slowest.milliseconds },
        }
      : {}),
  };
}
