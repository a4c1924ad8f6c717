/** Which item of an old package is which of a new one: by id, then by key, then by title, then by what it says. */
import { resemblance, runsOf, wordsAlone } from '../prose/likeness.ts';
import { walk } from '../yaml/tree.ts';
import type { Item, ItemType } from './item.ts';

/** An item before and after; one of them is there. */
export interface Pair {
  readonly old: Item | undefined;
  readonly now: Item | undefined;
}

/** What is another thing where its id is another, however alike its words: the control is what matters. */
const BY_ID_ALONE: ReadonlySet<ItemType> = new Set(['answer', 'part', 'guideline']);
const IN_ROWS: ReadonlySet<ItemType> = new Set(['response', 'treatment']);
/** So much of what either says both must say to be one (Jaccard, runs of five characters). */
const ALIKE = 0.4;
/** More comparisons than this are not made: beyond it, ids and titles decide. */
const MOST_COMPARISONS = 40_000;
/** Shorter texts are alike by chance. */
const SHORTEST = 20;

/** All items of both sides, those of one type with each other. In the order of the new side, what went before the next that stayed. */
export function matched(olds: readonly Item[], news: readonly Item[]): readonly Pair[] {
  const found = new Map<Item, Item>();
  const types = new Set([...olds, ...news].map(({ type }) => type));
  for (const type of types) {
    const [ours, theirs] = [olds, news].map((items) => items.filter((item) => item.type === type)) as [Item[], Item[]];
    const round = (keyOf: (item: Item) => string) => {
      const before = grouped(
        ours.filter((item) => !found.has(item)),
        keyOf,
      );
      const taken = new Set(found.values());
      for (const [key, after] of grouped(
        theirs.filter((item) => !taken.has(item)),
        keyOf,
      )) {
        for (const [old, now] of paired(before.get(key) ?? [], after)) found.set(old, now);
      }
    };
    round(({ id }) => id);
    if (!BY_ID_ALONE.has(type)) {
      round(({ key }) => key);
      // What a row is of need not be said where there is but one.
      round(({ id, title }) => (IN_ROWS.has(type) && id === '' && title.ja === '' ? 'untargeted' : ''));
      round(({ title }) => wordsAlone(title.ja));
      const taken = new Set(found.values());
      const left = ours.filter((item) => !found.has(item));
      for (const [old, now] of alike(
        left,
        theirs.filter((item) => !taken.has(item)),
      ))
        found.set(old, now);
    }
    // What has no name at all is found by what it says, and else by where it stands.
    round((item) => (isNamed(item) ? '' : contentOf(item)));
    round((item) => (isNamed(item) ? '' : 'unnamed'));
  }
  return inOrder(olds, news, found);
}

function isNamed({ id, key, title }: Item): boolean {
  return id !== '' || key !== '' || title.ja !== '';
}

function contentOf({ node }: Item): string {
  return [...walk(node)].map((one) => (one.kind === 'scalar' ? one.text : '')).join('\n');
}

function grouped(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === '') continue;
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Of several that could be meant, those with the same title, then those that say the same, then one after the other. */
function* paired(olds: readonly Item[], news: readonly Item[]): Generator<readonly [Item, Item]> {
  let [left, free] = [olds, news];
  if (olds.length > 1 || news.length > 1) {
    const place = ({ document, title }: Item) => `${document.kind} ${title.ja}`;
    for (const now of news) {
      const old = left.find((one) => place(one) === place(now) && wordsAlone(one.text) === wordsAlone(now.text));
      if (!old) continue;
      yield [old, now];
      left = left.filter((one) => one !== old);
      free = free.filter((one) => one !== now);
    }
    const some = [...alike(left, free)];
    yield* some;
    left = left.filter((one) => !some.some(([old]) => old === one));
    free = free.filter((one) => !some.some(([, now]) => now === one));
  }
  for (let i = 0; i < Math.min(left.length, free.length); i++) yield [left[i] as Item, free[i] as Item];
}

/** Those whose words are most alike first, each once. */
function* alike(olds: readonly Item[], news: readonly Item[]): Generator<readonly [Item, Item]> {
  if (olds.length * news.length === 0 || olds.length * news.length > MOST_COMPARISONS) return;
  const runs = (item: Item) => {
    const words = wordsAlone(item.text);
    return { item, runs: words.length < SHORTEST ? new Set<number>() : runsOf(words) };
  };
  const after = news.map(runs);
  const candidates = olds.map(runs).flatMap((old) =>
    after.flatMap((now) => {
      const likeness = old.runs.size === 0 || now.runs.size === 0 ? 0 : resemblance(old.runs, now.runs);
      return likeness >= ALIKE ? [{ old: old.item, now: now.item, likeness }] : [];
    }),
  );
  const taken = new Set<Item>();
  // The sort is stable: of equals those that stand first.
  for (const { old, now } of candidates.sort((a, b) => b.likeness - a.likeness)) {
    if (taken.has(old) || taken.has(now)) continue;
    taken.add(old).add(now);
    yield [old, now];
  }
}

function inOrder(olds: readonly Item[], news: readonly Item[], found: ReadonlyMap<Item, Item>): readonly Pair[] {
  const before = new Map([...found].map(([old, now]) => [now, old]));
  /** What went, behind the item that stood before it and stayed; undefined for the head. */
  const gone = new Map<Item | undefined, Item[]>();
  let last: Item | undefined;
  for (const old of olds) {
    const now = found.get(old);
    if (now) last = now;
    else gone.set(last, [...(gone.get(last) ?? []), old]);
  }
  const went = (behind: Item | undefined) => (gone.get(behind) ?? []).map((old): Pair => ({ old, now: undefined }));
  return [...went(undefined), ...news.flatMap((now): readonly Pair[] => [{ old: before.get(now), now }, ...went(now)])];
}

/** Of places in ascending order those that are kept when as few as possible are taken out (longest increasing subsequence). */
export function ascending(places: readonly number[]): ReadonlySet<number> {
  /** The last place of the best sequence of each length, and what stands before it. */
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const place of places) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    previous.set(place, ends[low - 1]);
    ends[low] = place;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) kept.add(at);
  return kept;
}
