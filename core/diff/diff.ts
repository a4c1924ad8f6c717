/** Two versions of a package, compared as their readers meet them. What is spelled, ordered or commented otherwise is no change. */
import { mapField, textField } from '../model/field.ts';
import type { Package } from '../package/package.ts';
import type { MapNode } from '../yaml/tree.ts';
import type { Change, PackageDiff, Unread, VersionName } from './change.ts';
import { Comparison } from './compare.ts';
import type { Item } from './item.ts';
import { matched, type Pair } from './matching.ts';
import { movedSections } from './moved.ts';
import { SideNames } from './names.ts';
import { type Reading, readPackage } from './reading.ts';

export type { PackageDiff } from './change.ts';

/** One of two versions. */
export interface Version {
  readonly whole: Package;
  /** The files compared, the rest of the package being context; all where absent. */
  readonly uris?: ReadonlySet<string>;
}

/** What changed from one version to another. */
export function diffPackages(old: Version, now: Version): PackageDiff {
  const [before, after] = [readPackage(old.whole), readPackage(now.whole)];
  const [ours, theirs] = [inScope(before, old), inScope(after, now)];
  const told = matched(ours, theirs);
  // Of single files the rest of the package is matched too: what they refer to may stand there.
  const rest = matched(without(before.items, ours), without(after.items, theirs));
  const counterparts = new Map(
    [...told, ...rest].flatMap(withChildren).flatMap(({ old: one, now: other }) => (one && other ? [[one, other]] : [])),
  );
  const canonical = (item: Item) => counterparts.get(item) ?? item;
  const names = {
    old: new SideNames(before.items, old.whole.catalogs, canonical),
    now: new SideNames(after.items, now.whole.catalogs, canonical),
  };
  const comparison = new Comparison({ before, after, names, told });
  const changes = [...comparison.changes(), ...movedSections(told, ours, theirs)];
  return {
    service: serviceOf(now) || serviceOf(old),
    old: nameOf(old),
    now: nameOf(now),
    changes: inImportance(changes),
    unread: [...unreadIn('old', old), ...unreadIn('new', now)],
  };
}

function serviceOf({ whole }: Version): string {
  return textField(mapField(whole.manifest?.root, 'service'), 'name')?.value.trim() ?? '';
}

function nameOf({ whole, uris }: Version): VersionName {
  const named = (root: MapNode | undefined, key: string) => textField(root, key)?.value.trim() ?? '';
  const own = whole.documents.filter(({ file }) => uris?.has(file.uri) ?? true);
  const document = own.find(({ kind }) => kind === 'disclosure') ?? (own.length === 1 ? own[0] : undefined);
  const version = named(document?.root, 'version') || named(mapField(whole.manifest?.root, 'service'), 'version');
  return { version, issued: named(document?.root, 'issued') };
}

function inScope({ items, whole }: Reading, { uris }: Version): readonly Item[] {
  return uris && ![...whole.files.keys()].every((uri) => uris.has(uri))
    ? items.filter(({ document }) => uris.has(document.file.uri))
    : items;
}

function without(items: readonly Item[], taken: readonly Item[]): readonly Item[] {
  const known = new Set(taken);
  return items.filter((item) => !known.has(item));
}

function withChildren(pair: Pair): readonly Pair[] {
  return pair.old && pair.now ? [pair, ...matched(pair.old.children, pair.now.children)] : [pair];
}

const CLASSES = ['changed', 'added', 'removed', 'moved'] as const;

/** The sort is stable: what stands first in the documents stays first in its class. */
function inImportance(changes: readonly Change[]): readonly Change[] {
  const rank = ({ reagree, is }: Change) => (reagree ? 0 : 1 + CLASSES.indexOf(is));
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/** What the parser had to leave out: nothing can be said of it. */
function unreadIn(side: Unread['side'], { whole, uris }: Version): readonly Unread[] {
  const files = [...whole.files.values()].filter(({ uri }) => uris?.has(uri) ?? true);
  return files.flatMap(({ uri, text, tree }) =>
    tree.faulty.flatMap((block) => {
      const fault = block.errors.find(({ mended, code }) => mended === undefined && code !== 'LONE_CR');
      return fault ? [{ side, uri, line: text.positionAt(tree.startOf(block) + fault.start).line }] : [];
    }),
  );
}
