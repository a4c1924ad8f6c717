/** What an entry is bound to do by a date: plans, and what an evaluator asked to be improved. */
import { lastDayOf } from '../../date.ts';
import { memoized, textField } from '../../model/field.ts';
import { canonicalTerm } from '../../model/schema.ts';
import { asMap, asSeq, type MapNode, type Node, pairOf, valueUnder, walk } from '../../yaml/tree.ts';
import type { Place } from '../rule.ts';

export interface Due {
  readonly of: 'plan' | 'judgement';
  /** As written. */
  readonly due: string;
  /** `YYYY-MM-DD`, the last on which it is not late. */
  readonly lastDay: string;
  /** The date's place, or that of the alias that stands for it here. */
  readonly at: Place;
}

/** With one of these nothing is left to be done, whatever was planned. */
const SETTLED: ReadonlySet<string> = new Set(['implemented', 'alternative', 'not-applicable']);

/** The dates of an entry that somebody still has to keep, in document order: of plans that are not settled, and of the last judgement where it is not conforming. */
export const duesOf = memoized((entry: Node): readonly Due[] => {
  const status = termIn(asMap(entry), 'status');
  const dues: Due[] = [];
  for (const map of walk(entry)) {
    if (map.kind !== 'map') continue;
    const planned = asMap(valueUnder(map, 'plan'));
    if (planned && !SETTLED.has(termIn(map, 'status') ?? status ?? '')) dues.push(...dueIn(map, 'plan', planned));
    const judged = latest(valueUnder(map, 'judgement'));
    if (judged && termIn(judged, 'result') !== 'conforming') dues.push(...dueIn(map, 'judgement', judged));
  }
  return dues;
});

/** Those that have passed. @param date today, `YYYY-MM-DD` */
export function overdueIn(entry: Node, date: string): readonly Due[] {
  return duesOf(entry).filter(({ lastDay }) => lastDay < date);
}

function dueIn(holder: MapNode, of: Due['of'], map: MapNode): readonly Due[] {
  const due = textField(map, 'due');
  const lastDay = due && lastDayOf(due.value);
  if (!due || lastDay === undefined) return [];
  const value = pairOf(holder, of)?.value;
  const own = pairOf(map, 'due')?.value ?? due.node;
  return [{ of, due: due.value, lastDay, at: value?.kind === 'alias' ? value : own }];
}

/** The judgement of the last round in which anything was assessed; of rounds without a number, or with the same, the one that stands last. */
function latest(value: Node | undefined): MapNode | undefined {
  const items = asSeq(value)?.items ?? (value ? [value] : []);
  let found: MapNode | undefined;
  let best = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const map = asMap(item);
    if (!map || termIn(map, 'result') === 'not-assessed') continue;
    const round = Number(textField(map, 'round')?.value ?? Number.NaN);
    if (Number.isFinite(round) && round < best) continue;
    if (Number.isFinite(round)) best = round;
    found = map;
  }
  return found;
}

/** A status or result, as its English value. */
function termIn(map: MapNode | undefined, key: 'status' | 'result'): string | undefined {
  const field = textField(map, key);
  return field && canonicalTerm(key, field.value);
}
