/** Findings beside what they are about: each goes to the smallest part of a form that comes from where it stands. */
import type { Origin } from '../form/form.ts';

/** @typeParam T who the origin belongs to */
export interface Owned<T> {
  readonly origin: Origin;
  readonly owner: T;
}

/**
 * Who a line belongs to: the smallest origin that holds it, of equal ones the first.
 * @returns of a place (0-based line) its owner; undefined where nothing comes from there
 */
export function ownersByLine<T>(
  all: readonly Owned<T>[],
): (place: { readonly uri: string; readonly line: number }) => Owned<T> | undefined {
  const byUri = new Map<string, Owned<T>[]>();
  for (const one of all) {
    const own = byUri.get(one.origin.uri);
    if (own) own.push(one);
    else byUri.set(one.origin.uri, [one]);
  }
  const lists = new Map([...byUri].map(([uri, own]) => [uri, nested(own)]));
  return ({ uri, line }) => {
    const list = lists.get(uri);
    if (!list) return undefined;
    let at: Nested<T> | undefined = list[lastAtOrBefore(list, line)];
    while (at && at.owned.origin.end <= line) at = at.around;
    return at?.owned;
  };
}

interface Nested<T> {
  readonly owned: Owned<T>;
  /** The smallest one around it. */
  readonly around: Nested<T> | undefined;
}

function nested<T>(all: readonly Owned<T>[]): readonly Nested<T>[] {
  const sorted = [...all].sort(({ origin: a }, { origin: b }) => a.line - b.line || b.end - a.end);
  const list: Nested<T>[] = [];
  let last: Nested<T> | undefined;
  for (const owned of sorted) {
    const { line, end } = owned.origin;
    if (last && last.owned.origin.line === line && last.owned.origin.end === end) continue;
    let around = last;
    while (around && around.owned.origin.end <= line) around = around.around;
    last = { owned, around };
    list.push(last);
  }
  return list;
}

/** -1 where all are behind it. */
function lastAtOrBefore<T>(list: readonly Nested<T>[], line: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.owned.origin.line ?? 0) <= line) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
