/**
 * A later version of a file, read from an earlier one: the line scan is taken up again one block before the edit and goes on until it reaches a cut of the
 * earlier version in the state it had there. From there on everything is as it was.
 */
import type { Text } from '../text/text.ts';
import type { Block } from './block.ts';
import { type Cut, scanLines } from './lines.ts';
import { replaced } from './outline.ts';
import { sameState } from './scan-state.ts';
import { readStretch, type Stretch, statesOf, stretchesOf } from './stretch.ts';
import { type Outline, SourceTree } from './tree.ts';

/** Blocks behind the edit that are scanned at first; four times as many where they do not do. */
const BEHIND = 2;

/** @returns undefined where the file has to be read from scratch */
export function reread(before: SourceTree, text: Text): SourceTree | undefined {
  const { outline, cuts: blocks } = before;
  const count = blocks.list.length;
  if (!outline) return undefined;
  const change = text.difference(before.text);
  if (change.end === change.start && change.formerEnd === change.start)
    return new SourceTree(text, blocks, before.documents, outline);
  const first = beginning(before, outline, change.start);
  const from = blocks.startAt(first);
  const delta = text.length - before.text.length;
  // The first block that begins behind what changed.
  const behind = change.formerEnd > 0 ? before.cuts.indexAt(change.formerEnd - 1) + 1 : 0;
  for (let reach = BEHIND; ; reach *= 4) {
    const isRest = behind + reach >= count;
    const source = text.slice(from, isRest ? text.length : blocks.startAt(behind + reach) + delta);
    if (/\0|\r(?!\n)/.test(source)) return undefined;
    const scan = scanLines(source, outline.states.at(first));
    if (scan.isMarked) return undefined;
    // Of the last block scanned it is not certain what follows.
    const most = isRest ? count : behind + reach - 1;
    const end = meeting(scan.cuts, (at) => at + from - delta, before, outline, behind, most);
    if (!end && !isRest) continue;
    const cuts = end ? scan.cuts.filter(({ at }) => at < end.at) : scan.cuts;
    const stretches = stretchesOf(end ? end.at : source.length, cuts, scan.defects);
    const kept = keptBefore(stretches, change.start - from, before, first);
    const fresh = stretches.slice(kept).map((stretch) => readStretch(source, stretch));
    const states = statesOf(stretches, cuts).slice(kept);
    return replaced(before, text, { from: first + kept, to: end ? end.index : count, parts: fresh, states });
  }
}

/** Where the scan is taken up again: a line looks at the next one at most, so one block before that of the change. */
function beginning(before: SourceTree, { states }: Outline, offset: number): number {
  let index = Math.max(0, before.cuts.indexAt(Math.max(0, offset - 1)) - 1);
  while (index > 0 && !states.at(index)) index--;
  return index;
}

/** The first cut at which both versions go on alike: its offset in the text scanned, and the block that begins there in the former version. */
function meeting(
  cuts: readonly Cut[],
  formerly: (at: number) => number,
  { cuts: blocks }: SourceTree,
  { states }: Outline,
  from: number,
  to: number,
): { readonly at: number; readonly index: number } | undefined {
  let index = from;
  for (const { at, state } of cuts) {
    const start = formerly(at);
    while (index < to && blocks.startAt(index) < start) index++;
    const known = states.at(index);
    if (index < to && blocks.startAt(index) === start && state && known && sameState(state, known)) return { at, index };
  }
  return undefined;
}

/** How many of the first stretches are blocks of the former version: they end before the change and are read as before. */
function keptBefore(stretches: readonly Stretch[], change: number, { cuts }: SourceTree, first: number): number {
  const isKept = ({ start, end, defects }: Stretch, index: number) => {
    const block = cuts.list.at(first + index);
    return end <= change && block?.length === end - start && sameDefects(block, defects);
  };
  const count = stretches.findIndex((stretch, index) => !isKept(stretch, index));
  return count < 0 ? stretches.length : count;
}

function sameDefects({ errors }: Block, defects: Stretch['defects']): boolean {
  const known = errors.filter(({ code }) => code.startsWith('DEFECT:'));
  return (
    known.length === defects.length &&
    defects.every(({ kind, start, end, mended }, i) => {
      const error = known[i];
      return (
        error?.code === `DEFECT:${kind}` && error.start === start && error.end === end && (error.mended ?? mended) === mended
      );
    })
  );
}
