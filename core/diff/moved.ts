/** Sections that stand elsewhere in a disclosure, or have another number. */
import type { Moved, Place } from './change.ts';
import type { Item } from './item.ts';
import { ascending, type Pair } from './matching.ts';

/**
 * Those of the pairs that moved, in the order of the new package: as few as explain the order.
 * @param olds all items before, in document order; likewise `news`
 */
export function movedSections(pairs: readonly Pair[], olds: readonly Item[], news: readonly Item[]): readonly Moved[] {
  const sections = pairs.filter(
    (pair): pair is { old: Item; now: Item } => pair.now?.type === 'section' && pair.old !== undefined,
  );
  const became = new Map(sections.map(({ old, now }) => [old, now]));
  const places = { old: placesOf(olds), now: placesOf(news) };
  const isElsewhere = ({ old, now }: { old: Item; now: Item }) =>
    (old.parent && (became.get(old.parent) ?? old.parent)) !== now.parent;
  /** By the section they stand in: those that stayed in it, as the new package has them. */
  const siblings = new Map<Item | undefined, { old: Item; now: Item }[]>();
  for (const pair of sections) {
    if (isElsewhere(pair)) continue;
    siblings.set(pair.now.parent, [...(siblings.get(pair.now.parent) ?? []), pair]);
  }
  const order = new Map(places.old.order.map((item, i) => [item, i]));
  const kept = new Set(
    [...siblings.values()].flatMap((group) => {
      const stayed = ascending(group.map(({ old }) => order.get(old) as number));
      return group.filter(({ old }) => stayed.has(order.get(old) as number)).map(({ now }) => now);
    }),
  );
  return sections.flatMap((pair): readonly Moved[] => {
    const { old, now } = pair;
    const isNumbered = old.number.normalize('NFKC') !== now.number.normalize('NFKC');
    if (!isElsewhere(pair) && kept.has(now) && !isNumbered) return [];
    return [
      { is: 'moved', item: now, within: undefined, reagree: false, also: [], old: places.old.of(old), now: places.now.of(now) },
    ];
  });
}

interface Places {
  /** In document order. */
  readonly order: readonly Item[];
  of(item: Item): Place;
}

function placesOf(items: readonly Item[]): Places {
  const order = items.filter(({ type }) => type === 'section');
  const last = new Map<Item | undefined, Item>();
  const behind = new Map<Item, Item | undefined>();
  for (const item of order) {
    behind.set(item, last.get(item.parent));
    last.set(item.parent, item);
  }
  return { order, of: (item) => ({ number: item.number, parent: item.parent, behind: behind.get(item) }) };
}
