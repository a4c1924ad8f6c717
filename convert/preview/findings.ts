/** Findings beside what they are about: each goes to the smallest part of a form that comes from where it stands. */
import type { PlacedFinding } from '../../core/check.ts';
import type { Origin } from '../form/form.ts';

/** @typeParam T who the origin belongs to */
export interface Owned<T> {
  readonly origin: Origin;
  readonly owner: T;
}

/** A finding about what a form prints. */
export interface About<T> {
  readonly finding: PlacedFinding;
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** Undefined where it is about something that is not printed. */
  readonly at: Owned<T> | undefined;
}

/**
 * The findings a reader of a form should know of: all about the documents it is of, and of others those about what it prints of them.
 * @param uris of the documents it is of
 * @param findingsOf those of a document, by its URI
 */
export function* findingsAbout<T>(
  owned: readonly Owned<T>[],
  uris: readonly string[],
  findingsOf: (uri: string) => readonly PlacedFinding[],
): Generator<About<T>> {
  const ownerAt = ownersByLine(owned);
  for (const uri of new Set([...uris, ...owned.map(({ origin }) => origin.uri)])) {
    for (const finding of findingsOf(uri)) {
      const { line } = finding.file.text.positionAt(finding.start);
      const at = ownerAt({ uri, line });
      if (at || uris.includes(uri)) yield { finding, uri, line, at };
    }
  }
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
