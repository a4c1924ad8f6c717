/** What somebody undertook to do by a day: plans, and improvements an evaluator asked for. The rule `overdue` and the report ask here, so that they agree. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import { lastDayOf } from '../../date.ts';
import type { Entry } from '../../model/document.ts';
import { textField } from '../../model/field.ts';
import { canonicalTerm } from '../../model/schema.ts';
import { asMap, asSeq, type MapNode, type Node, valueUnder, walk } from '../../yaml/tree.ts';

export interface Undertaking {
  /** The key it stands under. */
  readonly is: 'plan' | 'judgement';
  /** What has the key. */
  readonly holder: MapNode;
  /** What has the date, under `due`. */
  readonly map: MapNode;
}

/** With one of these nothing is left to be done, whatever was planned. */
const SETTLED: ReadonlySet<string> = new Set(['implemented', 'alternative', 'not-applicable']);

/** The open ones of an entry, in document order; none of a header. */
export function* undertakings({ sequence, node }: Pick<Entry, 'sequence' | 'node'>): Iterable<Undertaking> {
  if (sequence !== '') yield* undertakingsIn(node);
}

/** Whether the day by which anything was undertaken in an entry, other than a header, has passed. @param date today, `YYYY-MM-DD` */
export function isOverdue(entry: Node, date: string): boolean {
  for (const { map } of undertakingsIn(entry)) {
    const due = textField(map, 'due');
    const last = due && lastDayOf(due.value);
    if (last !== undefined && last < date) return true;
  }
  return false;
}

function* undertakingsIn(entry: Node | undefined): Iterable<Undertaking> {
  const status = termIn(asMap(entry), 'status');
  for (const holder of walk(entry)) {
    if (holder.kind !== 'map') continue;
    const planned = asMap(valueUnder(holder, 'plan'));
    if (planned && !SETTLED.has(termIn(holder, 'status') ?? status ?? '')) yield { is: 'plan', holder, map: planned };
    const judged = latest(valueUnder(holder, 'judgement'));
    if (judged && termIn(judged, 'result') !== 'conforming') yield { is: 'judgement', holder, map: judged };
  }
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

export interface EntryName {
  readonly text: string;
  /** A control's ID rather than a name in words. */
  readonly isId: boolean;
}

/** What an entry is called in a message, and the canonical ID of the control or scenario it is about. */
export function nameOf(
  entry: Entry,
  catalogs: Catalogs,
  own: Catalog | undefined,
): { readonly name: EntryName; readonly control: string | undefined } {
  const root = asMap(entry.node);
  const typed = textField(root, 'control') ?? textField(root, 'scenario');
  const control = typed && catalogs.resolve(typed.value, own)?.id;
  if (typed) return { name: { text: control ?? typed.value, isId: true }, control };
  const named = textField(root, 'name') ?? textField(root, 'title') ?? textField(root, 'id');
  return { name: { text: named?.value ?? '', isId: false }, control };
}
